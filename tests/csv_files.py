"""Tables as survey and coding tools export them, made from text."""

from kb.export.csv_cells import original
from kb.study.codings import Coded, read_codings
from kb.study.table import Table, read_table

__all__ = ["coded", "table"]


def table(text: str, name: str = "a.csv") -> Table:
    """Return the table in a text."""
    return read_table(text.encode(), name, original)


def coded(text: str, name: str = "a.csv") -> Coded:
    """Return the codings in a text."""
    return read_codings(table(text, name))
