"""The code book of a coding as Markdown: core categories, their categories, their open codes."""

import re
from collections.abc import Iterable, Sequence

from kb.study.codings import Coded, Coding
from kb.study.words import folded

__all__ = ["code_book"]

_NOT_YET = "Not grouped yet"
_ACTIVE = re.compile(r"([\\`*_\[\]<>|#!~&])")


def code_book(files: Iterable[Coded]) -> str:
    """Return every code below its category and core category, with how often it was given."""
    codes: dict[str, list[Coding]] = {}
    for coding in (one for coded in files for one in coded.codings if one.code):
        codes.setdefault(folded(coding.code), []).append(coding)
    groups: dict[tuple[str, str], list[str]] = {}
    for code in sorted(codes):
        place = (_first(codes[code], "core-category"), _first(codes[code], "category"))
        groups.setdefault(place, []).append(_row(codes[code]))
    lines = ["# Code book"]
    above = None
    for (core, category), rows in sorted(groups.items(), key=_last_if_empty):
        if core != above:
            lines += ["", f"## {_plain(core) or _NOT_YET}"]
        if category or core:
            lines += ["", f"### {_plain(category) or _NOT_YET}"]
        lines += ["", "| code | definition | segments | interviews |", "|---|---|---:|---:|", *rows]
        above = core
    return "\n".join(lines) + "\n"


def _last_if_empty(item: tuple[tuple[str, str], object]) -> list[tuple[bool, str]]:
    return [(not name, folded(name)) for name in item[0]]


def _first(codings: Iterable[Coding], detail: str) -> str:
    """Return what the first coding says that says something."""
    return next(filter(None, (one.details.get(detail) for one in codings)), "")


def _row(codings: Sequence[Coding]) -> str:
    segments = len({one.unit for one in codings})
    interviews = len({one.details.get("interview") for one in codings} - {None, ""})
    texts = (codings[0].code, _first(codings, "definition"))
    return f"| {' | '.join(map(_plain, texts))} | {segments} | {interviews or ''} |"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it stands."""
    return _ACTIVE.sub(r"\\\1", text)
