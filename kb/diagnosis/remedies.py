"""What can be done about an issue, in the order in which a team should consider it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple, SupportsIndex, overload

from kb.diagnosis.pricing import (
    EFFECTIVENESS,
    GRADES,
    Effort,
    MitigationData,
    Verification,
    effort_of,
    mitigation_data,
    moved,
    priorities,
    require_term,
    side_effects,
    verification_of,
)
from kb.graph.kinds import CauseStrength, Direction, Effect, Effectiveness
from kb.graph.notebook import as_html
from kb.graph.tables import Link, Tables

__all__ = ["Excluded", "Remedies", "Remedy", "Wishes", "remedies"]

EFFECTS = {
    Effect.CORRECTS: 1.0,
    Effect.PREVENTS: 0.9,
    Effect.REDUCES: 0.8,
    Effect.CONTAINS: 0.6,
    Effect.DETECTS: 0.5,
}
CAUSES = {CauseStrength.MAIN: 0.9, CauseStrength.CONTRIBUTING: 0.6, CauseStrength.POSSIBLE: 0.35}
GENERAL = 0.7
"""What a remedy for the more general issue is worth for the special one."""
EFFORT = 0.04
"""What each doubling of the effort takes off. All weights on this page are editor judgement."""


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
    requires: tuple[str, ...]
    """Mitigations that must be there first."""
    conflicts: tuple[str, ...]
    """Other remedies of the same answer that do not go with it."""
    score: float

    def to_dict(self) -> dict[str, object]:
        """Return the remedy as JSON-ready data."""
        return {
            **self._asdict(),
            "effort": self.effort._asdict(),
            "verification": self.verification._asdict(),
            "improves": list(self.improves),
            "worsens": list(self.worsens),
            "requires": list(self.requires),
            "conflicts": list(self.conflicts),
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

    def _repr_html_(self) -> str:
        """Show the remedies in a notebook, best first, and what was left out."""
        rows = [
            (
                one.title,
                one.id,
                one.effect,
                one.grade,
                one.effort.setup,
                ", ".join(one.worsens),
            )
            for one in self._found
        ]
        columns = ("remedy", "id", "effect", "evidence", "days", "may worsen")
        left_out = [f"Left out: {item.title}: {item.reason}" for item in self._excluded]
        return as_html("Remedies", columns, rows, notes=left_out)

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


def remedies(tables: Tables, id: str, wishes: Wishes) -> Remedies:
    """Gather the mitigations of an issue, its root causes and what it specialises, best first.

    Raises:
        QueryError: the context, phase or protected attribute is not in the vocabulary.
    """
    for name in wishes.protect:
        require_term(tables, "quality-attributes", name)
    if wishes.phase is not None:
        require_term(tables, "phases", wishes.phase)
    weights = priorities(tables, wishes.context)
    direct = {link.target for link in tables.links(id, "mitigated_by")}
    best: dict[str, Remedy] = {}
    excluded: dict[str, Excluded] = {}
    useless = {link.target: link.why for link in tables.links(id, "not_helped_by")}
    for link, worth in _ways(tables, id):
        if link.target in direct and link.source != id:
            continue  # what the issue itself says about a remedy is more to the point
        data = mitigation_data(tables, link.target)
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
    conflicts = _conflicts(tables, best)
    found = (
        remedy._replace(
            requires=tuple(link.target for link in tables.links(id, "requires")),
            conflicts=tuple(sorted(conflicts[id])),
        )
        for id, remedy in best.items()
    )
    ranked = sorted(found, key=lambda remedy: (-remedy.score, remedy.id))
    return Remedies(ranked, (excluded[id] for id in sorted(excluded)))


def _conflicts(tables: Tables, found: Collection[str]) -> Mapping[str, set[str]]:
    """Return for each remedy which others of the answer it does not go with."""
    conflicts: dict[str, set[str]] = {id: set() for id in found}
    # Both ends are in the answer, so what each writes itself is enough.
    for link in (link for id in found for link in tables.outgoing[id]):
        if link.relation == "conflicts_with" and link.target in conflicts:
            conflicts[link.source].add(link.target)
            conflicts[link.target].add(link.source)
    return conflicts


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


def _objection(link: Link, data: MitigationData, wishes: Wishes, useless: Mapping[str, str]) -> str:
    if link.target in useless:
        return f"does not help: {useless[link.target]}"
    harmed = [name for name in moved(data, Direction.WORSENS) if name in wishes.protect]
    return f"worsens {' and '.join(harmed)}, which you protect" if harmed else ""


def _fits(link: Link, data: MitigationData, wishes: Wishes) -> bool:
    if wishes.effect is not None and link.attributes["effect"] != wishes.effect:
        return False
    if wishes.phase is not None and data.get("phase") != wishes.phase:
        return False
    if wishes.max_effort is None:
        return True
    # A price that nobody has written down yet may be any price.
    return "effort" in data and effort_of(data).setup_high <= wishes.max_effort


def _remedy(
    link: Link, title: str, data: MitigationData, worth: float, weights: Mapping[str, float]
) -> Remedy:
    effort = effort_of(data)
    benefit = (
        EFFECTS[Effect(link.attributes["effect"])]
        * EFFECTIVENESS[Effectiveness(link.attributes["effectiveness"])]
        * GRADES[link.grade]
        * worth
    )
    score = benefit - EFFORT * log2(1 + effort.days) + side_effects(data, weights)
    return Remedy(
        id=link.target,
        title=title,
        effect=link.attributes["effect"],
        effectiveness=link.attributes["effectiveness"],
        why=link.why,
        via=link.source,
        effort=effort,
        grade=str(link.grade),
        verification=verification_of(data),
        improves=moved(data, Direction.IMPROVES),
        worsens=moved(data, Direction.WORSENS),
        requires=(),
        conflicts=(),
        score=round(score, 9),
    )
