"""KB403: nothing stands in the catalog that nobody would ever reach."""

from pathlib import PurePosixPath

import kb
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


def test_orphans_are_those_of_the_statistics(tiny_copy: CatalogCopy) -> None:
    """What `kb stats` counts in the tables, the check finds in the files."""
    for name in ("consequences/users-lose-trust", "sources/doe2021interviews"):
        folder, _, id = name.partition("/")
        text = (tiny_copy.root / f"{name}.yaml").read_text(encoding="utf-8")
        tiny_copy.write(
            f"{folder}/alone-{id}.yaml", text.replace(f"id: {id}\n", f"id: alone-{id}\n")
        )

    found = [one.where.path for one in tiny_copy.problems() if one.code in ("KB403", "KB409")]

    counted = kb.load(tiny_copy.root).statistics().orphans
    assert ["alone-doe2021interviews", "alone-users-lose-trust"] == counted
    assert counted == sorted(PurePosixPath(path).stem for path in found)


def test_issue_needs_no_links_to_it(tiny_copy: CatalogCopy) -> None:
    """Issues are where readers start."""
    tiny_copy.replace(
        "issues/noisy-labels.yaml",
        "  - id: stale-weather-feed\n    how_to_tell: Old files",
        "  - id: stale-features\n    how_to_tell: Old files",
    )

    assert () == tiny_copy.problems()


def test_study_that_asks_about_an_issue_needs_no_link_to_it(tiny_copy: CatalogCopy) -> None:
    """It stands on the page of the issue; without the question it is reported."""
    study = "studies/tester2020-survey.yaml"
    text = (tiny_copy.root / study).read_text(encoding="utf-8")
    tiny_copy.write("studies/new.yaml", text.replace("tester2020-survey", "new"))
    asked = [one.where.path for one in tiny_copy.problems() if one.code == "KB403"]
    tiny_copy.replace("studies/new.yaml", "    issue: noisy-labels\n", "")

    assert [] == asked
    assert ["studies/new.yaml"] == [
        one.where.path for one in tiny_copy.problems() if one.code == "KB403"
    ]
