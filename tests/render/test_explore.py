"""The explorer's table says of every entry what selecting in Python says."""

import json
from typing import Any

import pytest

import kb
from kb.render.explore import explore_table
from tests.catalog_copy import TINY

BASE = kb.load(TINY)


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    """Return the table as the browser reads it."""
    data: dict[str, Any] = json.loads(json.dumps(explore_table(BASE.tables)))
    return data


def _terms(table: dict[str, Any], id: str, facet: str) -> list[str]:
    terms = next(known["terms"] for known in table["facets"] if known["id"] == facet)
    return [terms[at][0] for at in table["values"][id].get(facet, ())]


def test_facets_are_those_of_the_entries(table: dict[str, Any]) -> None:
    """Whatever a row can be selected by is a facet with the same terms."""
    shown = {facet["id"] for facet in table["facets"]}
    assert list(BASE.tables.rows) == list(table["values"])
    for id in table["values"]:
        known = BASE.tables.rows[id].facets
        assert set(known) <= shown
        assert {facet: sorted(terms) for facet, terms in known.items()} == {
            facet: sorted(_terms(table, id, facet)) for facet in known
        }


def test_terms_come_in_the_order_of_their_list(table: dict[str, Any]) -> None:
    """Phases run from requirements to maintenance, severities upwards; what nobody uses is left out."""
    terms = {facet["id"]: [id for id, _ in facet["terms"]] for facet in table["facets"]}
    phases = [term["id"] for term in BASE.tables.terms["phases"]]

    assert [id for id in phases if id in terms["phase"]] == terms["phase"]
    assert (
        sorted(terms["severity"], key=["low", "medium", "high", "critical"].index)
        == (terms["severity"])
    )
    assert set(terms["kind"]) == {row.kind.value for row in BASE.tables.rows.values()}


def test_works_have_no_grade(table: dict[str, Any]) -> None:
    """A source has a design; the grade belongs to what it supports."""
    graded = {id for id in table["values"] if _terms(table, id, "grade")}

    assert graded.isdisjoint([*BASE.sources, *BASE.studies])
    assert graded > set(BASE.issues)
