"""A state to compare is a folder or a revision, and says clearly when it is neither."""

import re
from pathlib import Path

import pytest

from kb.errors import QueryError
from kb.graph.tables import Tables
from kb.loading.memory import Memory
from kb.loading.states import tables_of_state
from tests.repository import Repository

ISSUE = "issues/stale-features.yaml"


def _state(repository: Repository, named: str) -> Tables:
    return tables_of_state(named, repository.catalog.root, Memory())


def test_folder_and_revision_are_the_same_catalog(repository: Repository) -> None:
    """The catalog, the folder around it and the commit give equal tables."""
    folders = (repository.catalog.root, repository.top)

    states = [_state(repository, named) for named in (*map(str, folders), "HEAD")]

    assert 1 == len({state.version for state in states})
    assert states[0].rows == states[2].rows


def test_revision_is_as_it_was(repository: Repository) -> None:
    """Changes since do not show."""
    repository.catalog.replace(ISSUE, "title: Stale features", "title: Old features")

    assert "Stale features" == _state(repository, "main").rows["stale-features"].title


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        pytest.param(("rating: high", "rating: huge"), "has 1 problem and", id="one"),
        pytest.param(("rating: high", "rating: huge\n  a: 1"), "has 2 problems and", id="two"),
    ],
)
def test_errors_are_told_in_one_line(
    repository: Repository, damage: tuple[str, str], told: str
) -> None:
    """A state that cannot be read says where the first problem is."""
    repository.catalog.replace(ISSUE, *damage)
    repository.commit()

    first = rf"the catalog of 'HEAD' {told} cannot be compared; the first is {ISSUE}:\d+:\d+: KB"
    with pytest.raises(QueryError, match=first) as caught:
        _state(repository, "HEAD")

    assert str(caught.value).isprintable()


@pytest.mark.parametrize("named", ["nowhere", "--output=x", "HEAD~7", "."])
def test_neither_is_told(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """The message says what was looked for."""
    monkeypatch.chdir(tmp_path)

    told = f"'{re.escape(named)}' is neither a folder with a catalog nor a revision"
    with pytest.raises(QueryError, match=told):
        _state(repository, named)


def test_revision_before_the_first_catalog(repository: Repository) -> None:
    """There is nothing to compare with."""
    repository.git("switch", "--quiet", "--orphan", "empty")
    repository.commit()
    repository.git("switch", "--quiet", "main")

    with pytest.raises(QueryError, match="there is no catalog at 'empty'; name a later revision"):
        _state(repository, "empty")
