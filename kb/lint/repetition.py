"""KB404: no sentence is written twice; what is true of two entries is not the same sentence."""

from collections.abc import Iterator

from kb.errors import Location, Problem
from kb.loading.loader import Catalog
from kb.loading.shape import dotted
from kb.loading.texts import texts_of

__all__ = ["repetition"]

_FIELDS = frozenset(
    {
        "why",
        "finding",
        "how_to_tell",
        "expected",
        "failure_sign",
        "summary",
        "steps",
        "phrases",
        "procedure",
    }
)
_SHORTEST = 25
"""Shorter lines may well be the same, such as `Collect feedback`."""


def repetition(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every later occurrence of the same text."""
    first: dict[str, Location] = {}
    for id, document in sorted(catalog.documents.items()):
        for path, text in texts_of(document):
            if len(text) < _SHORTEST or not any(part in _FIELDS for part in path):
                continue
            where = document.where(path)
            known = first.setdefault(" ".join(text.lower().split()), where)
            if known != where:
                what = f"the same text as in {known}"
                fix = "write what is true of this one"
                yield Problem(catalog.where(id, path), "KB404", dotted(path), what, fix)
