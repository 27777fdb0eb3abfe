"""KB405: a title and a summary can be understood where nothing else is shown."""

import re
from collections.abc import Iterator

from kb.errors import Problem
from kb.loading.loader import Catalog
from kb.models.source import Source

__all__ = ["standing_alone"]

_POINTS_BACK = re.compile(
    r"(this|these|that|it|they|such|see|also|likewise|again|therefore|however|hence)\b",
    re.IGNORECASE,
)
_POINTS_ELSEWHERE = re.compile(
    r"\b((?:see|as|described|mentioned|listed) (?:above|below)"
    r"|(?:previous|next|preceding|following) entry)\b",
    re.IGNORECASE,
)
_NAMES_NOTHING = frozenset(
    """
    a an and bad data error errors failure failures general issue issues misc miscellaneous ml model
    models of other poor problem problems quality system systems the various with wrong
    """.split()  # noqa: SIM905 - words read better than a list of quotes
)
_WORD = re.compile(r"\w+")

_FEWEST_WORDS = 6
"""A summary with fewer words says no more than a title."""


def standing_alone(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every title or summary that leans on a text around it."""
    for id, entry in catalog.entries.items():
        for field, text in (("title", entry.title), ("summary", entry.summary)):
            if field == "title" and isinstance(entry, Source):
                continue
            said = _title(text) if field == "title" else _summary(text)
            if said:
                yield Problem(catalog.where(id, (field,)), "KB405", field, *said)


def _title(text: str) -> tuple[str, str] | None:
    if text.endswith((".", ":", ";", ",")):
        return f"ends with {text[-1]!r}", "leave the mark out; a title is no sentence"
    if set(_WORD.findall(text.lower())) <= _NAMES_NOTHING:
        return (
            f"{text!r} could be the title of any entry",
            "name what is wrong, in the field's term",
        )
    return None


def _summary(text: str) -> tuple[str, str] | None:
    back, elsewhere = _POINTS_BACK.match(text), _POINTS_ELSEWHERE.search(text)
    if back:
        fix = "begin with the thing itself; lists show the summary without the title"
        return f"begins with {back[1]!r}, which points at a text before it", fix
    if elsewhere:
        return f"{elsewhere[1]!r} points at a text that lists do not show", "say it here"
    if len(_WORD.findall(text)) < _FEWEST_WORDS:
        return "says no more than a title", "say in one or two sentences what it is"
    return None
