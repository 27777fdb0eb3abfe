"""From a team's answers about itself to the issues that it probably has."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kb.diagnosis.remedies import Wishes, remedies
from kb.errors import QueryError
from kb.graph.kinds import FindingStrength, Severity
from kb.graph.names import hint
from kb.graph.tables import Tables
from kb.models.guide import Guide, SelfCheck
from kb.models.profile import ANSWERS, Answer, Answered, LikelyIssue, Profile, State

__all__ = ["Advice", "advice", "assess", "guide_of", "self_checks"]

_CHECKS, _REMEDIES = 2, 3
"""So many a profile proposes for an issue; `kb show` and `kb remedies` know the others."""

_CONFIRMING = (FindingStrength.HALLMARK, FindingStrength.TYPICAL)


class Advice(NamedTuple):
    """What a profile says about an issue whatever the answers."""

    severity: Severity
    checks: tuple[str, ...]
    remedies: tuple[str, ...]


def guide_of(tables: Tables) -> Guide:
    """Return the interview guide of a catalog.

    Raises:
        QueryError: the catalog has none.
    """
    text = tables.guide()
    if not text:
        msg = "this catalog has no interview guide; add guide.yaml at its top"
        raise QueryError(msg)
    return Guide.model_validate_json(text)


def self_checks(guide: Guide) -> Mapping[str, SelfCheck]:
    """Return the questions of the self-assessment by id, in order."""
    return {check.id: check for section in guide.sections for check in section.self_assessment}


def assess(tables: Tables, answers: Mapping[str, str], day: date) -> Profile:
    """Return the profile of a team: an issue is as bad as the worst answer about it.

    The good answer to a question leaves its issues fine, the opposite one opens them; `partly`
    and `unknown` are reasons to watch. What nobody answered is not in the profile.

    Args:
        tables: the catalog.
        answers: yes, partly, no or unknown, by the id of the question.
        day: when they were given.

    Raises:
        QueryError: no such question or answer, or a catalog without a guide.
    """
    asked = self_checks(guide_of(tables))
    given = {id: _answer(id, answers[id], asked) for id in answers}
    told = {id: given[id] for id in asked if id in given}
    issues = sorted(_issues(tables, asked, told), key=_worst_first)
    return Profile(
        format=1,
        catalog=tables.version,
        day=day,
        answers=tuple(Answered(question=id, answer=answer) for id, answer in told.items()),
        issues=tuple(issues),
    )


def _answer(id: str, said: str, asked: Mapping[str, SelfCheck]) -> Answer:
    if id not in asked:
        msg = f"no question {id!r} in the self-assessment; {hint(id, asked)}"
        raise QueryError(msg)
    found = next((answer for answer in ANSWERS if answer == said), None)
    if found is None:
        msg = f"no answer {said!r} to {id}; use one of {', '.join(ANSWERS)}"
        raise QueryError(msg)
    return found


def _state(check: SelfCheck, answer: Answer) -> State:
    if answer in ("partly", "unknown"):
        return State.WATCH
    return State.FINE if answer == check.good else State.OPEN


def _issues(
    tables: Tables, asked: Mapping[str, SelfCheck], told: Mapping[str, Answer]
) -> Iterator[LikelyIssue]:
    states: dict[str, dict[str, State]] = {}
    for question, answer in told.items():
        for issue in asked[question].issues:
            states.setdefault(issue, {})[question] = _state(asked[question], answer)
    for issue, found in states.items():
        state = min(found.values(), key=list(State).index)
        known = advice(tables, issue)
        yield LikelyIssue(
            id=issue,
            state=state,
            severity=known.severity,
            because=tuple(question for question, one in found.items() if one is state),
            checks=known.checks if state is not State.FINE else (),
            remedies=known.remedies if state is not State.FINE else (),
        )


def _worst_first(issue: LikelyIssue) -> tuple[int, int, str]:
    return list(State).index(issue.state), -list(Severity).index(issue.severity), issue.id


def advice(tables: Tables, issue: str) -> Advice:
    """Return the severity of an issue, its quickest telling checks and its best remedies."""
    [rating] = tables.rows[issue].facets.get("severity", (Severity.LOW,))
    fixes = tuple(remedy.id for remedy in remedies(tables, issue, Wishes())[:_REMEDIES])
    return Advice(Severity(rating), _checks(tables, issue), fixes)


def _checks(tables: Tables, issue: str) -> tuple[str, ...]:
    ordered = sorted(
        (_CONFIRMING.index(FindingStrength(link.attributes["strength"])), minutes, link.target)
        for link in tables.links(issue, "confirmed_by")
        if link.attributes["strength"] in _CONFIRMING
        for minutes in [json.loads(tables.documents[link.target]).get("minutes") or 0]
    )
    return tuple(dict.fromkeys(check for *_, check in ordered))[:_CHECKS]
