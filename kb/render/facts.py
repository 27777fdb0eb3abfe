"""The facts strip: what a reader wants to know about an entry at a glance."""

from collections.abc import Iterator

from kb.graph.amounts import amount
from kb.models.check import Check
from kb.models.consequence import Consequence
from kb.models.issue import Issue
from kb.models.mitigation import Mitigation
from kb.models.registry import AnyEntry
from kb.models.root_cause import RootCause
from kb.render.parts import day_range, shares
from kb.render.site import Site, words
from kb.render.views import Chip, Fact

__all__ = ["facts", "more_facts"]

_FIRST = (
    "artifact",
    "severity",
    "detectability",
    "category",
    "scope",
    "automation",
    "observable_in",
    "tool",
)
_MORE = (
    "quality_attribute",
    "data_type",
    "data_quality_dimension",
    "collection_process",
    "collaboration_point",
    "organisation_pattern",
    "theme",
    "design",
    "tag",
)


def facts(site: Site, entry: AnyEntry) -> tuple[Fact, ...]:
    """Return the facts that stand on every page of the kind, in reading order."""
    facets = site.tables.rows[entry.id].facets
    plain = [
        Fact(words(facet), tuple(site.facet(facet, term) for term in facets[facet]))
        for facet in _FIRST
        if facet in facets
    ]
    return (*_of_kind(site, entry), *plain)


def more_facts(site: Site, entry: AnyEntry) -> tuple[Fact, ...]:
    """Return the facts that fewer readers look for."""
    facets = site.tables.rows[entry.id].facets
    return tuple(
        Fact(words(facet), tuple(site.facet(facet, term) for term in facets[facet]))
        for facet in _MORE
        if facet in facets
    )


def _of_kind(site: Site, entry: AnyEntry) -> Iterator[Fact]:
    match entry:
        case Issue():
            yield from _of_issue(site, entry)
        case Mitigation(effort=effort) if effort:
            yield Fact("set-up", (Chip(day_range(effort.setup.low, effort.setup.high)),))
            yield Fact(
                "upkeep a month", (Chip(day_range(effort.ongoing.low, effort.ongoing.high)),)
            )
            yield from _terms(site, "done in", "phases", (entry.phase,))
            yield from _terms(site, "by", "roles", entry.owner)
        case Check(minutes=minutes) if minutes is not None:
            yield Fact("takes", (Chip(amount(minutes, "minute")),))
        case RootCause():
            yield from _terms(site, "acts in", "phases", (entry.phase,))
            yield from _terms(site, "changeable by", "roles", entry.controllable_by)
        case Consequence():
            for label, value in (
                ("undoing it", entry.reversibility),
                ("shows within", entry.time_to_appear),
            ):
                if value is not None:
                    yield Fact(label, (Chip(words(value)),))
        case _:
            return


def _of_issue(site: Site, issue: Issue) -> Iterator[Fact]:
    yield from _terms(site, "gets in during", "phases", (issue.phase_introduced,))
    yield from _terms(site, "shows during", "phases", (issue.phase_visible,))
    if figures := shares(site, issue.id):
        best = max(figures, key=lambda row: row.share)
        yield Fact("met, for example, by", (Chip(best.figure, href="#how-often-it-was-met"),))
    if issue.roles:
        yield from _terms(site, "noticed by", "roles", issue.roles.notices)
        yield from _terms(site, "owned by", "roles", issue.roles.owns)


def _terms(site: Site, label: str, vocabulary: str, ids: tuple[str | None, ...]) -> Iterator[Fact]:
    chips = tuple(site.term(vocabulary, id) for id in ids if id)
    if chips:
        yield Fact(label, chips)
