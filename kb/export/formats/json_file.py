"""The whole catalog as one JSON document: every field in every entry, one type per field or null."""

import json
from collections.abc import Iterable

from kb.export.edition import Edition
from kb.export.formats.claims import claims_of
from kb.export.formats.entries import Data, entries_of, terms_of
from kb.graph.kinds import Kind
from kb.graph.tables import Tables

__all__ = ["export", "json_entry"]


def export(tables: Tables, edition: Edition) -> str:
    """Return the catalog: `about`, a list per kind, `links` with their grades, `terms`, `rejected`."""
    parts: dict[str, Iterable[object]] = {
        **{
            kind.folder.replace("-", "_"): [
                json_entry(tables, row.id, data) for row, data in entries_of(tables, kind)
            ]
            for kind in Kind
        },
        "links": [row.cells() for row in claims_of(tables).links],
        "terms": [{"vocabulary": vocabulary, **term} for vocabulary, term in terms_of(tables)],
        "rejected": [proposal._asdict() for proposal in tables.rejected],
    }
    # An item per line: good for a diff, and the quick encoder of Python knows no other layout.
    lists = [_text(name) + ": [\n" + ",\n".join(map(_text, parts[name])) + "\n]" for name in parts]
    return "{" + ",\n".join((f'"about": {_text(edition.about())}', *lists)) + "}\n"


def _text(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


def json_entry(tables: Tables, id: str, data: Data) -> dict[str, object]:
    """Return an entry with its kind and what its evidence amounts to."""
    row = tables.rows[id]
    gaps = [{"field": field, "says": word} for field, word in data["gaps"].items()]
    graded = {"kind": row.kind.value, "grade": row.grade.value, "contested": row.contested}
    return {**graded, **data, "gaps": gaps}
