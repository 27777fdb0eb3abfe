"""Find what tells who somebody is: names, e-mail addresses and telephone numbers in a table.

A name inside free text shows only after a salutation or "my name is"; read the texts all the same.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kb.errors import QueryError
from kb.study.table import Table
from kb.study.words import column_kind, folded

__all__ = ["Finding", "masked", "refuse_personal"]

_NAME = r"[^\W\d_a-z][\w'’-]+"  # noqa: RUF001 - the apostrophe of names
_PERSONAL = {
    "e-mail address": re.compile(
        r"[\w.+-]{1,64}(?:@|\s?[\[(]at[\])]\s?)[\w-]{1,64}(?:\.[\w-]{1,64})+"
    ),
    "phone number": re.compile(
        r"(?<![\w.,])(?:\+|00)[1-9](?:[ ()/.-]{0,3}\d){6,14}(?!\w)"
        r"|(?<![\w.,])\(?0\d{2,5}\)?[ /-]\d{3,}(?:[ -]?\d+){0,4}(?!\w)"
        r"|(?<![\w.,])(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\w)"
    ),
    "name": re.compile(
        r"(?<!\w)(?:(?:Mrs?|Ms|Miss|Dr|Prof|Herrn?|Frau|Mme|Monsieur|Madame|Señora?|Sra?|Signora?)\.?"
        r"|(?i:my name is|i am called|ich heiße|mein name ist|je m['’]appelle|me llamo|mi chiamo))"  # noqa: RUF001
        rf"(?: (?:Dr|Prof)\.?)*((?: {_NAME}){{1,3}})"
    ),
}
_WHOLE_NAME = re.compile(rf"{_NAME}(?: [^\W\d_a-z]\.?)?(?: {_NAME}){{1,2}}")
_WHO = frozenset(
    "coder interview interviewee participant person rater respondent speaker team".split()  # noqa: SIM905
)
"""Columns whose cells should be labels such as P7; two capitalised words there are a name."""
_NO_NAME = re.compile(
    r"(?i)\b(team|group|coder|rater|interview|company|participant|person|respondent)\b"
)


class Finding(NamedTuple):
    """Where something personal stands and what it is, but not what it says."""

    table: str
    row: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.table}: row {self.row}, column {self.column!r}: {self.what}"


class _Span(NamedTuple):
    what: str
    start: int
    end: int


def refuse_personal(table: Table) -> None:
    """Do nothing if a table names nobody.

    Raises:
        QueryError: it does; the message says where.
    """
    _, found = masked(table)
    if found:
        more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
        msg = f"{found[0]}{more}; delete it, or replace all of them with --mask"
        raise QueryError(msg)


def masked(table: Table) -> tuple[Table, tuple[Finding, ...]]:
    """Return the table with a number in place of everything personal, the same for the same text."""
    found: list[Finding] = []
    numbers: dict[tuple[str, str], int] = {}

    def replacement(what: str, text: str) -> str:
        same = numbers.setdefault((what, folded(text)), len(numbers) + 1)
        return f"[{what} {same}]"

    columns = tuple(_mask(cell, "", replacement)[0] for cell in table.columns)
    for before, after in zip(table.columns, columns, strict=True):
        if before != after:
            found.append(Finding(table.name, 1, after, "something personal in the header"))
    rows = []
    for row in table.rows:
        cells = []
        for header, shown, cell in zip(table.columns, columns, row.cells, strict=True):
            text, kinds = _mask(cell, header, replacement)
            found += (Finding(table.name, row.number, shown, kind) for kind in kinds)
            cells.append(text)
        rows.append(row._replace(cells=tuple(cells)))
    return Table(table.name, columns, tuple(rows)), tuple(found)


def _mask(cell: str, header: str, replacement: Callable[[str, str], str]) -> tuple[str, list[str]]:
    """Return a cell without what is personal in it, and what that was."""
    spans = list(_spans(cell, header))
    clean, done = "", 0
    for span in spans:
        clean += cell[done : span.start] + replacement(span.what, cell[span.start : span.end])
        done = span.end
    return clean + cell[done:], [span.what for span in spans]


def _spans(cell: str, header: str) -> Iterator[_Span]:
    """Yield what is personal in a cell from left to right, nothing twice."""
    kind = column_kind(header)
    whole = bool(cell) and kind in ("name", "e-mail address", "contact detail")
    if whole and kind:
        yield _Span(kind, 0, len(cell))
        return
    if folded(header) in _WHO and _WHOLE_NAME.fullmatch(cell) and not _NO_NAME.search(cell):
        yield _Span("name", 0, len(cell))
        return
    found = sorted(
        _Span(what, *(match.span(1) if match.re.groups else match.span()))
        for what, pattern in _PERSONAL.items()
        for match in pattern.finditer(cell)
    )
    end = 0
    for span in sorted(found, key=lambda span: span.start):
        if span.start >= end:
            gap = len(cell[span.start : span.end]) - len(cell[span.start : span.end].lstrip())
            yield span._replace(start=span.start + gap)
            end = span.end
