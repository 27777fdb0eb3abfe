"""The snapshot is the same catalog as the YAML it was made from."""

from pathlib import Path

import pytest

from kb.api import KnowledgeBase
from kb.graph.snapshot import INDEX, read_snapshot
from kb.graph.tables import Tables
from kb.loading.compile import compile_catalog
from kb.loading.loader import Catalog
from kb.loading.snapshot import write_snapshot
from kb.models.registry import MODELS


@pytest.fixture(scope="module")
def written(tiny_catalog: Catalog) -> Tables:
    """Return the tables as made from YAML."""
    return compile_catalog(tiny_catalog)


@pytest.fixture(scope="module")
def folder(written: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the snapshot of these tables."""
    folder = tmp_path_factory.mktemp("data") / "snapshot"
    write_snapshot(written, folder)
    return folder


@pytest.fixture(scope="module")
def read(folder: Path) -> Tables:
    """Return the tables as read from the snapshot."""
    return read_snapshot(folder)


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, id=part)
        for part in Tables._fields
        if part not in ("documents", "guide", "postings")
    ],
)
def test_table_is_the_same_from_yaml_and_snapshot(written: Tables, read: Tables, part: str) -> None:
    """Version, rows, links both ways, names and terms survive writing and reading, order included."""
    before, after = getattr(written, part), getattr(read, part)

    assert before == after
    assert list(before) == list(after)


def test_documents_are_the_same_from_yaml_and_snapshot(written: Tables, read: Tables) -> None:
    """Every entry's text is found at its offset, also behind texts that are not ASCII."""
    assert dict(written.documents) == dict(read.documents)
    assert len(written.documents) == len(read.documents)


def test_postings_are_the_same_from_yaml_and_snapshot(written: Tables, read: Tables) -> None:
    """The text index survives writing and reading."""
    assert written.postings() == read.postings()


def test_values_have_the_types_of_the_tables(read: Tables) -> None:
    """Equal is not enough: kinds and grades are enums and facets are tuples again."""
    row = read.rows["stale-features"]

    assert ("Kind", "Grade") == (type(row.kind).__name__, type(row.grade).__name__)
    assert {tuple} == {type(terms) for terms in row.facets.values()}


def test_every_document_of_the_snapshot_validates(read: Tables, tiny_catalog: Catalog) -> None:
    """An entry made from the snapshot equals the entry that was authored."""
    entries = {
        id: MODELS[read.rows[id].kind].model_validate_json(text)
        for id, text in read.documents.items()
    }

    assert tiny_catalog.entries == entries


def test_explicit_gaps_survive(read: Tables) -> None:
    """What was said to be unknown is still known to be unknown."""
    entry = KnowledgeBase(read)["stale-weather-feed"]

    assert {"not_helped_by": "unknown", "confused_with": "unknown"} == entry.gaps


def test_same_tables_give_the_same_bytes(
    folder: Path, tiny_catalog: Catalog, tmp_path: Path
) -> None:
    """Two builds of one catalog cannot be told apart."""
    write_snapshot(compile_catalog(tiny_catalog), tmp_path)

    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    second = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert first == second


def test_snapshot_of_another_format_is_refused(folder: Path, tmp_path: Path) -> None:
    """An old reader says so instead of misreading a new snapshot."""
    index = (folder / INDEX).read_text(encoding="utf-8")
    (tmp_path / INDEX).write_text(index.replace('"format":4,', '"format":99,'), encoding="utf-8")

    with pytest.raises(ValueError, match="snapshot of format 99, this version reads 4"):
        read_snapshot(tmp_path)
