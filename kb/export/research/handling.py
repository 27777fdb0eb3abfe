"""What teams do about issues: to what end, when, at what price and on what evidence."""

import json
from collections.abc import Iterator

from kb.export.research.counting import Counting
from kb.export.research.figure import Figure, Grid, Mark
from kb.graph.kinds import Effect, Effectiveness, Grade, Kind

__all__ = ["handling_figures"]

_DAYS = ((1.0, "up to 1 day"), (5.0, "up to 5 days"), (20.0, "up to 20 days"))
_MORE = "over 20 days"


def handling_figures(count: Counting) -> Iterator[Figure | Grid]:
    """Yield mitigations by effect, phase, effectiveness, grade, effort and reach."""
    yield from _effects(count)
    yield _effectiveness(count)
    fixes = count.rows[Kind.MITIGATION]
    yield Figure(
        "mitigations-by-grade",
        "Evidence behind mitigations",
        "A is the best grade; E stands for the judgement of the editors.",
        tuple(
            Mark(one.value, f"grade {one.value}", sum(row.grade is one for row in fixes))
            for one in Grade
        ),
    )
    yield Figure(
        "mitigations-by-effort",
        "What it takes to set them up",
        "Person-days for one team, by the upper end of the range that the editors estimate.",
        tuple(_by_effort(count)),
    )
    yield Figure(
        "mitigations",
        "Mitigations by reach",
        "Each with the number of issues and root causes that it acts on.",
        count.by_links(Kind.MITIGATION, "mitigates"),
    )


def _effects(count: Counting) -> Iterator[Figure | Grid]:
    fixes = count.rows[Kind.MITIGATION]
    effects = {
        row.id: {link.attributes["effect"] for link in count.tables.links(row.id, "mitigates")}
        for row in fixes
    }
    yield Figure(
        "mitigations-by-effect",
        "Mitigations by effect",
        "One that prevents one issue and detects another counts for both.",
        tuple(
            Mark(one.value, one.value, sum(one.value in found for found in effects.values()))
            for one in Effect
        ),
    )
    phases = count.terms("phases")
    yield Grid(
        "mitigations-by-effect-and-phase",
        "Effect and phase",
        "When in the workflow a mitigation is applied, and to what end.",
        "effect \\ phase",
        phases,
        tuple(
            (
                one.value,
                one.value,
                tuple(
                    sum(
                        one.value in effects[row.id] and phase in row.facets.get("phase", ())
                        for row in fixes
                    )
                    for phase, _ in phases
                ),
            )
            for one in Effect
        ),
    )


def _effectiveness(count: Counting) -> Grid:
    pairs = [
        (link.attributes["effect"], link.attributes["effectiveness"])
        for row in count.rows[Kind.MITIGATION]
        for link in count.tables.links(row.id, "mitigates")
    ]
    return Grid(
        "mitigations-by-effectiveness",
        "Effect and effectiveness",
        "Links between mitigations and what they act on, by how well they are said to work.",
        "effect \\ effectiveness",
        tuple((one.value, one.value) for one in Effectiveness),
        tuple(
            (
                one.value,
                one.value,
                tuple(pairs.count((one.value, other.value)) for other in Effectiveness),
            )
            for one in Effect
        ),
    )


def _by_effort(count: Counting) -> Iterator[Mark]:
    highs = [
        float(effort["setup"]["high"])
        for row in count.rows[Kind.MITIGATION]
        if (effort := json.loads(count.tables.documents[row.id]).get("effort"))
    ]
    below = -1.0
    for limit, title in (*_DAYS, (float("inf"), _MORE)):
        yield Mark(title.replace(" ", "-"), title, sum(below < high <= limit for high in highs))
        below = limit
