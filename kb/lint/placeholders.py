"""KB411: no placeholder and no example of `kb new` is left where the author's own words belong."""

from collections.abc import Iterator
from functools import cache

from kb.errors import Level, Problem
from kb.graph.kinds import Status
from kb.loading.loader import Catalog
from kb.loading.scaffold import PLACEHOLDER
from kb.loading.shape import dotted
from kb.loading.texts import texts_of
from kb.models.registry import AnyEntry

__all__ = ["placeholders"]

_FEWEST_WORDS = 5
"""An example with fewer words may well be what the author means."""


def placeholders(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every text that is still to be written; a warning in a stub."""
    for id, entry in catalog.entries.items():
        level = Level.WARNING if entry.status is Status.STUB else Level.ERROR
        # The examples come from finished entries, where they are no leftovers.
        copied = _examples(type(entry)) if entry.status is Status.STUB else frozenset()
        for path, text in texts_of(catalog.documents[id]):
            if text.upper().startswith(PLACEHOLDER):
                what = "is still a placeholder"
            elif text.strip() in copied:
                what = "is still the example of `kb new`"
            else:
                continue
            fix = "write what is true of this entry, or leave the field out"
            yield Problem(catalog.where(id, path), "KB411", dotted(path), what, fix, level)


@cache
def _examples(model: type[AnyEntry]) -> frozenset[str]:
    """Return the sentences among the examples of a model's fields."""
    found = (
        text.strip()
        for field in model.model_fields.values()
        for example in field.examples or ()
        for text in _texts(example)
    )
    return frozenset(text for text in found if len(text.split()) >= _FEWEST_WORDS)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
