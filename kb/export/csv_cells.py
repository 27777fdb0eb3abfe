"""Write comma-separated values that no spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable

__all__ = ["Cell", "csv_text", "original"]

Cell = str | int | float | None

_FORMULA = re.compile(r"'*[\t\r\n]|['\s]*[=+\-@＝＋－＠]")  # noqa: RUF001 - full-width signs count, too
"""How a text begins that a spreadsheet would calculate, or that reads as one made harmless."""


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    r"""Return a table with every cell in quotes; a text that begins like a formula gets an apostrophe.

    Numbers stay numbers, also negative ones. `original` takes the apostrophe away again.

    >>> csv_text(["what", "days"], [["=1+1", -2]])
    '"what","days"\n"\'=1+1","-2"\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in (columns, *rows):
        writer.writerow(_harmless(cell) for cell in row)
    return text.getvalue()


def original(cell: str) -> str:
    """Return the text that `csv_text` was given for a cell.

    >>> original("'=1+1")
    '=1+1'
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
