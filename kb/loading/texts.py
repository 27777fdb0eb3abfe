"""Walk over the texts of a document, each with its place."""

from collections.abc import Iterator

from kb.loading.reader import Document, Plain
from kb.loading.shape import Path

__all__ = ["texts_of"]


def texts_of(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield every text of a document with its field path, in the order of the file."""
    yield from _walk((), document.data)


def _walk(path: Path, value: Plain) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk((*path, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk((*path, index), item)
