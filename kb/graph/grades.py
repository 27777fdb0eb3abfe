"""Grade a claim A to E by the evidence behind it; one study counts once however often it is cited."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kb.graph.kinds import Design, Grade, Seen, Stance

__all__ = ["Citation", "grade_claim"]

_ROWS = tuple(Grade)
_EMPIRICAL = frozenset({Design.OBSERVATIONAL, Design.SURVEY, Design.INTERVIEW})
_ASKING = frozenset({Design.SURVEY, Design.INTERVIEW})
_LARGE_SURVEY = 50
"""Respondents from which one survey counts as much as an observational study."""

_ALONE = {
    Design.CONTROLLED_EXPERIMENT: Grade.A,
    Design.OBSERVATIONAL: Grade.B,
    Design.SURVEY: Grade.C,
    Design.INTERVIEW: Grade.C,
    Design.CASE_STUDY: Grade.C,
    Design.INCIDENT_REPORT: Grade.C,
    Design.DOCUMENTATION: Grade.C,
    Design.EXPERIENCE_REPORT: Grade.D,
    Design.POSITION: Grade.D,
}


class Citation(NamedTuple):
    """What grading needs to know about one piece of evidence.

    `study` tells two sources of one study apart from two studies; `respondents` is 0 if unknown.
    """

    study: str
    design: Design
    seen: Seen
    stance: Stance
    respondents: int = 0


def grade_claim(citations: Iterable[Citation]) -> tuple[Grade, bool]:
    """Return the grade of a claim and whether it is contested.

    The rows are those of DESIGN 2.4. A source known only second-hand counts one row lower,
    alone or in a group that needs it.
    """
    given = tuple(citations)
    supporting = [citation for citation in given if citation.stance is Stance.SUPPORTS]
    ranks = [_rank(citation) for citation in supporting] + _group_ranks(supporting)
    contested = any(citation.stance is Stance.CONTRADICTS for citation in given)
    return _ROWS[min(ranks, default=len(_ROWS) - 1)], contested


def _rank(citation: Citation) -> int:
    grade = _ALONE[citation.design]
    if citation.design is Design.SURVEY and citation.respondents >= _LARGE_SURVEY:
        grade = Grade.B
    return _ROWS.index(grade) + (citation.seen is Seen.SECOND_HAND)


def _group_ranks(citations: Sequence[Citation]) -> list[int]:
    """Return the rows reached by several independent studies together."""
    ranks = []
    for designs, needed, row in ((_EMPIRICAL, 3, 0), (_ASKING, 2, 1)):
        fitting = [citation for citation in citations if citation.design in designs]
        studies = {citation.study for citation in fitting}
        first_hand = {
            citation.study for citation in fitting if citation.seen is not Seen.SECOND_HAND
        }
        if len(first_hand) >= needed:
            ranks.append(row)
        elif len(studies) >= needed:
            ranks.append(row + 1)
    return ranks
