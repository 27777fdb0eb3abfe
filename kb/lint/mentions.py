"""KB402: no bare @name, which would notify a stranger wherever the text is shown on a forge."""

import re
from collections.abc import Iterator

from kb.errors import Problem
from kb.loading.loader import Catalog
from kb.loading.shape import dotted
from kb.loading.texts import texts_of

__all__ = ["mentions"]

_MENTION = re.compile(r"(?<![\w@./`])@([A-Za-z0-9][A-Za-z0-9-]{1,38})\b(?![.@/]\w)")


def mentions(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every mention outside code."""
    for id, document in catalog.documents.items():
        for path, text in texts_of(document):
            match = _MENTION.search(text) if "@" in text and "snippet" not in path else None
            if match:
                what = f"{match[0]!r} reads as a mention of a person"
                fix = "write the name without @, or put code between backticks"
                yield Problem(catalog.where(id, path), "KB402", dotted(path), what, fix)
