"""A checkout's own catalog is read from YAML once, and again after every change."""

from pathlib import Path

import pytest

import kb
from kb.errors import CatalogError
from kb.graph.tables import Tables
from kb.loading import compile as compiling
from kb.loading.cache import KEPT, cached_tables
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


def _states(catalog: CatalogCopy) -> list[Path]:
    return list((catalog.root.parent / ".cache" / "kb").iterdir())


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


def test_old_states_go(tiny_copy: CatalogCopy) -> None:
    """The folder does not grow with every edit."""
    title = "title: Stale features"
    for number in range(KEPT + 3):
        tiny_copy.replace(ISSUE, title, title := f"title: Stale features {number}")
        cached_tables(tiny_copy.root)

    assert KEPT == len(_states(tiny_copy))


def test_folder_that_cannot_be_written_is_no_obstacle(tiny_copy: CatalogCopy) -> None:
    """The answer comes all the same, only not from the cache."""
    (tiny_copy.root.parent / ".cache").write_text("in the way", encoding="utf-8")

    assert cached_tables(tiny_copy.root).rows


def test_packaged_catalog_comes_from_the_cache_in_a_checkout() -> None:
    """`kb.load()` and a load of the folder by name give the same catalog."""
    assert kb.load().tables.rows == kb.load("catalog").tables.rows
