"""KB403: nothing stands in the catalog that nobody would ever reach."""

from tests.catalog_copy import CatalogCopy

HARM = "consequences/users-lose-trust.yaml"


def test_entry_that_nothing_links_to_is_reported(tiny_copy: CatalogCopy) -> None:
    """An entry that no other one names is reported at its id."""
    copy = HARM.replace("users-lose-trust", "left-alone")
    text = (tiny_copy.root / HARM).read_text(encoding="utf-8")
    tiny_copy.write(copy, text.replace("users-lose-trust", "left-alone"))

    orphan = [str(problem) for problem in tiny_copy.problems() if problem.code == "KB403"]

    assert [
        f"{copy}:2:5: KB403 id: nothing links to this entry; link it from an issue, or remove it"
    ] == orphan


def test_issue_needs_no_links_to_it(tiny_copy: CatalogCopy) -> None:
    """Issues are where readers start."""
    tiny_copy.replace(
        "issues/noisy-labels.yaml",
        "  - id: stale-weather-feed\n    how_to_tell: Old files",
        "  - id: stale-features\n    how_to_tell: Old files",
    )

    assert () == tiny_copy.problems()
