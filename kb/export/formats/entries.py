"""Entries and terms with all their fields, also the empty ones, so that every field has one shape."""

from collections.abc import Iterator
from typing import Any

from kb.graph.kinds import Kind
from kb.graph.tables import Row, Tables
from kb.models.registry import MODELS
from kb.models.source import Source

__all__ = ["Data", "entries_of", "sources_of", "terms_of"]

Data = dict[str, Any]
"""A JSON object."""


def entries_of(tables: Tables, kind: Kind) -> Iterator[tuple[Row, Data]]:
    """Yield the entries of a kind by id, each as its row and all its fields.

    A text that is not there is null, a list that is not there is empty, and `gaps` says where
    nothing is known.
    """
    for row in tables.rows.values():
        if row.kind is kind:
            entry = MODELS[kind].model_validate_json(tables.documents[row.id])
            yield row, entry.model_dump(mode="json")


def terms_of(tables: Tables) -> Iterator[tuple[str, Data]]:
    """Yield the terms of all vocabularies in the order of reading, each with its vocabulary."""
    for vocabulary, terms in tables.terms.items():
        for term in terms:
            yield (
                vocabulary,
                {
                    "id": term["id"],
                    "title": term["title"],
                    "definition": term["definition"],
                    "edition": term.get("edition"),
                    "home_page": term.get("home_page") or term.get("url"),
                    "licence": term.get("licence"),
                    "origin": term.get("origin", []),
                    "mappings": term.get("mappings", []),
                    "phrases": term.get("phrases", []),
                    "stages": term.get("stages", []),
                    "weights": [
                        {"id": id, "weight": weight}
                        for id, weight in term.get("weights", {}).items()
                    ],
                },
            )


def sources_of(tables: Tables) -> list[Source]:
    """Return the sources by id."""
    return [
        Source.model_validate_json(tables.documents[row.id])
        for row in tables.rows.values()
        if row.kind is Kind.SOURCE
    ]
