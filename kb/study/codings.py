"""Read which codes a coder gave to which segments, out of the layouts that tools export.

Long: a row per segment and code. Wide: a row per segment, a column per code with 0 or 1. Turned: a row
per code, a column per segment with 0 or 1.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kb.errors import QueryError
from kb.study.table import Row, Table
from kb.study.words import folded

__all__ = ["DETAILS", "OF_CODE", "OF_SEGMENT", "Coded", "Coding", "read_codings"]

OF_SEGMENT = ("interview", "team")
"""What may be told about a segment."""

OF_CODE = ("category", "core-category", "definition")
"""What may be told about a code."""

DETAILS = (*OF_SEGMENT, *OF_CODE, "data-type", "collection-process", "data-quality-dimension")
"""What may be told about a coding besides its segment and code."""

_YES = frozenset({"1", "x", "yes", "y", "true", "ja", "oui", "si", "✓", "✔"})
_NO = frozenset({"", "0", "no", "n", "false", "nein", "non", "-"})


class Coding(NamedTuple):
    """A code of a segment, or no code when the segment got none; the row as a spreadsheet counts."""

    row: int
    segment: str
    code: str
    details: Mapping[str, str]

    @property
    def unit(self) -> str:
        """The segment, told apart from those of other interviews."""
        interview = self.details.get("interview")
        return f"{interview}/{self.segment}" if interview else self.segment


class Coded(NamedTuple):
    """All codings of a file; `table` makes messages about them."""

    table: Table
    columns: Mapping[str, int]
    codings: tuple[Coding, ...]

    def need(self, *details: str) -> None:
        """Do nothing if the file has these columns.

        Raises:
            QueryError: it lacks one.
        """
        for name in details:
            if name not in self.columns:
                msg = f"{self.table.name}: no column {name!r}; add it with a value in every row"
                raise QueryError(msg)

    def refuse_open(self) -> None:
        """Do nothing if a moderator has decided on every coding.

        Raises:
            QueryError: one is still open.
        """
        column = self.columns.get("decision")
        if column is None:
            return
        for row in self.table.rows:
            if folded(row.cells[column]) == "open":
                fix = "decide, then write agreed or delete the row"
                raise self.table.wrong(row.number, column, f"still open; {fix}")


def read_codings(table: Table, *, ignore: Collection[str] = ()) -> Coded:
    """Return the codings in a table of any of the three layouts.

    Raises:
        QueryError: a column or a cell is not understood; the message says which.
    """
    known, others = _columns_of(table, {folded(name) for name in ignore})
    if "code" in known and ("segment" in known or known.keys() & set(DETAILS)):
        if others:
            fix = "rename it, delete it, or --ignore it"
            raise table.wrong_column(others[0], f"nobody knows this column; {fix}")
        codings = _long(table, known)
    elif "segment" in known:
        codings = _wide(table, known, others)
    elif "code" in known:
        codings = _turned(table, known["code"], others)
    else:
        msg = f"{table.name}: row 1: no column 'segment' and none 'code'; name the first column so"
        raise QueryError(msg)
    return Coded(table, known, tuple(codings))


@cache
def _names() -> dict[str, str]:
    path = Path(__file__).parent / "coding_columns.json"
    kinds = json.loads(path.read_text(encoding="utf-8"))
    return {folded(name): kind for kind, names in kinds.items() for name in (kind, *names)}


def _columns_of(table: Table, ignore: Collection[str]) -> tuple[dict[str, int], list[int]]:
    """Return the columns that are known by their names, and all others but those passed over."""
    known: dict[str, int] = {}
    others = []
    for column, header in enumerate(table.columns):
        kind = _names().get(folded(header))
        if folded(header) in ignore or kind == "passed over":
            continue
        if kind is None:
            others.append(column)
        elif kind in known:
            raise table.wrong_column(column, f"a second column with the {kind}; delete one")
        else:
            known[kind] = column
    return known, others


def _details(row: Row, known: Mapping[str, int]) -> dict[str, str]:
    return {name: row.cells[known[name]] for name in DETAILS if name in known}


def _long(table: Table, known: Mapping[str, int]) -> Iterator[Coding]:
    for row in table.rows:
        segment = row.cells[known["segment"]] if "segment" in known else str(row.number)
        if not segment:
            raise table.wrong(row.number, known["segment"], "empty; every row needs its segment")
        codes = [code.strip() for code in row.cells[known["code"]].split(";")]
        for code in list(filter(None, codes)) or [""]:
            yield Coding(row.number, segment, code, _details(row, known))


def _wide(table: Table, known: Mapping[str, int], codes: Collection[int]) -> Iterator[Coding]:
    if not codes:
        msg = f"{table.name}: row 1: segments without codes; add a column 'code', or one per code"
        raise QueryError(msg)
    seen: set[str] = set()
    for row in table.rows:
        empty = Coding(row.number, row.cells[known["segment"]], "", _details(row, known))
        if not empty.segment or empty.unit in seen:
            what = f"{empty.unit!r} a second time" if empty.segment else "empty"
            raise table.wrong(row.number, known["segment"], f"{what}; one row per segment")
        seen.add(empty.unit)
        chosen = [column for column in codes if _is_yes(table, row, column)]
        yield from (empty._replace(code=table.columns[column]) for column in chosen)
        if not chosen:
            yield empty


def _turned(table: Table, code: int, segments: Collection[int]) -> Iterator[Coding]:
    for column in segments:
        segment = table.columns[column]
        chosen = [row for row in table.rows if _is_yes(table, row, column)]
        yield from (Coding(row.number, segment, row.cells[code], {}) for row in chosen)
        if not chosen:
            yield Coding(1, segment, "", {})


def _is_yes(table: Table, row: Row, column: int) -> bool:
    said = row.cells[column].casefold()
    if said not in _YES | _NO:
        raise table.wrong(row.number, column, f"{row.cells[column]!r} is neither 1 nor 0")
    return said in _YES
