"""One entry a line, each complete in itself, for tools that read line by line."""

import json

from kb.export.edition import Edition
from kb.export.formats.entries import entries_of
from kb.export.formats.json_file import json_entry
from kb.graph.kinds import Kind
from kb.graph.tables import Tables

__all__ = ["export"]


def export(tables: Tables, edition: Edition) -> str:
    """Return the entries by kind and id; each line also says in `about` where it comes from."""
    about = edition.about()
    return "".join(
        json.dumps({"about": about, **json_entry(tables, row.id, data)}, ensure_ascii=False) + "\n"
        for kind in Kind
        for row, data in entries_of(tables, kind)
    )
