"""Which issues practitioners meet, and how often."""

import json
from collections.abc import Iterator

from kb.export.research.counting import Axis, Counting, axis_of, by_share
from kb.export.research.figure import Figure, Grid, Mark
from kb.graph.kinds import Kind, Severity

__all__ = ["issue_figures"]

_FEW = 3
"""A study with fewer figures shares its chart with others of that sort."""


def issue_figures(count: Counting) -> Iterator[Figure | Grid]:
    """Yield one figure per study, then the patterns of organisations, then the catalog itself."""
    yield from _by_study(count)
    yield from count.tallies(("organisation-patterns", "quality-attributes"))
    yield count.grid(
        "issues-by-phase",
        "Issues of the catalog by phase and severity",
        "Where each issue gets in, and how bad it is when nobody acts.",
        down=Axis("phase", count.terms("phases"), 0),
        across=axis_of("severity", Severity),
        rows=count.rows[Kind.ISSUE],
    )


def _by_study(count: Counting) -> Iterator[Figure]:
    found: dict[str, list[Mark]] = {}
    for row in count.rows[Kind.ISSUE]:
        for mark in count.figures_of(row):
            found.setdefault(count.study_of(mark.source), []).append(mark)
    for mark in _of_studies(count):
        found.setdefault(mark.id, []).append(mark)
    many = {id: marks for id, marks in found.items() if len(marks) >= _FEW}
    for id, marks in sorted(many.items(), key=lambda item: (-len(item[1]), item[0])):
        row = count.tables.rows[id]
        lead = "So many of so many, each with its 95 % interval; the table behind it says what each counts."
        yield Figure(f"met-{id}", row.title, lead, by_share(marks))
    others = [mark for id, marks in found.items() if id not in many for mark in marks]
    lead = "Each row is a work of its own; shares of different rows cannot be added."
    yield Figure("met-elsewhere", "Single figures of other works", lead, by_share(others))


def _of_studies(count: Counting) -> Iterator[Mark]:
    """Yield what studies counted about their participants as a whole."""
    for row in count.rows[Kind.STUDY]:
        for piece in json.loads(count.tables.documents[row.id]).get("evidence", ()):
            if told := piece.get("count"):
                place, finding = piece.get("locator", ""), piece["finding"]
                unit, source = told["unit"], piece["source"]
                yield Mark(row.id, row.title, told["n"], told["of"], unit, source, place, finding)
