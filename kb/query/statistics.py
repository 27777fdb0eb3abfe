"""Count what the catalog holds and what it lacks."""

import re
from typing import NamedTuple

from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Tables

__all__ = ["NEEDED", "Statistics", "orphans", "statistics"]

_SOURCE = re.compile(r'"source": ?"([^"\\]+)"')

NEEDED = ("caused_by", "manifests_as", "leads_to", "mitigated_by", "confirmed_by")
"""Relations without which an issue does not answer the three questions of its reader."""


class Statistics(NamedTuple):
    """Counts over a catalog; `gaps` names the issues that lack a relation or a source."""

    version: str
    entries: dict[str, int]
    complete: int
    links: dict[str, int]
    grades: dict[str, int]
    phrases: int
    gaps: dict[str, list[str]]
    orphans: list[str]

    def to_dict(self) -> dict[str, object]:
        """Return the counts as JSON-ready data."""
        return dict(self._asdict())


def statistics(tables: Tables) -> Statistics:
    """Count entries, links and grades, and list what is missing."""
    import json

    kinds = {kind.value: 0 for kind in Kind}
    grades = {grade.value: 0 for grade in Grade}
    links: dict[str, int] = {}
    phrases = 0
    for id, row in tables.rows.items():
        kinds[row.kind] += 1
        if row.kind is Kind.ISSUE:
            grades[row.grade] += 1
        for link in tables.outgoing.get(id, ()):
            links[link.relation] = links.get(link.relation, 0) + 1
        phrases += len(json.loads(tables.documents[id]).get("phrases", ()))
    return Statistics(
        version=tables.version,
        entries=kinds,
        complete=sum(row.status == "complete" for row in tables.rows.values()),
        links=dict(sorted(links.items())),
        grades=grades,
        phrases=phrases,
        gaps=_gaps(tables),
        orphans=orphans(tables),
    )


def _gaps(tables: Tables) -> dict[str, list[str]]:
    issues = [row for row in tables.rows.values() if row.kind is Kind.ISSUE]
    found = {
        relation: [row.id for row in issues if not tables.links(row.id, relation)]
        for relation in NEEDED
    }
    return {
        **found,
        "source": [row.id for row in issues if not _cited_in(tables.documents[row.id])],
    }


def _cited_in(text: str) -> list[str]:
    """Return the sources that an entry's JSON text names; in a string its quotes would be escaped."""
    return _SOURCE.findall(text)


def orphans(tables: Tables) -> list[str]:
    """Return the entries that nothing links to or cites and that are not issues.

    A study that asks about an issue stands on that issue's page.
    """
    cited = {source for text in tables.documents.values() for source in _cited_in(text)}
    for terms in tables.terms.values():
        for term in terms:
            cited.update(term.get("origin", ()))
    return [
        id
        for id, row in tables.rows.items()
        if row.kind is not Kind.ISSUE
        and not tables.incoming[id]
        and id not in cited
        and not tables.links(id, "asks_about")
    ]
