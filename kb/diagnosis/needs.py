"""What a plan has to meet, what may meet it, and at what price."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.diagnosis.cover import Offer
from kb.diagnosis.pricing import (
    EFFECTIVENESS,
    GRADES,
    MitigationData,
    effort_of,
    mitigation_data,
    moved,
    side_effects,
)
from kb.diagnosis.results import Left
from kb.graph.amounts import amount
from kb.graph.kinds import CauseStrength, Detectability, Direction, Effect, Effectiveness
from kb.graph.tables import Link, Tables

__all__ = [
    "BEST",
    "CAUSE",
    "CHEAPEST",
    "ISSUE",
    "SIDE_EFFECTS",
    "SOUND",
    "WATCH",
    "WELL",
    "Limits",
    "Need",
    "left_out",
    "needs",
    "offers",
    "sound",
    "useless",
]

ISSUE, CAUSE, BEST, WATCH = 1000, 100, 10, 1
"""What it costs a plan to leave something open: an issue, a main root cause of it, the highly
effective remedy that exists for it, or the watch over a silent one."""

WELL = "well"
"""Begins the key of a need for a highly effective remedy."""

SIDE_EFFECTS = 6.0
"""How far a side effect moves the price: a large harm under ordinary weight doubles it."""

CHEAPEST = 0.5
"""Share of its price that a mitigation costs at least, whatever it improves."""

SOUND = (Effectiveness.HIGH, Effectiveness.MODERATE)
"""Effective enough, unless there is nothing better."""


class Limits(NamedTuple):
    """What the plan has to respect."""

    context: str | None = None
    protect: tuple[str, ...] = ()
    max_effort: float | None = None
    """Person-days for the set-up of all steps together, by the upper ends of the ranges."""


class Need(NamedTuple):
    """Something to be met: `subject` is the issue or root cause, `ways` the links that meet it."""

    key: str
    subject: str
    weight: int
    issues: tuple[str, ...]
    ways: tuple[Link, ...]


def needs(tables: Tables, issues: Sequence[str]) -> Iterator[Need]:
    """Yield the issues, the watch over the silent ones, and their main root causes."""
    causes: dict[str, list[str]] = {}
    for issue in issues:
        links = [link for id in (issue, *_general(tables, issue)) for link in _fixes(tables, id)]
        treating = [link for link in links if link.attributes["effect"] != Effect.DETECTS]
        # What is there already is not mended by prevention, as long as something else mends it.
        acting = [link for link in treating if link.attributes["effect"] != Effect.PREVENTS]
        yield Need(issue, issue, ISSUE, (issue,), tuple(acting or treating))
        best = _high(acting) or _high(treating)
        if best:
            yield Need(f"{WELL} {issue}", issue, BEST, (issue,), best)
        if Detectability.SILENT in tables.rows[issue].facets.get("detectability", ()):
            watching = tuple(link for link in links if link.attributes["effect"] == Effect.DETECTS)
            yield Need(f"watch {issue}", issue, WATCH, (issue,), watching)
        for link in tables.links(issue, "caused_by"):
            if link.attributes["strength"] == CauseStrength.MAIN:
                causes.setdefault(link.target, []).append(issue)
    for cause, of in causes.items():
        ways = tuple(
            link for link in _fixes(tables, cause) if link.attributes["effect"] != Effect.DETECTS
        )
        yield Need(cause, cause, CAUSE, tuple(of), ways)


def _high(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.attributes["effectiveness"] == Effectiveness.HIGH)


def _fixes(tables: Tables, id: str) -> tuple[Link, ...]:
    return tables.links(id, "mitigated_by")


def _general(tables: Tables, issue: str) -> Iterator[str]:
    for link in tables.links(issue, "specialises"):
        yield link.target
        yield from _general(tables, link.target)


def left_out(tables: Tables, wanted: Iterable[Need], limits: Limits) -> dict[str, Left]:
    """Return what may not be used at all, by id, each with its reason."""
    left: dict[str, Left] = {}
    for need in wanted:
        for link in need.ways:
            if reason := _objection(tables, link.target, limits):
                left[link.target] = Left(link.target, tables.rows[link.target].title, reason)
    return left


def useless(tables: Tables, issues: Iterable[str]) -> dict[str, dict[str, Left]]:
    """Return what does not help, by issue and id: it may still help another issue of the plan."""
    return {
        issue: {
            link.target: Left(
                link.target,
                tables.rows[link.target].title,
                f"does not help against {issue}: {link.why}",
            )
            for link in tables.links(issue, "not_helped_by")
        }
        for issue in issues
    }


def _objection(tables: Tables, id: str, limits: Limits, seen: frozenset[str] = frozenset()) -> str:
    data = mitigation_data(tables, id)
    harmed = [name for name in moved(data, Direction.WORSENS) if name in limits.protect]
    if harmed:
        return f"worsens {' and '.join(harmed)}, which you protect"
    days = effort_of(data).setup_high
    if limits.max_effort is not None and days > limits.max_effort:
        return f"takes up to {amount(days, 'day')}, more than the whole plan may"
    for link in tables.links(id, "requires"):
        if link.target not in seen and _objection(tables, link.target, limits, seen | {id}):
            return f"needs {link.target}, which is left out"
    return ""


def sound(
    need: Need, left: Container[str], useless_for: Mapping[str, Container[str]]
) -> tuple[Link, ...]:
    """Return the links that meet a need: the effective ones, or the weak ones if there are no others."""
    allowed = [
        link
        for link in need.ways
        if link.target not in left
        and not all(link.target in useless_for[issue] for issue in need.issues)
    ]
    effective = [link for link in allowed if link.attributes["effectiveness"] in SOUND]
    return tuple(effective or allowed)


def offers(
    tables: Tables,
    usable: Mapping[str, Sequence[Link]],
    left: Mapping[str, Left],
    weights: Mapping[str, float],
) -> Iterator[Offer]:
    """Yield what may be chosen, with all that it requires, at the price under some priorities."""
    meets: dict[str, dict[str, Link]] = {}
    for key, links in usable.items():
        for link in links:
            meets.setdefault(link.target, {})[key] = link
    waiting = list(meets)
    for id in waiting:  # grows by what is required
        required = frozenset(link.target for link in tables.links(id, "requires"))
        for other in sorted(required - meets.keys() - left.keys()):
            meets[other] = {}
            waiting.append(other)
        barred = frozenset(link.target for link in tables.links(id, "conflicts_with"))
        data = mitigation_data(tables, id)
        price = _price(data, meets[id].values(), weights)
        days = effort_of(data).setup_high
        yield Offer(id, price, days, frozenset(meets[id]), required, barred)


def _price(data: MitigationData, links: Iterable[Link], weights: Mapping[str, float]) -> float:
    """Return days, dearer by side effects, by weak effect and by weak evidence."""
    worth = max(
        (
            EFFECTIVENESS[Effectiveness(link.attributes["effectiveness"])] * GRADES[link.grade]
            for link in links
        ),
        default=1.0,
    )
    moved_by = max(CHEAPEST, 1 - SIDE_EFFECTS * side_effects(data, weights))
    return round((1 + effort_of(data).days) * moved_by / worth, 9)
