"""The table behind the explorer: every entry with the facets by which a reader narrows it down."""

from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Row, Tables
from kb.query.select import LISTS, VOCABULARIES
from kb.render.site import GRADES, words

__all__ = ["explore_table", "facet_terms"]

_FACETS = (
    "kind",
    "phase",
    "artifact",
    "severity",
    "detectability",
    "grade",
    "quality_attribute",
    "data_type",
    "collection_process",
    "data_quality_dimension",
    "role",
    "tool",
    "tag",
    "category",
    "observable_in",
    "scope",
    "automation",
    "collaboration_point",
    "organisation_pattern",
    "theme",
    "design",
    "status",
)
"""In the order in which readers reach for them."""


def explore_table(tables: Tables) -> dict[str, object]:
    """Return the facets with their terms in order, and of every entry the numbers of its terms.

    Titles and summaries are in the browser's table of entries.
    """
    facets = [(facet, dict(facet_terms(tables, facet))) for facet in _FACETS]
    numbers = {facet: {id: at for at, id in enumerate(terms)} for facet, terms in facets}
    values = {
        row.id: {
            facet: [known[value] for value in found]
            for facet, known in numbers.items()
            if (found := _values(row, facet))
        }
        for row in tables.rows.values()
    }
    shown = [
        {"id": facet, "title": words(facet).capitalize(), "terms": list(terms.items())}
        for facet, terms in facets
    ]
    folders = {kind.value: kind.folder for kind in Kind}
    return {"facets": shown, "folders": folders, "values": values}


def _values(row: Row, facet: str) -> tuple[str, ...]:
    own = {"kind": row.kind.value, "grade": row.grade.value, "status": row.status}
    if facet == "grade" and row.kind in (Kind.SOURCE, Kind.STUDY):
        return ()  # a work has a design; what it supports has a grade
    return (own[facet],) if facet in own else row.facets.get(facet, ())


def facet_terms(tables: Tables, facet: str) -> list[tuple[str, str]]:
    """Return the terms that occur, in the order of their list, each with its title."""
    used = {value for row in tables.rows.values() for value in _values(row, facet)}
    if facet in VOCABULARIES:
        known = [(term["id"], term["title"]) for term in tables.terms.get(VOCABULARIES[facet], ())]
    elif facet in LISTS:
        known = [(str(term), words(term)) for term in LISTS[facet]]
    elif facet == "kind":
        known = [(kind.value, kind.label) for kind in Kind]
    elif facet == "grade":
        known = [(grade.value, f"{grade.value}: {GRADES[grade.value]}") for grade in Grade]
    else:
        known = [(value, words(value)) for value in sorted(used)]
    return [(id, title) for id, title in known if id in used]
