"""The map of chains: for each consequence the best-supported ways from a root cause to it."""

from collections.abc import Iterator

from kb.graph.kinds import CauseStrength, Grade, Kind, Likelihood, Status
from kb.graph.tables import Link, Row
from kb.render.map_views import Chain, MapPage, MapSection, Square, Step
from kb.render.site import Site, words

__all__ = ["chain_map"]

_MOST_BETWEEN = 3
"""Issues in one chain at most."""

_EACH = 2
"""Chains shown for each consequence, from different root causes."""

_LEAD = (
    "How one thing leads to another: from a main cause over issues that are likely to follow each "
    "other to a likely consequence. Letters grade the evidence for each step; for each "
    "consequence the best supported and longest chains are shown."
)


def chain_map(site: Site) -> MapPage:
    """Return the strongest chains by what the consequence at their end hurts."""
    sections = []
    ends: dict[str, list[Row]] = {}
    for row in site.rows(Kind.CONSEQUENCE):
        if row.status != Status.RETIRED:
            ends.setdefault(row.facets.get("scope", ("",))[0], []).append(row)
    for scope, rows in sorted(ends.items()):
        chains = tuple(chain for row in rows for chain in _best(site, row.id))
        if chains:
            title = words(scope or "other").capitalize()
            sections.append(MapSection(title, "chains", chains))
    squares = tuple(_squares())
    return MapPage("chains", "From root cause to consequence", _LEAD, tuple(sections), squares)


def _best(site: Site, consequence: str) -> Iterator[Chain]:
    """Yield the best chains to a consequence, no two from one cause or over the same last issue."""
    seen: set[str] = set()
    found = sorted(_chains(site, consequence), key=_rank)
    for links in found:
        cause, last = links[0].source, links[-1].source
        if len(seen) < 2 * _EACH and not {cause, last} & seen:
            seen |= {cause, last}
            yield _chain(site, links)


def _chains(site: Site, consequence: str) -> Iterator[tuple[Link, ...]]:
    """Yield every chain of the strongest links to a consequence, each link in reading direction."""
    for link in site.tables.links(consequence, "results_from"):
        if link.attributes["likelihood"] == Likelihood.LIKELY:
            yield from _back(site, (_turned(link),))


def _back(site: Site, links: tuple[Link, ...]) -> Iterator[tuple[Link, ...]]:
    first = links[0].source
    for link in site.tables.links(first, "caused_by"):
        if link.attributes["strength"] == CauseStrength.MAIN:
            yield (_turned(link), *links)
    if len(links) < _MOST_BETWEEN:
        passed = {link.source for link in links}
        for link in site.tables.links(first, "preceded_by"):
            if link.attributes["likelihood"] == Likelihood.LIKELY and link.target not in passed:
                yield from _back(site, (_turned(link), *links))


def _turned(link: Link) -> Link:
    """Return a link that was read from its effect as one from cause to effect."""
    return link._replace(source=link.target, target=link.source)


def _rank(links: tuple[Link, ...]) -> tuple[int, int, tuple[str, ...]]:
    """Order chains by their weakest evidence, then longest first."""
    worst = max(list(Grade).index(link.grade) for link in links)
    return worst, -len(links), tuple(link.source for link in links)


def _chain(site: Site, links: tuple[Link, ...]) -> Chain:
    steps = [Step(site.chip(links[0].source))]
    for link in links:
        told = link.attributes.get("strength") or link.attributes["likelihood"]
        word = "main cause of" if told == CauseStrength.MAIN else "likely leads to"
        steps.append(Step(site.chip(link.target), word, link.grade.value))
    return Chain(tuple(steps))


def _squares() -> Iterator[Square]:
    for row in range(4):
        steps = ("cause", "issue", "harm") if row % 2 else ("cause", "issue", "issue", "harm")
        for step, style in enumerate(steps):
            yield Square(27 * step, 8 + 25 * row, 20, 12, style)
            if step:
                yield Square(27 * step - 7, 13 + 25 * row, 7, 2, "line")
