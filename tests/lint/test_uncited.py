"""KB409: every source is cited for something."""

from tests.catalog_copy import CatalogCopy

SOURCE = "sources/doe2021interviews.yaml"
SUMMARY = "Nine teams tell what went wrong with their data; made up for the tests."
COPY = "sources/left-alone.yaml"


def _copy_source(catalog: CatalogCopy) -> None:
    text = (catalog.root / SOURCE).read_text(encoding="utf-8")
    other = text.replace("doe2021interviews", "left-alone").replace(
        SUMMARY, "Notes that one engineer took at work."
    )
    catalog.write(COPY, other)


def test_source_that_nothing_cites_is_reported(tiny_copy: CatalogCopy) -> None:
    """It is reported at its id, and not as an orphan as well."""
    _copy_source(tiny_copy)

    assert [
        (
            f"{COPY}:2:5: KB409 id: nothing cites this source;"
            " cite it where it supports a claim, or remove it"
        )
    ] == [str(problem) for problem in tiny_copy.problems()]


def test_source_of_a_vocabulary_term_is_cited(tiny_copy: CatalogCopy) -> None:
    """The origin of a term counts."""
    _copy_source(tiny_copy)
    phases = (tiny_copy.root / "vocabulary/phases.yaml").read_text(encoding="utf-8")
    tiny_copy.write(
        "vocabulary/phases.yaml", phases.rstrip() + "\n    origin:\n      - left-alone\n"
    )

    assert () == tiny_copy.problems()
