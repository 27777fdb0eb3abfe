"""Select entries by facets."""

from collections.abc import Mapping

from kb.errors import QueryError
from kb.graph.kinds import Kind
from kb.graph.names import close_names
from kb.graph.tables import Row, Tables

__all__ = ["kind_named", "select"]


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


def select(
    tables: Tables, *, kind: Kind | None = None, facets: Mapping[str, str]
) -> tuple[Row, ...]:
    """Return the rows of a kind that have every given term in the facet of that name, by id.

    The term `any` of a facet fits every wish, as in a data type.

    Raises:
        QueryError: no entry has such a facet, or none has that term in it.
    """
    known: dict[str, set[str]] = {}
    for row in tables.rows.values():
        for facet, terms in row.facets.items():
            known.setdefault(facet, set()).update(terms)
    for facet, term in facets.items():
        _must_be_known("facet", facet, known)
        _must_be_known(facet.replace("_", " "), term, known[facet])
    return tuple(
        row
        for row in tables.rows.values()
        if (kind is None or row.kind is kind)
        and all({term, "any"} & set(row.facets.get(facet, ())) for facet, term in facets.items())
    )


def _must_be_known(what: str, name: str, known: Mapping[str, object] | set[str]) -> None:
    if name not in known:
        close = close_names(name, known) or sorted(known)
        msg = f"no {what} {name!r}; did you mean {' or '.join(close)}?"
        raise QueryError(msg)
