"""Entries as plain data."""

import json

from kb.graph.kinds import Kind
from kb.graph.tables import Tables

__all__ = ["records"]


def records(tables: Tables, kind: Kind) -> list[dict[str, object]]:
    """Return the entries of a kind as JSON-ready data, by id, each with its kind and grade."""
    return [
        {"kind": row.kind.value, "grade": row.grade.value, **json.loads(tables.documents[row.id])}
        for row in tables.rows.values()
        if row.kind is kind
    ]
