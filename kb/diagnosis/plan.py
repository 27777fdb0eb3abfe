"""A plan: the cheapest sound set of mitigations for several issues and their main root causes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2

from kb.diagnosis.cover import NODES, cover
from kb.diagnosis.needs import WELL, Limits, Need, left_out, needs, offers, sound, useless
from kb.diagnosis.pricing import (
    effort_of,
    mitigation_data,
    moved,
    priorities,
    require_term,
    verification_of,
)
from kb.diagnosis.results import Left, Plan, Reached, Step, Uncovered
from kb.graph.kinds import Direction, Effect, FindingStrength
from kb.graph.tables import Link, Tables

__all__ = ["CONFIRM", "ORDER", "STAGES", "best_check", "plan"]

CONFIRM = "confirm"
STAGES = {
    Effect.CONTAINS: "contain",
    Effect.CORRECTS: "correct",
    Effect.REDUCES: "correct",
    Effect.PREVENTS: "prevent",
    Effect.DETECTS: "watch",
}
"""When a mitigation is due, by what it does; a plan begins with confirming the issues."""

ORDER = (CONFIRM, *dict.fromkeys(STAGES.values()))
"""The stages of a plan, one after the other."""


def plan(tables: Tables, issues: Sequence[str], limits: Limits, *, nodes: int = NODES) -> Plan:
    """Choose and order the mitigations for some issues.

    Every issue is treated by the most effective kind of remedy there is for what has happened
    already, each of its main root causes by something that is at least moderately effective there
    (weaker remedies count where there is nothing better), and every silent issue is watched, at
    the lowest price under the priorities of the context.

    Args:
        tables: the catalog.
        issues: ids of the issues, in the order in which the plan takes them up.
        limits: what the plan has to respect.
        nodes: how long to search for the cheapest set; with 0 the set is chosen greedily, as the
            site's planner does.

    Raises:
        QueryError: the context or a protected attribute is not in the vocabulary.
    """
    for name in limits.protect:
        require_term(tables, "quality-attributes", name)
    weights = priorities(tables, limits.context)
    wanted = list(needs(tables, issues))
    left = left_out(tables, wanted, limits)
    vain = useless(tables, issues)
    usable = {need.key: sound(need, left, vain) for need in wanted}
    offered = list(offers(tables, usable, left, weights))
    weighed = {need.key: need.weight for need in wanted}
    found = cover(offered, weighed, budget=limits.max_effort, nodes=nodes)
    steps = [*_confirm(tables, issues), *_steps(tables, found.chosen, wanted, usable)]
    return Plan(
        issues=tuple(issues),
        steps=tuple(steps),
        uncovered=tuple(_uncovered(tables, wanted, found.open, usable, left)),
        left_out=tuple(_told(left, vain, wanted)),
        days_low=round(sum(step.effort.setup_low for step in steps if step.effort), 9),
        days_high=round(sum(step.effort.setup_high for step in steps if step.effort), 9),
        exact=found.exact,
        price=found.price,
        bound=found.bound,
    )


def _what(tables: Tables, need: Need) -> str:
    if need.key == need.subject:
        return tables.rows[need.subject].kind.value
    return "best remedy" if need.key.startswith(f"{WELL} ") else "watch"


def _told(
    left: Mapping[str, Left], vain: Mapping[str, Mapping[str, Left]], wanted: Iterable[Need]
) -> Iterator[Left]:
    """Yield what was left out, and what people try in vain unless it could serve another need."""
    useful = {
        link.target
        for need in wanted
        for link in need.ways
        if any(link.target not in vain[issue] for issue in need.issues)
    }
    told = {
        id: reason for found in vain.values() for id, reason in found.items() if id not in useful
    }
    told.update(left)
    for id in sorted(told):
        yield told[id]


def _confirm(tables: Tables, issues: Iterable[str]) -> Iterator[Step]:
    """Yield the check of each issue, once per check."""
    chosen: dict[str, list[Reached]] = {}
    for issue in issues:
        if best := best_check(tables, issue):
            check, outcome = best
            reached = Reached(issue, tables.rows[issue].title, CONFIRM, outcome)
            chosen.setdefault(check, []).append(reached)
    for id, found in chosen.items():
        minutes = json.loads(tables.documents[id]).get("minutes") or 0
        yield Step(CONFIRM, "check", id, tables.rows[id].title, tuple(found), minutes=minutes)


def best_check(tables: Tables, issue: str) -> tuple[str, str] | None:
    """Return the check that says most about an issue per minute, and the outcome that confirms."""
    best: tuple[float, str, str] | None = None
    for link in tables.links(issue, "confirmed_by"):
        data = json.loads(tables.documents[link.target])
        told = {outcome["key"]: outcome["text"] for outcome in data.get("outcomes", ())}
        worth = _TELLS.get(FindingStrength(link.attributes["strength"]), 0.0)
        rank = -worth / log2(2 + (data.get("minutes") or 0))
        if worth and (best is None or (rank, link.target) < best[:2]):
            best = (rank, link.target, told.get(link.attributes["outcome"], ""))
    return best[1:] if best else None


_TELLS = {FindingStrength.HALLMARK: 3.0, FindingStrength.TYPICAL: 2.0, FindingStrength.POSSIBLE: 1}


def _steps(
    tables: Tables,
    chosen: Sequence[str],
    wanted: Iterable[Need],
    usable: Mapping[str, Sequence[Link]],
) -> list[Step]:
    """Return the chosen mitigations in order of their stages, what they require before them."""
    serves: dict[str, list[Link]] = {}
    for need in wanted:
        for link in usable[need.key]:
            if link.target in chosen:
                serves.setdefault(link.target, []).append(link)
    needed_by = {id: tuple(o for o in chosen if id in _required(tables, o)) for id in chosen}
    stages = {id: min((_stage(link) for link in serves.get(id, ())), default=9) for id in chosen}
    for _ in chosen:  # what is required is due no later than what requires it
        for id in chosen:
            stages[id] = min([stages[id], *(stages[other] for other in needed_by[id])])
    depth = {id: len(_before(tables, id, set(chosen))) for id in chosen}
    ordered = sorted(chosen, key=lambda step: (stages[step], depth[step], step))
    return [
        _step(tables, id, ORDER[stages[id]], serves.get(id, ()), needed_by[id]) for id in ordered
    ]


def _required(tables: Tables, id: str) -> tuple[str, ...]:
    return tuple(link.target for link in tables.links(id, "requires"))


def _before(tables: Tables, id: str, chosen: set[str]) -> set[str]:
    """Return everything among the chosen that a mitigation requires, directly or not."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        new = {other for other in _required(tables, waiting.pop()) if other in chosen} - found
        found |= new
        waiting += sorted(new)
    return found - {id}


def _stage(link: Link) -> int:
    return ORDER.index(STAGES[Effect(link.attributes["effect"])])


def _step(
    tables: Tables, id: str, stage: str, serves: Iterable[Link], needed_by: tuple[str, ...]
) -> Step:
    data = mitigation_data(tables, id)
    reached = {
        link.source: Reached(
            link.source, tables.rows[link.source].title, link.attributes["effect"], link.why
        )
        for link in serves
    }
    return Step(
        stage,
        "mitigation",
        id,
        tables.rows[id].title,
        tuple(reached.values()),
        effort=effort_of(data),
        verification=verification_of(data),
        worsens=moved(data, Direction.WORSENS),
        may_cause=tuple(link.target for link in tables.links(id, "may_cause")),
        needed_by=needed_by,
        actions=tuple(data.get("steps", ())),
    )


def _uncovered(
    tables: Tables,
    wanted: Iterable[Need],
    open_needs: Iterable[str],
    usable: Mapping[str, Sequence[Link]],
    left: Mapping[str, Left],
) -> Iterator[Uncovered]:
    still = set(open_needs)
    for need in wanted:
        if need.key in still:
            what = _what(tables, need)
            reason = _reason(what, need, usable[need.key], left)
            yield Uncovered(need.subject, tables.rows[need.subject].title, what, reason)


def _reason(what: str, need: Need, usable: Sequence[Link], left: Mapping[str, Left]) -> str:
    """Say why a need stays open."""
    if usable:
        names = sorted({link.target for link in usable})
        return f"not together with the rest, by effort or conflict: {', '.join(names)}"
    if need.ways:
        names = sorted({link.target for link in need.ways if link.target in left})
        return f"everything for it is left out: {', '.join(names)}"
    if what == "watch":
        return "no remedy of the catalog would notice it; repeat the checks"
    return "the catalog knows nothing for it"
