"""An entry as JSON-ready data: its own fields, its grade, and its links in both directions."""

import json
from collections.abc import Iterator

from kb.graph.relations import RELATIONS
from kb.graph.tables import Link, Tables

__all__ = ["links_of", "whole_entry"]


def links_of(tables: Tables, id: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield the relations that an entry has links of, as read from it, with these links."""
    for relation in RELATIONS:
        for name in dict.fromkeys((relation.name, relation.inverse)):
            if links := tables.links(id, name):
                yield name, links


def whole_entry(tables: Tables, id: str) -> dict[str, object]:
    """Return all that the catalog says about an entry."""
    row = tables.rows[id]
    links = {name: [link.to_dict() for link in found] for name, found in links_of(tables, id)}
    told = {"kind": row.kind.value, "grade": row.grade.value, "contested": row.contested}
    return {**told, **json.loads(tables.documents[id]), "links": links}
