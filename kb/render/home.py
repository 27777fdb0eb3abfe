"""The ways into the catalog that the home page offers below its box."""

from collections.abc import Iterator
from typing import NamedTuple

from kb.graph.kinds import Grade, Kind, Severity
from kb.graph.tables import Row
from kb.query.select import select
from kb.render.explore import facet_terms
from kb.render.site import Site
from kb.render.views import Chip, ListRow

__all__ = ["PhaseCard", "Way", "evidenced", "phase_cards", "ways_in"]

_WAYS = (
    ("What suffers?", "quality_attribute"),
    ("Which part is it about?", "artifact"),
    ("What data do you have?", "data_type"),
    ("Where does the data come from?", "collection_process"),
    ("Who are you?", "role"),
    ("How does it show?", "detectability"),
)
_WORST_OF_PHASE = 4
_EVIDENCED = 8


class Way(NamedTuple):
    """A question with its answers, each with the number of issues behind it."""

    question: str
    answers: tuple[tuple[Chip, int], ...]


class PhaseCard(NamedTuple):
    """A phase, how many issues get in there, and the worst of them."""

    phase: Chip
    size: int
    worst: tuple[ListRow, ...]


def ways_in(site: Site) -> Iterator[Way]:
    """Yield the questions by which a reader narrows the issues down."""
    for question, facet in _WAYS:
        counts = [
            (title, id, len(select(site.tables, kind=Kind.ISSUE, facets={facet: id})))
            for id, title in facet_terms(site.tables, facet)
            if id != "any"
        ]
        answers = tuple(
            (Chip(title, href=_explore(facet, id)), count) for title, id, count in counts if count
        )
        if answers:
            yield Way(question, answers)


def phase_cards(site: Site) -> Iterator[PhaseCard]:
    """Yield the phases in order, each with the worst issues that get in there."""
    for id, title in facet_terms(site.tables, "phase"):
        rows = [row for row in _issues(site) if row.facets.get("phase", ("",))[0] == id]
        worst = sorted(rows, key=_worst_first)[:_WORST_OF_PHASE]
        hint = site.term("phases", id, root="").hint
        shown = tuple(
            ListRow(
                site.chip(row.id, root=""), site.prose_at("").line(row.summary), row.grade.value, ()
            )
            for row in worst
        )
        yield PhaseCard(Chip(title, hint, f"issues/#phase-{id}"), len(rows), shown)


def evidenced(site: Site) -> tuple[Chip, ...]:
    """Return the issues with the best grade, of these the ones on which most works report."""

    def key(row: Row) -> tuple[int, int, str]:
        works = {piece.source for piece in site.entries[row.id].evidence}
        return list(Grade).index(row.grade), -len(works), row.title

    best = sorted(_issues(site), key=key)
    return tuple(site.chip(row.id, root="") for row in best[:_EVIDENCED])


def _issues(site: Site) -> list[Row]:
    return [row for row in site.rows(Kind.ISSUE) if row.status != "retired"]


def _worst_first(row: Row) -> tuple[int, int, str]:
    rating = row.facets.get("severity", (Severity.LOW.value,))[0]
    return -list(Severity).index(Severity(rating)), list(Grade).index(row.grade), row.title


def _explore(facet: str, term: str) -> str:
    return f"explore/#kind=issue&{facet}={term}"
