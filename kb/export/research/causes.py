"""What issues come from, how they show and what they lead to."""

from collections.abc import Iterator

from kb.export.research.counting import Axis, Counting, axis_of
from kb.export.research.figure import Figure, Grid
from kb.graph.kinds import CauseCategory, Kind, Observable, Scope

__all__ = ["cause_figures"]

_SIDES = (
    (
        Kind.ROOT_CAUSE,
        "causes",
        axis_of("category", CauseCategory),
        "Each with the number of issues that it can bring about.",
    ),
    (
        Kind.SYMPTOM,
        "symptom_of",
        axis_of("observable_in", Observable),
        "Each with the number of issues that it may point to: the more, the less it says alone.",
    ),
    (
        Kind.CONSEQUENCE,
        "results_from",
        axis_of("scope", Scope),
        "Each with the number of issues that can lead to it.",
    ),
)


def cause_figures(count: Counting) -> Iterator[Figure | Grid]:
    """Yield the sorts of causes, symptoms and consequences, and which have most issues."""
    for kind, relation, axis, lead in _SIDES:
        words = axis.facet.replace("_", " ")
        yield Figure(
            f"{kind.folder}-by-{axis.facet.replace('_', '-')}",
            f"{kind.plural.capitalize()} by {words}",
            f"How many {kind.plural} the catalog holds of each; one may be of several.",
            count.by_values(kind, axis),
        )
        heading = f"{kind.plural.capitalize()} by reach"
        yield Figure(kind.folder, heading, lead, count.by_links(kind, relation))
    yield count.grid(
        "root-causes-by-phase",
        "Root causes by phase and category",
        "When in the workflow a cause acts, and of what sort it is.",
        down=Axis("phase", count.terms("phases")),
        across=_SIDES[0][2],
        rows=count.rows[Kind.ROOT_CAUSE],
    )
