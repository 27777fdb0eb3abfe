"""A folder of tables for spreadsheets and data frames: one per kind, and one each for what joins them."""

import json
from collections.abc import Iterable, Mapping

from kb.export.csv_cells import Cell, csv_text
from kb.export.edition import Edition
from kb.export.formats.claims import ATTRIBUTES, EvidenceRow, TradeOffRow, claims_of
from kb.export.formats.columns import Column, columns_of, value_at
from kb.export.formats.entries import Data, entries_of, terms_of
from kb.graph.kinds import Kind
from kb.graph.tables import Tables

__all__ = ["export"]

_LINK = ("id", "source", "relation", "target", "why", "grade", "contested", *ATTRIBUTES)
_TERM = ("vocabulary", "id", "title", "definition", "edition", "home_page", "licence")


def export(tables: Tables, edition: Edition) -> dict[str, str]:
    """Return the tables by file name; `csv_text` keeps spreadsheets from taking a cell for a formula.

    A list of texts is one cell with a text per line, or the word that says why it is empty; a list
    of records is a cell of JSON.
    """
    claims = claims_of(tables)
    files = {
        "about": csv_text(("key", "value"), edition.about().items()),
        "links": _table(_LINK, (row.cells() for row in claims.links)),
        "trade_offs": _table(TradeOffRow._fields, (row._asdict() for row in claims.trade_offs)),
        "evidence": _table(EvidenceRow._fields, (row._asdict() for row in claims.evidence)),
        "terms": _table(_TERM, ({"vocabulary": name, **term} for name, term in terms_of(tables))),
    }
    for kind in Kind:
        files[kind.folder.replace("-", "_")] = _entries(tables, kind)
    return {f"{name}.csv": text for name, text in sorted(files.items())}


def _entries(tables: Tables, kind: Kind) -> str:
    columns = columns_of(kind)
    names = ("grade", "contested", *(column.name for column in columns))
    rows = (
        (row.grade.value, _cell(row.contested), *(_field(column, data) for column in columns))
        for row, data in entries_of(tables, kind)
    )
    return csv_text(names, rows)


def _table(names: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> str:
    return csv_text(names, ([_cell(row[name]) for name in names] for row in rows))


def _field(column: Column, data: Data) -> Cell:
    value = value_at(column, data)
    if column.records and value:
        return json.dumps(value, ensure_ascii=False)
    if value == []:
        gap = data["gaps"].get(column.path[0], "")
        return str(gap)
    return _cell(value)


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return "\n".join(map(str, value))
        case int() | float() | None:
            return value
        case _:
            return str(value)
