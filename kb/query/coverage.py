"""Which issues a set of tools notices, which it helps against, and which it leaves alone."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.errors import QueryError
from kb.graph.kinds import Effect, FindingStrength, Kind
from kb.graph.names import hint
from kb.graph.tables import Tables

__all__ = ["Coverage", "Covered", "coverage"]

_ALARMING = ("scripted", "continuous")


class Covered(NamedTuple):
    """An issue that the tools do something about, with the entries through which they do it."""

    id: str
    title: str
    via: tuple[str, ...]
    """Mitigations and checks that name one of the tools."""


class Coverage(NamedTuple):
    """Issues by what the tools do for them; an issue can be noticed and treated."""

    tools: tuple[str, ...]
    detected: tuple[Covered, ...]
    """A mitigation that detects, or a scripted or continuous check, uses a tool."""
    treated: tuple[Covered, ...]
    """A mitigation that prevents, reduces, contains or corrects uses a tool."""
    undetected: tuple[Covered, ...]
    """Nothing that would notice the issue uses a tool; `via` is empty."""

    def to_dict(self) -> dict[str, object]:
        """Return the coverage as JSON-ready data."""
        told = {
            name: [{**item._asdict(), "via": list(item.via)} for item in getattr(self, name)]
            for name in ("detected", "treated", "undetected")
        }
        return {"tools": list(self.tools), **told}


def coverage(tables: Tables, tools: tuple[str, ...]) -> Coverage:
    """Sort all issues by what some tools do for them.

    Raises:
        QueryError: a tool is not in the vocabulary, or none is given.
    """
    known = [term["id"] for term in tables.terms.get("tools", ())]
    if not tools:
        msg = "coverage needs a tool; name one or more of the vocabulary tools"
        raise QueryError(msg)
    for tool in tools:
        if tool not in known:
            msg = f"no term {tool!r} in the vocabulary tools; {hint(tool, known)}"
            raise QueryError(msg)
    using = {row.id for row in tables.rows.values() if {*tools} & {*row.facets.get("tool", ())}}
    detected, treated, undetected = [], [], []
    for row in tables.rows.values():
        if row.kind is not Kind.ISSUE or row.status == "retired":
            continue
        noticing = tuple(sorted({*_noticing(tables, row.id)} & using))
        treating = tuple(sorted({*_treating(tables, row.id)} & using))
        if noticing:
            detected.append(Covered(row.id, row.title, noticing))
        else:
            undetected.append(Covered(row.id, row.title, ()))
        if treating:
            treated.append(Covered(row.id, row.title, treating))
    return Coverage(tools, tuple(detected), tuple(treated), tuple(undetected))


def _noticing(tables: Tables, issue: str) -> Iterator[str]:
    for link in tables.links(issue, "mitigated_by"):
        if link.attributes["effect"] == Effect.DETECTS:
            yield link.target
    for link in tables.links(issue, "confirmed_by"):
        automation = tables.rows[link.target].facets.get("automation", ())
        against = link.attributes["strength"] == FindingStrength.ARGUES_AGAINST
        if not against and {*automation} & {*_ALARMING}:
            yield link.target


def _treating(tables: Tables, issue: str) -> Iterable[str]:
    for link in tables.links(issue, "mitigated_by"):
        if link.attributes["effect"] != Effect.DETECTS:
            yield link.target
