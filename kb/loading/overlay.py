"""Add private entries to a catalog that stays as it is."""

import json
from pathlib import Path

from kb.graph.collector import collector_paused
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.loading.compile import compile_catalog
from kb.loading.links import Known
from kb.loading.loader import load_overlay

__all__ = ["with_overlay"]


def with_overlay(tables: Tables, folder: Path) -> Tables:
    """Return the tables of a catalog and of what a folder adds to it.

    The folder is laid out and checked like a catalog; its entries may link to those of the catalog.
    Vocabularies in it hold further terms.

    Raises:
        QueryError: the folder does not exist or holds no entry and no term.
        CatalogError: the folder has problems; all of them are listed.
    """
    own = load_overlay(folder, _known(tables))
    with collector_paused():
        return compile_catalog(own, tables)


def _known(tables: Tables) -> Known:
    """Return what an overlay may refer to; a snapshot tells it as well as files do."""
    kinds = {id: row.kind for id, row in tables.rows.items()}
    terms = {name: tuple(term["id"] for term in rows) for name, rows in tables.terms.items()}
    outcomes = {id: _outcomes(tables, id) for id, kind in kinds.items() if kind is Kind.CHECK}
    return Known(kinds, terms, outcomes, {**tables.names, **{id: id for id in kinds}})


def _outcomes(tables: Tables, check: str) -> tuple[str, ...]:
    return tuple(found["key"] for found in json.loads(tables.documents[check]).get("outcomes", ()))
