"""What can be done about an issue, in the order in which a team should consider it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple, SupportsIndex, TypedDict, overload

from kb.errors import QueryError
from kb.graph.kinds import CauseStrength, Direction, Effect, Effectiveness, Grade, Size
from kb.graph.names import hint
from kb.graph.tables import Link, Tables

__all__ = ["Effort", "Excluded", "Remedies", "Remedy", "Verification", "Wishes", "remedies"]

EFFECTS = {
    Effect.CORRECTS: 1.0,
    Effect.PREVENTS: 0.9,
    Effect.REDUCES: 0.8,
    Effect.CONTAINS: 0.6,
    Effect.DETECTS: 0.5,
}
EFFECTIVENESS = {
    Effectiveness.HIGH: 1.0,
    Effectiveness.MODERATE: 0.65,
    Effectiveness.LIMITED: 0.35,
    Effectiveness.UNKNOWN: 0.3,
}
CAUSES = {CauseStrength.MAIN: 0.9, CauseStrength.CONTRIBUTING: 0.6, CauseStrength.POSSIBLE: 0.35}
GRADES = {Grade.A: 1.0, Grade.B: 0.95, Grade.C: 0.9, Grade.D: 0.85, Grade.E: 0.8}
SIZES = {Size.SMALL: 0.03, Size.MODERATE: 0.08, Size.LARGE: 0.16}
GENERAL = 0.7
"""What a remedy for the more general issue is worth for the special one."""
EFFORT = 0.04
"""What each doubling of the effort takes off. All weights on this page are editor judgement."""
MONTHS = 6
"""Months of upkeep that count as part of the price."""


class Effort(NamedTuple):
    """Person-days to introduce, and person-days per month to keep, each from-to."""

    setup_low: float
    setup_high: float
    ongoing_low: float
    ongoing_high: float


class Verification(NamedTuple):
    """How to know that a remedy works; `check` may be empty."""

    check: str
    expected: str
    when: str
    failure_sign: str


class Remedy(NamedTuple):
    """A mitigation as an answer: what it does here, why, at what price, and how to prove it."""

    id: str
    title: str
    effect: str
    effectiveness: str
    why: str
    via: str
    """The issue or root cause that it acts on."""
    effort: Effort
    grade: str
    verification: Verification
    improves: tuple[str, ...]
    worsens: tuple[str, ...]
    score: float

    def to_dict(self) -> dict[str, object]:
        """Return the remedy as JSON-ready data."""
        return {
            **self._asdict(),
            "effort": self.effort._asdict(),
            "verification": self.verification._asdict(),
            "improves": list(self.improves),
            "worsens": list(self.worsens),
        }


class Excluded(NamedTuple):
    """A mitigation that was left out, and why."""

    id: str
    title: str
    reason: str


class Remedies(Sequence[Remedy]):
    """Remedies in order; `excluded` says what was left out and why."""

    __slots__ = ("_excluded", "_found")

    def __init__(self, found: Iterable[Remedy], excluded: Iterable[Excluded]) -> None:
        self._found = tuple(found)
        self._excluded = tuple(excluded)

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """What was left out, and why."""
        return self._excluded

    @overload
    def __getitem__(self, index: SupportsIndex) -> Remedy: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Remedy, ...]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Remedy | tuple[Remedy, ...]:
        """Return a remedy by its rank, or several."""
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"Remedies({[remedy.id for remedy in self._found]})"

    def to_dict(self) -> dict[str, object]:
        """Return the remedies and the exclusions as JSON-ready data."""
        return {
            "remedies": [remedy.to_dict() for remedy in self._found],
            "excluded": [exclusion._asdict() for exclusion in self.excluded],
        }


class Wishes(NamedTuple):
    """What the asker wants and cannot have."""

    effect: Effect | None = None
    max_effort: float | None = None
    """Person-days for the set-up, by the upper end of the range."""
    phase: str | None = None
    context: str | None = None
    protect: tuple[str, ...] = ()


class _TradeOff(TypedDict):
    id: str
    direction: str
    size: str


class _DayRange(TypedDict):
    low: float
    high: float


class _Mitigation(TypedDict, total=False):
    """The part of a mitigation's JSON that remedies read."""

    phase: str
    effort: dict[str, _DayRange]
    verification: dict[str, str]
    trade_offs: list[_TradeOff]


def remedies(tables: Tables, id: str, wishes: Wishes) -> Remedies:
    """Gather the mitigations of an issue, its root causes and what it specialises, best first.

    Raises:
        QueryError: the context, phase or protected attribute is not in the vocabulary.
    """
    weights = _weights(tables, wishes)
    direct = {link.target for link in tables.links(id, "mitigated_by")}
    best: dict[str, Remedy] = {}
    excluded: dict[str, Excluded] = {}
    useless = {link.target: link.why for link in tables.links(id, "not_helped_by")}
    for link, worth in _ways(tables, id):
        if link.target in direct and link.source != id:
            continue  # what the issue itself says about a remedy is more to the point
        data: _Mitigation = json.loads(tables.documents[link.target])
        title = tables.rows[link.target].title
        reason = _objection(link, data, wishes, useless)
        if reason:
            excluded[link.target] = Excluded(link.target, title, reason)
        elif _fits(link, data, wishes):
            remedy = _remedy(link, title, data, worth, weights)
            known = best.get(remedy.id)
            if known is None or remedy.score > known.score:
                best[remedy.id] = remedy
    for target, why in useless.items():
        title = tables.rows[target].title
        excluded.setdefault(target, Excluded(target, title, f"does not help: {why}"))
    ranked = sorted(best.values(), key=lambda remedy: (-remedy.score, remedy.id))
    return Remedies(ranked, (excluded[id] for id in sorted(excluded)))


def _ways(tables: Tables, id: str) -> Iterator[tuple[Link, float]]:
    """Yield every link to a mitigation with what its place in the graph is worth."""
    for link in tables.links(id, "mitigated_by"):
        yield link, 1.0
    for cause in tables.links(id, "caused_by"):
        worth = CAUSES[CauseStrength(cause.attributes["strength"])]
        for link in tables.links(cause.target, "mitigated_by"):
            yield link, worth
    for general in tables.links(id, "specialises"):
        for link, worth in _ways(tables, general.target):
            yield link, worth * GENERAL


def _objection(link: Link, data: _Mitigation, wishes: Wishes, useless: Mapping[str, str]) -> str:
    if link.target in useless:
        return f"does not help: {useless[link.target]}"
    harmed = [name for name in _moved(data, Direction.WORSENS) if name in wishes.protect]
    return f"worsens {' and '.join(harmed)}, which you protect" if harmed else ""


def _fits(link: Link, data: _Mitigation, wishes: Wishes) -> bool:
    if wishes.effect is not None and link.attributes["effect"] != wishes.effect:
        return False
    if wishes.phase is not None and data.get("phase") != wishes.phase:
        return False
    if wishes.max_effort is None:
        return True
    # A price that nobody has written down yet may be any price.
    return "effort" in data and _effort(data).setup_high <= wishes.max_effort


def _remedy(
    link: Link, title: str, data: _Mitigation, worth: float, weights: Mapping[str, float]
) -> Remedy:
    effort = _effort(data)
    days = (
        effort.setup_low + effort.setup_high + MONTHS * (effort.ongoing_low + effort.ongoing_high)
    ) / 2
    benefit = (
        EFFECTS[Effect(link.attributes["effect"])]
        * EFFECTIVENESS[Effectiveness(link.attributes["effectiveness"])]
        * GRADES[link.grade]
        * worth
    )
    score = benefit - EFFORT * log2(1 + days) + _side_effects(data, weights)
    proof = data.get("verification", {})
    return Remedy(
        id=link.target,
        title=title,
        effect=link.attributes["effect"],
        effectiveness=link.attributes["effectiveness"],
        why=link.why,
        via=link.source,
        effort=effort,
        grade=str(link.grade),
        verification=Verification(
            proof.get("check", ""),
            proof.get("expected", ""),
            proof.get("when", ""),
            proof.get("failure_sign", ""),
        ),
        improves=_moved(data, Direction.IMPROVES),
        worsens=_moved(data, Direction.WORSENS),
        score=round(score, 9),
    )


def _effort(data: _Mitigation) -> Effort:
    effort = data.get("effort", {})
    setup, ongoing = effort.get("setup"), effort.get("ongoing")
    return Effort(
        setup["low"] if setup else 0.0,
        setup["high"] if setup else 0.0,
        ongoing["low"] if ongoing else 0.0,
        ongoing["high"] if ongoing else 0.0,
    )


def _side_effects(data: _Mitigation, weights: Mapping[str, float]) -> float:
    total = 0.0
    for item in data.get("trade_offs", ()):
        sign = 1 if item["direction"] == Direction.IMPROVES else -1
        total += sign * SIZES[Size(item["size"])] * weights.get(item["id"], 1.0)
    return total


def _moved(data: _Mitigation, direction: Direction) -> tuple[str, ...]:
    return tuple(
        item["id"] for item in data.get("trade_offs", ()) if item["direction"] == direction
    )


def _weights(tables: Tables, wishes: Wishes) -> Mapping[str, float]:
    for name in wishes.protect:
        _term(tables, "quality-attributes", name)
    if wishes.phase is not None:
        _term(tables, "phases", wishes.phase)
    if wishes.context is None:
        return {}
    contexts = {term["id"]: term for term in tables.terms.get("contexts", ())}
    _term(tables, "contexts", wishes.context)
    return contexts[wishes.context].get("weights", {})


def _term(tables: Tables, vocabulary: str, name: str) -> None:
    known = [term["id"] for term in tables.terms.get(vocabulary, ())]
    if name not in known:
        msg = f"no term {name!r} in the vocabulary {vocabulary}; {hint(name, known)}"
        raise QueryError(msg)
