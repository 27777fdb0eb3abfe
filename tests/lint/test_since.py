"""`kb check --changed`: what a change brings, and nothing that was there before."""

import pytest

from kb.errors import Problem, QueryError
from kb.lint.since import since
from kb.loading.memory import Memory
from tests.repository import Repository

NOISY, STALE, FEED = (
    f"issues/{name}.yaml" for name in ("noisy-labels", "stale-features", "stale-weather-feed")
)
HARM = "consequences/users-lose-trust.yaml"


def _told(repository: Repository, base: str = "HEAD") -> list[tuple[str, str]]:
    checked = since(repository.catalog.root, base, shown="", memory=Memory())
    return [_short(problem) for problem in checked.problems]


def _short(problem: Problem) -> tuple[str, str]:
    return problem.where.path, problem.code


def test_old_problem_elsewhere_is_not_told(repository: Repository) -> None:
    """Who changes one file is not bothered with another one, however its lines move."""
    repository.catalog.replace(STALE, "summary: |\n", "summary: |\n  Ask @bob. ")
    repository.commit()
    repository.catalog.replace(NOISY, "summary: |\n", "summary: |\n  Ask @eve. ")

    assert [(NOISY, "KB402")] == _told(repository)


def test_old_problem_in_a_changed_file_is_told(repository: Repository) -> None:
    """Who touches a file is told all that is wrong with it."""
    repository.catalog.replace(STALE, "summary: |\n", "summary: |\n  Ask @bob. ")
    repository.commit()
    repository.catalog.replace(STALE, "title: Stale features", "title: Old features")

    assert [(STALE, "KB402")] == _told(repository)


def test_untracked_and_committed_files_count(repository: Repository) -> None:
    """A pull request is what was committed since the base, and what will be."""
    repository.git("switch", "--quiet", "--create", "topic")
    repository.catalog.replace(NOISY, "summary: |\n", "summary: |\n  Ask @eve. ")
    repository.commit()
    repository.catalog.write("issues/new.yaml", "id: new\n")

    told = _told(repository, "main")

    # The new file has errors, so no rule has run.
    assert {("issues/new.yaml", "KB105")} == set(told)


def test_removed_entry_breaks_its_links(repository: Repository) -> None:
    """A link from an unchanged file to what is gone is a problem of the change."""
    repository.catalog.remove(HARM)

    told = _told(repository)

    assert {"KB202"} == {code for _, code in told}
    assert HARM not in {path for path, _ in told}


def test_new_orphan_is_told(repository: Repository) -> None:
    """What the last link to an entry leaves behind is a problem of the change."""
    text = (repository.catalog.root / HARM).read_text(encoding="utf-8")
    repository.catalog.write(
        "consequences/lonely.yaml",
        text.replace("users-lose-trust", "lonely").replace("trust", "bees"),
    )
    before = set(_told(repository))
    repository.commit()

    assert ("consequences/lonely.yaml", "KB403") in before
    assert [] == _told(repository)


def test_twin_with_an_earlier_entry_is_told(repository: Repository) -> None:
    """A copied sentence is told where it is complained of, also if that file is unchanged."""
    text = (repository.catalog.root / NOISY).read_text(encoding="utf-8")
    first = text.partition("why: ")[2].partition("\n")[0]
    copied = "Shop managers compare the order with the window."
    repository.catalog.write(NOISY, text.replace(first, copied))

    assert [(FEED, "KB404")] == _told(repository)


def test_base_with_errors_hides_nothing(repository: Repository) -> None:
    """Where no rule ran before, what rules say now counts as new."""
    repository.catalog.replace(STALE, "summary: |\n", "summary: |\n  Ask @bob. ")
    repository.catalog.replace(NOISY, "rating: medium", "rating: huge")
    repository.commit()
    repository.catalog.replace(NOISY, "rating: huge", "rating: medium")

    assert [(STALE, "KB402")] == _told(repository)


def test_without_a_catalog_before_all_is_new(repository: Repository) -> None:
    """The first catalog of a repository is checked as a whole."""
    repository.git("switch", "--quiet", "--orphan", "empty")
    first = repository.commit()
    repository.git("checkout", "--quiet", "main", "--", "catalog")
    repository.catalog.replace(STALE, "summary: |\n", "summary: |\n  Ask @bob. ")

    assert [(STALE, "KB402")] == _told(repository, first)


def test_other_line_ends_are_no_change(repository: Repository) -> None:
    """A checkout on Windows differs in every file, and in none."""
    repository.catalog.replace(STALE, "summary: |\n", "summary: |\n  Ask @bob. ")
    repository.commit()
    text = (repository.catalog.root / STALE).read_bytes()
    repository.catalog.write(STALE, text.replace(b"\n", b"\r\n"))

    assert [] == _told(repository)


def test_unknown_base_is_told(repository: Repository) -> None:
    """A revision that is none is wrong usage, not an empty report."""
    with pytest.raises(QueryError, match="no revision 'gone'"):
        _told(repository, "gone")
