"""The catalog as an SQLite database: tables, views for the common questions, full-text search."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from kb.diagnosis.prevalence import Frequency, prevalence
from kb.errors import QueryError
from kb.export.edition import Edition
from kb.export.formats.claims import Claims, claims_in
from kb.export.formats.columns import Column, columns_of, value_at
from kb.export.formats.entries import Data, entries_of, terms_of
from kb.graph.kinds import Kind
from kb.graph.tables import Row, Tables

__all__ = ["export"]

_SCHEMA = Path(__file__).with_name("sqlite_schema.sql")
_DOCUMENTED = re.compile(r"^CREATE (?:VIRTUAL )?(TABLE|VIEW) (\w+).*?-- (.+)$", re.MULTILINE)
_TYPES = {int: "INTEGER", bool: "INTEGER", float: "REAL"}
_NAMES = {"alias": "aliases", "phrase": "phrases", "former id": "former_ids"}

Values = Mapping[str, object]


def export(tables: Tables, edition: Edition) -> bytes:
    """Return the bytes of the database; `about` in it says what each table and view holds.

    Raises:
        QueryError: this Python was built with an SQLite that cannot search text.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        try:
            _fill(database, tables, edition)
        except sqlite3.OperationalError as error:
            msg = f"sqlite needs an SQLite with FTS5, which this Python lacks: {error}"
            raise QueryError(msg) from None
        return database.serialize()


def _fill(database: sqlite3.Connection, tables: Tables, edition: Edition) -> None:
    """Create and fill all tables, check what they refer to, and lay the pages out anew."""
    database.execute("PRAGMA page_size = 4096")
    database.execute("PRAGMA encoding = 'UTF-8'")
    definitions = "\n".join((*_kind_tables(), _SCHEMA.read_text(encoding="utf-8")))
    database.executescript(definitions)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("BEGIN")
    database.execute("PRAGMA defer_foreign_keys = ON")
    names = _column_names(database)
    told = {**edition.about(), **_documented(definitions)}
    about = ({"subject": key, "says": says} for key, says in told.items())
    for table, rows in (*_rows(tables), ("about", about)):
        _insert(database, table, names[table], rows)
    database.execute("COMMIT")
    database.execute("INSERT INTO search (search) VALUES ('optimize')")
    database.execute("VACUUM")


@cache
def _shared() -> tuple[Column, ...]:
    """Return the columns that every kind has."""
    first, *others = (columns_of(kind) for kind in Kind)
    return tuple(column for column in first if all(column in columns for columns in others))


def _stored(column: Column) -> bool:
    """Whether a field of every entry is a column; the others have tables of their own."""
    return column.name not in ("mappings", *_NAMES.values())


def _own(kind: Kind) -> tuple[Column, ...]:
    return tuple(column for column in columns_of(kind) if column not in _shared())


def _kind_tables() -> Iterator[str]:
    """Yield the definitions of `entries` and of one table per kind, with a comment per column."""
    shared = [column for column in _shared() if _stored(column) and column.name != "id"]
    graded = ("kind TEXT NOT NULL", "grade TEXT NOT NULL", "contested INTEGER NOT NULL")
    what = "all entries, with the fields that every kind has; document is the whole entry as JSON"
    yield _definition("entries", what, ["id TEXT PRIMARY KEY", *graded], shared, "document TEXT")
    for kind in Kind:
        what = f"what only {kind.plural} have; a list is a JSON array"
        head = ["id TEXT PRIMARY KEY REFERENCES entries"]
        yield _definition(_table(kind), what, head, _own(kind))


def _definition(
    table: str, what: str, head: Iterable[str], columns: Iterable[Column], *tail: str
) -> str:
    lines = [(text, "") for text in head]
    lines += [(f"{c.name} {_TYPES.get(c.type, 'TEXT')}", c.says) for c in columns]
    lines += [(text, "") for text in tail]
    body = ",\n".join(f"  /* {says} */\n  {text}" if says else f"  {text}" for text, says in lines)
    return f"CREATE TABLE {table} ( -- {what}\n{body}\n);"


def _table(kind: Kind) -> str:
    return kind.folder.replace("-", "_")


def _rows(tables: Tables) -> Iterator[tuple[str, Iterable[Values]]]:
    """Yield every table with its rows."""
    claims: list[Claims] = []
    for kind in Kind:
        for row, data in entries_of(tables, kind):
            yield from _entry(tables, row, data)
            claims.append(claims_in(tables, row, data))
    for vocabulary, term in terms_of(tables):
        yield "terms", [{"vocabulary": vocabulary, **term}]
        named = {"vocabulary": vocabulary, "term": term["id"]}
        yield "mappings", [{**named, **_mapping(item)} for item in term["mappings"]]
    # In the end: SQLite would look through all links at each entry that an earlier link leads to.
    yield "links", (row.cells() for one in claims for row in one.links)
    yield "trade_offs", (row._asdict() for one in claims for row in one.trade_offs)
    yield "evidence", (row._asdict() for one in claims for row in one.evidence)


def _entry(tables: Tables, row: Row, data: Data) -> Iterator[tuple[str, Iterable[Values]]]:
    """Yield the rows of an entry in all tables."""
    graded = {"kind": row.kind.value, "grade": row.grade.value, "contested": row.contested}
    shared = {column.name: value_at(column, data) for column in _shared() if _stored(column)}
    yield "entries", [{**graded, **shared, "document": tables.documents[row.id]}]
    own = {column.name: value_at(column, data) for column in _own(row.kind)}
    yield _table(row.kind), [{"id": row.id, **own}]
    for facet, terms in row.facets.items():
        yield "facets", [{"entry": row.id, "facet": facet, "term": term} for term in terms]
    for role, field in _NAMES.items():
        found = dict.fromkeys(data[field])
        yield "names", [{"entry": row.id, "role": role, "name": name} for name in found]
    yield "mappings", [{"entry": row.id, **_mapping(item)} for item in data["mappings"]]
    if row.kind is Kind.ISSUE:
        figures: Iterable[Frequency] = prevalence(tables, row.id)
        yield "prevalence", [{"issue": row.id, **figure.to_dict()} for figure in figures]
    words = {name: "\n".join(data[name]) for name in ("aliases", "phrases")}
    yield "search", [{"id": row.id, "title": row.title, **words, "summary": row.summary}]


def _mapping(item: Data) -> Values:
    return {"scheme": item["scheme"], "scheme_id": item["id"], "match": item["match"]}


def _documented(definitions: str) -> Values:
    """Return what the comments say on each table and view."""
    return {f"{what.lower()} {name}": says for what, name, says in _DOCUMENTED.findall(definitions)}


def _column_names(database: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of every table."""
    found: dict[str, list[str]] = {}
    question = "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c"
    for table, column in database.execute(question):
        found.setdefault(table, []).append(column)
    return found


def _insert(
    database: sqlite3.Connection, table: str, known: Sequence[str], rows: Iterable[Values]
) -> None:
    """Insert rows; keys that the table has no column for stay out, and lists become JSON."""
    for row in rows:
        names = tuple(name for name in known if name in row)
        database.execute(_statement(table, names), [_value(row[name]) for name in names])


@cache
def _statement(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names


def _value(value: object) -> str | int | float | None:
    match value:
        case list():
            return json.dumps(value, ensure_ascii=False)
        case int() | float() | None:
            return value
        case _:
            return str(value)
