"""What a mitigation costs and moves: person-days, side effects, and how a context weighs them.

All weights on this page are editor judgement.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple, TypedDict

from kb.errors import QueryError
from kb.graph.amounts import span
from kb.graph.kinds import Direction, Effectiveness, Grade, Size
from kb.graph.names import hint
from kb.graph.tables import Tables

__all__ = [
    "EFFECTIVENESS",
    "GRADES",
    "SIZES",
    "Effort",
    "MitigationData",
    "Verification",
    "effort_of",
    "mitigation_data",
    "moved",
    "priorities",
    "require_term",
    "side_effects",
    "verification_of",
]

EFFECTIVENESS = {
    Effectiveness.HIGH: 1.0,
    Effectiveness.MODERATE: 0.65,
    Effectiveness.LIMITED: 0.35,
    Effectiveness.UNKNOWN: 0.3,
}
GRADES = {Grade.A: 1.0, Grade.B: 0.95, Grade.C: 0.9, Grade.D: 0.85, Grade.E: 0.8}
SIZES = {Size.SMALL: 0.03, Size.MODERATE: 0.08, Size.LARGE: 0.16}
MONTHS = 6
"""Months of upkeep that count as part of the price."""


class Effort(NamedTuple):
    """Person-days to introduce, and person-days per month to keep, each from-to."""

    setup_low: float
    setup_high: float
    ongoing_low: float
    ongoing_high: float

    @property
    def setup(self) -> str:
        """Person-days for the set-up, in words."""
        return span(self.setup_low, self.setup_high)

    @property
    def days(self) -> float:
        """Person-days for the set-up and half a year of upkeep, in the middle of the ranges."""
        setup = self.setup_low + self.setup_high
        return (setup + MONTHS * (self.ongoing_low + self.ongoing_high)) / 2


class Verification(NamedTuple):
    """How to know that a remedy works; `check` may be empty."""

    check: str
    expected: str
    when: str
    failure_sign: str


class _TradeOff(TypedDict):
    id: str
    direction: str
    size: str


class _DayRange(TypedDict):
    low: float
    high: float


class MitigationData(TypedDict, total=False):
    """The part of a mitigation's JSON that remedies and plans read."""

    phase: str
    effort: dict[str, _DayRange]
    verification: dict[str, str]
    trade_offs: list[_TradeOff]
    steps: list[str]


def mitigation_data(tables: Tables, id: str) -> MitigationData:
    """Return the fields of a mitigation."""
    data: MitigationData = json.loads(tables.documents[id])
    return data


def effort_of(data: MitigationData) -> Effort:
    """Return the price in days; a price that nobody has written down is 0."""
    effort = data.get("effort", {})
    setup, ongoing = effort.get("setup"), effort.get("ongoing")
    return Effort(
        setup["low"] if setup else 0.0,
        setup["high"] if setup else 0.0,
        ongoing["low"] if ongoing else 0.0,
        ongoing["high"] if ongoing else 0.0,
    )


def verification_of(data: MitigationData) -> Verification:
    """Return how to prove that a mitigation works."""
    proof = data.get("verification", {})
    return Verification(
        proof.get("check", ""),
        proof.get("expected", ""),
        proof.get("when", ""),
        proof.get("failure_sign", ""),
    )


def side_effects(data: MitigationData, weights: Mapping[str, float]) -> float:
    """Return what a mitigation improves minus what it worsens, under the weights of a context."""
    total = 0.0
    for item in data.get("trade_offs", ()):
        sign = 1 if item["direction"] == Direction.IMPROVES else -1
        total += sign * SIZES[Size(item["size"])] * weights.get(item["id"], 1.0)
    return total


def moved(data: MitigationData, direction: Direction) -> tuple[str, ...]:
    """Return the quality attributes that a mitigation moves in a direction."""
    return tuple(
        item["id"] for item in data.get("trade_offs", ()) if item["direction"] == direction
    )


def priorities(tables: Tables, context: str | None) -> Mapping[str, float]:
    """Return the weights of a context; no context weighs everything alike.

    Raises:
        QueryError: there is no such context.
    """
    if context is None:
        return {}
    require_term(tables, "contexts", context)
    contexts = {term["id"]: term for term in tables.terms.get("contexts", ())}
    return contexts[context].get("weights", {})


def require_term(tables: Tables, vocabulary: str, name: str) -> None:
    """Complain about a name that is not in a vocabulary.

    Raises:
        QueryError: it is not there; close terms are named.
    """
    known = [term["id"] for term in tables.terms.get(vocabulary, ())]
    if name not in known:
        msg = f"no term {name!r} in the vocabulary {vocabulary}; {hint(name, known)}"
        raise QueryError(msg)
