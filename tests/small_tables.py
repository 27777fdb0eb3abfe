"""Tables of a few rows and links, for cases that the tiny catalog does not hold."""

import json
from collections.abc import Iterable, Mapping, Sequence

from kb.diagnosis.diagnose import diagnose
from kb.diagnosis.evidence import Findings
from kb.diagnosis.knowledge import Knowledge
from kb.diagnosis.results import Diagnosis
from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Link, Row, Tables, TermRow, assemble
from kb.query.index import build_postings

__all__ = ["diagnosed", "link", "row", "small_tables"]


def row(
    id: str,
    kind: Kind = Kind.ISSUE,
    *,
    title: str | None = None,
    status: str = "complete",
    grade: Grade = Grade.E,
    facets: Mapping[str, tuple[str, ...]] | None = None,
) -> Row:
    """Return a row that needs no more than an id."""
    name = title or id.replace("-", " ").capitalize()
    return Row(id, kind, name, f"Summary of {id}.", status, grade, False, facets or {})


def link(
    source: str, relation: str, target: str, *, grade: Grade = Grade.E, **attributes: str
) -> Link:
    """Return a link with a made-up reason."""
    return Link(source, relation, target, f"{source} to {target}.", grade, False, attributes)


def diagnosed(tables: Tables, findings: Findings) -> Diagnosis:
    """Return the diagnosis of some findings from the knowledge of some tables."""
    return diagnose(Knowledge(tables), findings)


def small_tables(
    rows: Iterable[Row],
    links: Iterable[Link] = (),
    *,
    names: Mapping[str, str] | None = None,
    terms: Mapping[str, tuple[TermRow, ...]] | None = None,
    documents: Mapping[str, Mapping[str, object]] | None = None,
    texts: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> Tables:
    """Return tables of the given rows and links; documents and texts are empty unless given."""
    given = tuple(rows)
    told = documents or {}
    searched = texts or {}
    postings = build_postings((row.id, searched.get(row.id, {})) for row in given)
    return assemble(
        "small",
        given,
        links,
        names=names or {},
        terms=terms or {},
        documents={row.id: json.dumps({"id": row.id, **told.get(row.id, {})}) for row in given},
        postings=lambda: postings,
    )
