"""From answers to likely issues."""

from datetime import date

import pytest

import kb
from kb.errors import QueryError
from kb.graph.tables import Tables
from kb.study.assessment import advice, assess, guide_of, self_checks
from tests.small_tables import small_tables

DAY = date(2026, 11, 21)


def _states(tables: Tables, **answers: str) -> dict[str, str]:
    return {issue.id: str(issue.state) for issue in assess(tables, answers, DAY).issues}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        pytest.param({"guideline": "yes", "twice": "yes"}, "fine", id="all good"),
        pytest.param({"guideline": "yes", "twice": "partly"}, "watch", id="partly"),
        pytest.param({"guideline": "unknown", "twice": "yes"}, "watch", id="not known"),
        pytest.param({"guideline": "no", "twice": "yes"}, "open", id="one is bad"),
        pytest.param({"guideline": "no", "twice": "partly"}, "open", id="worst counts"),
        pytest.param({"twice": "yes"}, "fine", id="only what was answered"),
    ],
)
def test_issue_is_as_bad_as_the_worst_answer(
    tables: Tables, answers: dict[str, str], state: str
) -> None:
    """One gap is enough, and no good answer outweighs it."""
    assert {"noisy-labels": state} == _states(tables, **answers)


@pytest.mark.parametrize(("answer", "state"), [("no", "fine"), ("yes", "open")])
def test_good_answer_may_be_no(tables: Tables, answer: str, state: str) -> None:
    """A question about something bad is fine when it is denied."""
    assert {"stale-features": state, "stale-weather-feed": state} == _states(tables, late=answer)


def test_profile_names_the_answers_behind_a_state(tables: Tables) -> None:
    """Only the questions that led to the state are its reasons."""
    [issue] = assess(tables, {"twice": "no", "guideline": "partly"}, DAY).issues

    assert ("twice",) == issue.because


def test_profile_is_in_order(tables: Tables) -> None:
    """Answers stand as in the guide; issues by state, then by severity, then by id."""
    profile = assess(tables, {"late": "yes", "twice": "partly", "guideline": "yes"}, DAY)

    assert ["guideline", "twice", "late"] == [one.question for one in profile.answers]
    assert ["stale-features", "stale-weather-feed", "noisy-labels"] == [
        issue.id for issue in profile.issues
    ]
    assert (1, tables.version, DAY) == (profile.format, profile.catalog, profile.day)


def test_issue_that_is_not_fine_has_checks_and_remedies(tables: Tables) -> None:
    """They are the ones of the catalog, best first; what is fine needs none."""
    bad = assess(tables, {"late": "yes"}, DAY).issues[0]
    good = assess(tables, {"late": "no"}, DAY).issues[0]

    best = [remedy.id for remedy in kb.KnowledgeBase(tables).remedies("stale-features")][:3]
    assert (("replay-requests",), tuple(best)) == (bad.checks, bad.remedies)
    assert ((), ()) == (good.checks, good.remedies)


def test_checks_that_tell_most_come_first(tables: Tables) -> None:
    """What speaks against an issue is not proposed to confirm it."""
    links = tables.links("noisy-labels", "confirmed_by")

    assert set(advice(tables, "noisy-labels").checks) <= {
        link.target for link in links if link.attributes["strength"] in ("hallmark", "typical")
    }


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"guidelin": "yes"}, "no question 'guidelin' in the self-assessment; did you mean"),
        ({"twice": "maybe"}, "no answer 'maybe' to twice; use one of yes, partly, no, unknown"),
    ],
)
def test_answer_that_is_none_is_refused(
    tables: Tables, answers: dict[str, str], message: str
) -> None:
    """A slip does not become a gap in the profile."""
    with pytest.raises(QueryError, match=message):
        assess(tables, answers, DAY)


def test_catalog_without_a_guide_says_so() -> None:
    """The message names the file to add."""
    with pytest.raises(QueryError, match="no interview guide; add guide"):
        guide_of(small_tables(()))


def test_questions_are_in_the_order_of_the_guide(tables: Tables) -> None:
    """Sections follow each other."""
    assert ["guideline", "twice", "late"] == list(self_checks(guide_of(tables)))
