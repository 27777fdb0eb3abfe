"""Walk over the texts of a document, each with its place."""

from collections.abc import Iterator

from kb.loading.memory import Plain
from kb.loading.reader import Document
from kb.loading.shape import Path

__all__ = ["texts_of"]


_last: list[tuple[Plain, list[tuple[Path, str]]]] = [(None, [])]
"""What was found in the document that was asked about last: one rule after another asks."""


def texts_of(document: Document) -> Iterator[tuple[Path, str]]:
    """Return every text of a document with its field path, in the order of the file."""
    data, found = _last[0]
    if data is not document.data:
        found = []
        _collect((), document.data, found)  # a generator per level would take three times as long
        _last[0] = document.data, found
    return iter(found)


def _collect(path: Path, value: Plain, found: list[tuple[Path, str]]) -> None:
    parts = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, list) else parts:
        if isinstance(item, str):
            found.append(((*path, key), item))
        else:
            _collect((*path, key), item, found)
