"""A checkout's own catalog is read from YAML once, and again after every change."""

from pathlib import Path

import pytest

import kb
from kb.errors import CatalogError
from kb.graph.tables import Tables
from kb.loading import compile as compiling
from kb.loading.cache import cached_tables, last_tables
from kb.loading.user_cache import FOLDER, KEPT
from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by one whenever the YAML is read."""
    seen: list[int] = []
    compile_catalog = compiling.compile_catalog

    def counted(catalog: compiling.Catalog) -> Tables:
        seen.append(1)
        return compile_catalog(catalog)

    monkeypatch.setattr(compiling, "compile_catalog", counted)
    return seen


@pytest.fixture(name="folder", autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which all is kept."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "user"))
    return tmp_path / "user"


def _states(folder: Path) -> list[Path]:
    return list(folder.glob("*/tables/*/*"))


def test_second_reading_is_the_same_without_yaml(
    tiny_copy: CatalogCopy, readings: list[int]
) -> None:
    """What comes out of the cache equals what went in, and the YAML is left alone."""
    first = cached_tables(tiny_copy.root)
    second = cached_tables(tiny_copy.root)

    assert [1] == readings
    assert first.rows == second.rows
    assert first.outgoing == second.outgoing
    assert dict(first.documents) == dict(second.documents)
    assert first.postings() == second.postings()


def test_change_is_read(tiny_copy: CatalogCopy, readings: list[int]) -> None:
    """An edited title is seen at once; who still reads the state before can go on."""
    before = cached_tables(tiny_copy.root)
    again = cached_tables(tiny_copy.root)
    tiny_copy.replace(ISSUE, "title: Stale features", "title: Features from yesterday")

    after = cached_tables(tiny_copy.root)

    assert "Features from yesterday" == after.rows["stale-features"].title
    assert "Stale features" in again.documents["stale-features"]
    assert dict(before.documents) == dict(again.documents)
    assert [1, 1] == readings


def test_new_and_removed_files_are_seen(tiny_copy: CatalogCopy, readings: list[int]) -> None:
    """A file that comes or goes is a change like any other, also when its own time is old."""
    cached_tables(tiny_copy.root)
    (tiny_copy.root / "notes.yaml").touch()

    with pytest.raises(CatalogError):
        cached_tables(tiny_copy.root)

    (tiny_copy.root / "notes.yaml").unlink()
    assert cached_tables(tiny_copy.root).rows
    assert [1] == readings


def test_broken_catalog_is_not_kept(tiny_copy: CatalogCopy) -> None:
    """Errors are found every time anew."""
    tiny_copy.write(ISSUE, "id: stale-features\n")

    for _ in range(2):
        with pytest.raises(CatalogError, match="KB105"):
            cached_tables(tiny_copy.root)


def test_old_states_go(tiny_copy: CatalogCopy, folder: Path) -> None:
    """The folder does not grow with every edit."""
    title = "title: Stale features"
    for number in range(KEPT + 3):
        tiny_copy.replace(ISSUE, title, title := f"title: Stale features {number}")
        cached_tables(tiny_copy.root)

    assert KEPT == len(_states(folder))


def test_nothing_is_kept_in_the_checkout(tiny_copy: CatalogCopy) -> None:
    """What a pull request or an archive brings along is never taken for an answer."""
    cached_tables(tiny_copy.root)

    assert {"catalog", "user"} == {path.name for path in tiny_copy.root.parent.iterdir()}


def test_what_another_version_kept_is_not_read(
    tiny_copy: CatalogCopy, readings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update makes the tables anew, and does not fall back to old ones either."""
    cached_tables(tiny_copy.root)
    monkeypatch.setattr("kb.loading.cache.code_state", lambda: "other")

    assert last_tables(tiny_copy.root) is None
    assert cached_tables(tiny_copy.root).rows
    assert [1, 1] == readings


@pytest.mark.parametrize(
    "named",
    [
        pytest.param("", id="none"),
        pytest.param("file", id="file"),
        pytest.param("~nobody-of-this-name/folder", id="no home"),
    ],
)
def test_no_place_to_keep_it_is_no_obstacle(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """The answer comes all the same where nothing can be kept, or should not be."""
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(FOLDER, named)

    assert cached_tables(tiny_copy.root).rows
    assert last_tables(tiny_copy.root) is None


def test_faster_process_wins(
    tiny_copy: CatalogCopy, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that make the same state at once leave one, complete, and no draft."""
    compile_catalog = compiling.compile_catalog

    def overtaken(catalog: compiling.Catalog) -> Tables:
        monkeypatch.setattr(compiling, "compile_catalog", compile_catalog)
        cached_tables(tiny_copy.root)
        return compile_catalog(catalog)

    monkeypatch.setattr(compiling, "compile_catalog", overtaken)

    assert cached_tables(tiny_copy.root).rows == cached_tables(tiny_copy.root).rows
    assert 1 == len(_states(folder))


def test_packaged_catalog_comes_from_the_cache_in_a_checkout() -> None:
    """`kb.load()` and a load of the folder by name give the same catalog."""
    assert kb.load().tables.rows == kb.load("catalog").tables.rows
