"""The entries and the rejected proposals that are closest to a text or to an entry, with the reasons."""

from typing import NamedTuple

from kb.graph.kinds import Kind
from kb.graph.tables import Link, Rejected, Tables
from kb.query.closeness import Closeness, Comparison, Texts
from kb.query.search import TextIndex

__all__ = ["Close", "Similar", "TurnedDown", "similar"]

_COMPARED = 50
"""Entries that the text index proposes for a closer look."""

_FAINT = 0.2
"""Closeness below which there is nothing to tell."""


class Close(NamedTuple):
    """An entry that is close to what was asked about; `links` join the two already."""

    id: str
    kind: Kind
    title: str
    summary: str
    comparison: Comparison
    links: tuple[Link, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the entry as JSON-ready data."""
        links = [link.to_dict() for link in self.links]
        told = {"kind": self.kind.value, "comparison": self.comparison.to_dict(), "links": links}
        return {**self._asdict(), **told}


class TurnedDown(NamedTuple):
    """A proposal that was turned down before, with the reason and what serves instead."""

    title: str
    kind: Kind
    summary: str
    comparison: Comparison
    reason: str
    instead: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the proposal as JSON-ready data."""
        told = {"kind": self.kind.value, "comparison": self.comparison.to_dict()}
        return {**self._asdict(), **told, "instead": list(self.instead)}


class Similar(NamedTuple):
    """What is close to a text or to an entry, the closest first."""

    entries: tuple[Close, ...]
    rejected: tuple[TurnedDown, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as JSON-ready data."""
        return {
            "entries": [entry.to_dict() for entry in self.entries],
            "rejected": [proposal.to_dict() for proposal in self.rejected],
        }


def similar(tables: Tables, text: str, *, kind: Kind | None = None, limit: int = 5) -> Similar:
    """Return what is closest to a text; an id stands for its entry.

    Args:
        tables: the catalog.
        text: a title or a description, or the id of an entry.
        kind: only entries and proposals of this kind.
        limit: how many entries, and how many proposals, at most.
    """
    space = Closeness(tables)
    own = space.texts(text) if text in tables.rows else None

    def compared(other: Texts) -> Comparison:
        return space.with_entry(own, other) if own else space.with_line(text, other)

    asked = " ".join(line for lines in own.values() for line in lines) if own else text
    kinds = frozenset(Kind) if kind is None else (kind,)
    entries = []
    for match in TextIndex(tables, kinds).match(asked)[:_COMPARED]:
        if match.id != text:
            row = tables.rows[match.id]
            links = _between(tables, text, row.id) if own else ()
            comparison = compared(space.texts(row.id))
            entries.append(Close(row.id, row.kind, row.title, row.summary, comparison, links))
    rejected = [
        TurnedDown(*proposal[:3], compared(_texts(proposal)), proposal.reason, proposal.instead)
        for proposal in tables.rejected
        if proposal.kind in kinds
    ]
    return Similar(
        tuple(sorted(filter(_told, entries), key=_rank)[:limit]),
        tuple(sorted(filter(_told, rejected), key=_rank)[:limit]),
    )


def _told(found: Close | TurnedDown) -> bool:
    return found.comparison.closeness >= _FAINT


def _rank(found: Close | TurnedDown) -> tuple[float, str]:
    return -found.comparison.closeness, found.title


def _texts(proposal: Rejected) -> Texts:
    return {
        "title": (proposal.title,),
        "summary": (proposal.summary,),
        "phrases": proposal.phrases,
    }


def _between(tables: Tables, one: str, other: str) -> tuple[Link, ...]:
    """Return the links from either entry to the other."""
    ends = {one, other}
    return tuple(
        link
        for id in (one, other)
        for link in tables.outgoing.get(id, ())
        if {link.source, link.target} == ends
    )
