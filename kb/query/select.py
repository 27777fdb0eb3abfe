"""Select entries by facets."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from kb.errors import QueryError
from kb.graph.kinds import (
    Automation,
    CauseCategory,
    Design,
    Detectability,
    Effect,
    Kind,
    Observable,
    Scope,
    Severity,
)
from kb.graph.names import hint
from kb.graph.tables import Row, Tables

__all__ = [
    "LISTS",
    "VOCABULARIES",
    "at_least_one",
    "days_or_none",
    "effect_named",
    "kind_named",
    "select",
    "several",
]

LISTS: Mapping[str, type[StrEnum]] = {
    "automation": Automation,
    "category": CauseCategory,
    "design": Design,
    "detectability": Detectability,
    "observable_in": Observable,
    "scope": Scope,
    "severity": Severity,
}
"""Facets whose terms are an enum."""

VOCABULARIES: Mapping[str, str] = {
    "artifact": "artifacts",
    "collaboration_point": "collaboration-points",
    "collection_process": "collection-processes",
    "data_quality_dimension": "data-quality-dimensions",
    "data_type": "data-types",
    "organisation_pattern": "organisation-patterns",
    "phase": "phases",
    "quality_attribute": "quality-attributes",
    "role": "roles",
    "tag": "tags",
    "theme": "themes",
    "tool": "tools",
}
"""Facets whose terms are a vocabulary."""


def kind_named(name: str) -> Kind:
    """Return a kind by its name, in the singular or plural.

    Raises:
        QueryError: there is no such kind.
    """
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    for kind in Kind:
        if wanted in (kind.value, kind.folder):
            return kind
    msg = f"no kind {name!r}; use one of {', '.join(Kind)}"
    raise QueryError(msg)


def at_least_one(limit: int) -> int:
    """Return a limit if it is one.

    Raises:
        QueryError: it is below 1.
    """
    if limit < 1:
        msg = f"a limit is at least 1, not {limit}"
        raise QueryError(msg)
    return limit


def days_or_none(days: float | None) -> float | None:
    """Return a number of days if it is one.

    Raises:
        QueryError: it is below 0 or not a number.
    """
    if days is not None and not days >= 0:
        msg = f"an effort is a number of days from 0, not {days}"
        raise QueryError(msg)
    return days


def several(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as a tuple; a single text is one name, not many letters."""
    return (names,) if isinstance(names, str) else tuple(names)


def effect_named(name: str) -> Effect:
    """Return an effect by its name, as "prevents" or as "prevent".

    Raises:
        QueryError: there is no such effect.
    """
    for effect in Effect:
        if name.strip().lower().removesuffix("s") == effect.value.removesuffix("s"):
            return effect
    msg = f"no effect {name!r}; use one of {', '.join(Effect)}"
    raise QueryError(msg)


def select(
    tables: Tables, *, kind: Kind | None = None, facets: Mapping[str, str]
) -> tuple[Row, ...]:
    """Return the rows of a kind that have every given term in the facet of that name, by id.

    The term `any` of a facet fits every wish, as in a data type.

    Raises:
        QueryError: there is no such facet, or no such term in it.
    """
    known = _known_terms(tables)
    for facet, term in facets.items():
        _must_be_known("facet", facet, known)
        _must_be_known(facet.replace("_", " "), term, known[facet])
    return tuple(
        row
        for row in tables.rows.values()
        if (kind is None or row.kind is kind)
        and all({term, "any"} & set(row.facets.get(facet, ())) for facet, term in facets.items())
    )


def _known_terms(tables: Tables) -> dict[str, set[str]]:
    """Return the terms of every facet: those in use, and those that a list has and nothing uses."""
    known = {facet: {str(term) for term in terms} for facet, terms in LISTS.items()}
    for row in tables.rows.values():
        for facet, terms in row.facets.items():
            known.setdefault(facet, set()).update(terms)
    for facet, vocabulary in VOCABULARIES.items():
        listed = {term["id"] for term in tables.terms.get(vocabulary, ())}
        known.setdefault(facet, set()).update(listed)
    return known


def _must_be_known(what: str, name: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if name not in names:
        msg = f"no {what} {name!r}; {hint(name, names)}"
        raise QueryError(msg)
