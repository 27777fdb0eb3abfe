"""Read a table as survey tools and spreadsheets export it: any usual delimiter and encoding."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kb.errors import QueryError
from kb.graph.amounts import amount

__all__ = ["MAX_BYTES", "Row", "Table", "read_table"]

MAX_BYTES = 20 * 1024 * 1024
_DELIMITERS = (",", ";", "\t", "|")


class Row(NamedTuple):
    """A row with its number as a spreadsheet counts, the header being 1."""

    number: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A header and rows of the same width."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def wrong(self, row: int, column: int, what: str) -> QueryError:
        """Return the complaint about a cell; `row` as a spreadsheet counts, `column` from 0."""
        return QueryError(f"{self.name}: row {row}, column {self.columns[column]!r}: {what}")

    def wrong_column(self, column: int, what: str) -> QueryError:
        """Return the complaint about a whole column, with its letter in a spreadsheet."""
        place = f"row 1, column {_letters(column)} {self.columns[column]!r}"
        return QueryError(f"{self.name}: {place}: {what}")


def read_table(raw: bytes, name: str, clean: Callable[[str], str]) -> Table:
    """Return the table in the bytes of a file.

    Args:
        raw: what is in the file.
        name: the file's name, for messages.
        clean: applied to every cell, such as the inverse of what an export did to formulas.

    Raises:
        QueryError: it is no table, or holds no row below the header.
    """
    if len(raw) > MAX_BYTES:
        msg = f"{name}: more than {MAX_BYTES // 1024**2} MB; split the file"
        raise QueryError(msg)
    text = _decoded(raw, name)
    found = max((_records(text, mark) for mark in _DELIMITERS), key=_likely)
    if isinstance(found, csv.Error):
        msg = f"{name}: not a table ({found}); export it as CSV again"
        raise QueryError(msg)
    rows = [
        Row(number, tuple(_plain(clean(cell.strip())) for cell in cells))
        for number, cells in enumerate(found, start=1)
        if any(cell.strip() for cell in cells)
    ]
    if not rows or rows[0].number > 1:
        msg = f"{name}: the first row is empty; it should name the columns"
        raise QueryError(msg)
    header, *rest = rows
    for row in rest:
        if len(row.cells) != len(header.cells):
            what = f"{amount(len(row.cells), 'cell')} below {amount(len(header.cells), 'column')}"
            msg = f"{name}: row {row.number}: {what}; put cells with delimiters in quotes"
            raise QueryError(msg)
    if not rest:
        msg = f"{name}: no rows below the header; export the answers with it"
        raise QueryError(msg)
    return Table(name, header.cells, tuple(rest))


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: tuple[str, ...] = ("utf-16",)
    else:
        candidates = ("utf-8-sig", "cp1252")
    for encoding in candidates:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    msg = f"{name}: not a text file; export it as CSV in UTF-8"
    raise QueryError(msg)


def _records(text: str, mark: str) -> "list[list[str]] | csv.Error":
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        return error


def _likely(records: "list[list[str]] | csv.Error") -> tuple[bool, int]:
    """Return how well a delimiter fits: rows as wide as the header, then many columns."""
    if isinstance(records, csv.Error) or not records:
        return False, 0
    filled = [len(cells) for cells in records if any(cells)]
    return len(set(filled)) == 1 and filled[0] > 1, len(records[0])


def _plain(cell: str) -> str:
    """Return a cell on one line, without characters that nobody sees."""
    return " ".join("".join(_visible(cell)).split())


def _visible(cell: str) -> Iterator[str]:
    for character in cell:
        if character.isspace() or not unicodedata.category(character).startswith("C"):
            yield character


def _letters(column: int) -> str:
    """Return the letters of a column in a spreadsheet, such as AB for 27."""
    more, last = divmod(column, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)
