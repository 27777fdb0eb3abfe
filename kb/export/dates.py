"""When entries last changed, as their files say it: the only clock that outputs know."""

import json

from kb.graph.tables import Tables

__all__ = ["last_changes", "newest_change"]

_BEFORE_ALL = "2026-01-01"
"""Stands for the day of a catalog without entries."""


def last_changes(tables: Tables) -> dict[str, str]:
    """Return the day on which the meaning of each entry last changed, by id."""
    documents = {id: json.loads(text) for id, text in tables.documents.items()}
    return {id: str(data.get("changed") or data["added"]) for id, data in documents.items()}


def newest_change(tables: Tables) -> str:
    """Return the day of the newest change in the catalog."""
    return max(last_changes(tables).values(), default=_BEFORE_ALL)
