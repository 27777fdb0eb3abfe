"""Follow causal chains: from causes over issues to symptoms and consequences."""

from typing import NamedTuple

from kb.graph.tables import Link, Tables

__all__ = ["Chain", "trace"]

_CAUSAL = ("causes", "precedes", "manifests_as", "leads_to")
"""Relations that lead from what produces to what is produced, in reading direction."""


class Chain(NamedTuple):
    """A causal chain; `links[i]` explains the step from `ids[i]` to `ids[i + 1]`."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the chain as JSON-ready data."""
        steps = [
            {"relation": link.relation, "why": link.why, "grade": link.grade} for link in self.links
        ]
        return {"ids": list(self.ids), "steps": steps}


def trace(
    tables: Tables, start: str, end: str, *, limit: int = 10, longest: int = 6
) -> tuple[Chain, ...]:
    """Return the causal chains between two entries without repeats, shortest first.

    Args:
        tables: the catalog.
        start: where the chain begins, usually a root cause or an issue.
        end: where it ends, usually a symptom or a consequence.
        limit: how many chains at most.
        longest: how many links a chain may have.
    """
    found: list[Chain] = []
    front = [Chain((start,), ())]
    while front and len(found) < limit:
        longer = [
            Chain((*chain.ids, link.target), (*chain.links, link))
            for chain in front
            for link in _steps(tables, chain.ids[-1])
            if link.target not in chain.ids
        ]
        found += [chain for chain in longer if chain.ids[-1] == end]
        front = [chain for chain in longer if chain.ids[-1] != end and len(chain.links) < longest]
    return tuple(sorted(found, key=lambda chain: (len(chain.ids), chain.ids))[:limit])


def _steps(tables: Tables, id: str) -> tuple[Link, ...]:
    """Return the causal links away from an entry, each under the name of the way it is read."""
    return tuple(
        link._replace(relation=relation)
        for relation in _CAUSAL
        for link in tables.links(id, relation)
    )
