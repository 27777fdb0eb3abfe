"""An entry's YAML is the file that its author keeps."""

from pathlib import Path

import pytest

import kb
from kb.export.as_written import as_written
from kb.graph.kinds import Kind
from kb.loading.formatter import format_file
from tests.catalog_copy import TINY, CatalogCopy

FILES = [path for kind in Kind for path in sorted((TINY / kind.folder).iterdir())]


def _written(base: kb.KnowledgeBase, id: str) -> str:
    return as_written(base.tables.rows[id].kind, base.tables.documents[id])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_text_is_the_file_below_its_first_line(tiny: kb.KnowledgeBase, path: Path) -> None:
    """Key for key and quote for quote; the first line leads to the schema from `catalog/`."""
    text = _written(tiny, path.stem)

    head, _, body = text.partition("\n")
    assert path.read_text(encoding="utf-8").partition("\n")[2] == body
    assert head.startswith("# yaml-language-server: $schema=../../kb/schema/")


@pytest.mark.parametrize(
    ("id", "old", "new"),
    [
        pytest.param(
            "freshness-alarm",
            "needs:\n  - A time of writing beside each value",
            "needs: none-known",
            id="gap",
        ),
        pytest.param(
            "noisy-labels", "title: Noisy labels", 'title: "3.10"', id="text-like-a-number"
        ),
    ],
)
def test_text_says_the_same_when_it_is_read_again(
    tiny_copy: CatalogCopy, tiny: kb.KnowledgeBase, id: str, old: str, new: str
) -> None:
    """Words for what is not known stand in the place of the list, and texts stay texts."""
    path = f"{tiny.tables.rows[id].kind.folder}/{id}.yaml"
    tiny_copy.replace(path, old, new)
    base = kb.load(tiny_copy.root)

    tiny_copy.write(path, _written(base, id))

    again = kb.load(tiny_copy.root)
    assert base.tables.documents[id] == again.tables.documents[id]
    formatted = format_file(tiny_copy.root / path, path)
    assert formatted.before.partition("\n")[2] == formatted.after.partition("\n")[2]
