"""`kb diff`: two states in, what is different out."""

import json

import pytest

from tests.catalog_copy import TINY, CatalogCopy
from tests.command_line import Run
from tests.repository import Repository

ISSUE = "issues/stale-features.yaml"
TITLE = ("title: Stale features", "title: Old features")
SAID = "issue stale-features, Old features: title (1 word in, 1 out)"


def test_folders_are_compared(run: Run, tiny_copy: CatalogCopy) -> None:
    """Two folders need no repository."""
    tiny_copy.replace(ISSUE, *TITLE)

    answer = run("diff", str(TINY), str(tiny_copy.root))

    assert (0, f"Changed (1)\n  {SAID}\n", "") == answer


def test_revision_is_compared_with_the_files_as_they_are(
    run: Run, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without NEW it is the working tree, from wherever in it the command runs."""
    repository.catalog.replace(ISSUE, *TITLE)
    monkeypatch.delenv("KB_CATALOG")
    monkeypatch.chdir(repository.catalog.root / "issues")

    assert SAID in run("diff", "HEAD").out
    assert SAID in run("diff", "main").out


def test_revisions_are_compared(run: Run, repository: Repository) -> None:
    """What is not committed does not count then; no difference is no problem."""
    repository.catalog.replace(ISSUE, *TITLE)
    catalog = ("--catalog", str(repository.catalog.root))

    same = run(*catalog, "diff", "HEAD", "main")

    assert (0, "Nothing but form has changed.\n", "") == same


@pytest.mark.parametrize(
    ("format", "start"),
    [
        pytest.param("markdown", "## Changes of the catalog\n", id="summary"),
        pytest.param("changelog", "### Changed\n\n- issue `stale-features`", id="changelog"),
    ],
)
def test_formats(run: Run, tiny_copy: CatalogCopy, format: str, start: str) -> None:
    """Each form is a complete text."""
    tiny_copy.replace(ISSUE, *TITLE)

    out = run("diff", str(TINY), str(tiny_copy.root), "--format", format).out

    assert out.startswith(start)
    assert out.endswith("\n")
    assert not out.endswith("\n\n")


def test_json_has_every_part(run: Run, tiny_copy: CatalogCopy) -> None:
    """Machines get all parts, also the empty ones, and the numbers by kind."""
    tiny_copy.replace(ISSUE, *TITLE)

    told = json.loads(run("diff", str(TINY), str(tiny_copy.root), "--json").out)

    change = {"field": "title", "what": "1 word in, 1 out", "before": "", "after": ""}
    assert [change] == told["changed"][0]["fields"]
    assert ([3, 3], []) == (told["counts"]["issues"], told["grades"])


def test_lists_count_too(run: Run, tiny_copy: CatalogCopy) -> None:
    """A term that says something else changes what entries mean."""
    tiny_copy.replace("vocabulary/tools.yaml", "licence: MIT", "licence: 0BSD")

    told = json.loads(run("diff", str(TINY), str(tiny_copy.root), "--json").out)

    change = {"field": "licence", "what": "changed", "before": "MIT", "after": "0BSD"}
    assert [change] == told["terms"][0]["fields"]


def test_unknown_state_is_wrong_usage(run: Run, tiny_copy: CatalogCopy) -> None:
    """One line and exit code 2."""
    answer = run("diff", str(tiny_copy.root), "nowhere")

    assert (2, "") == answer[:2]
    assert answer.err.startswith("kb: 'nowhere' is neither a folder with a catalog nor a revision")
    assert 1 == answer.err.count("\n")
