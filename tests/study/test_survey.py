"""Questionnaires: which issues, what they say."""

import pytest

import kb
from kb.errors import EntryNotFound, QueryError
from kb.study.survey import issues_for, make_survey


@pytest.mark.parametrize(
    ("chosen", "issues"),
    [
        pytest.param({"named": ["Label noise", "noisy-labels"]}, ["noisy-labels"], id="named-once"),
        pytest.param({"phase": "training"}, ["noisy-labels"], id="phase"),
        pytest.param(
            {"every": True}, ["noisy-labels", "stale-features", "stale-weather-feed"], id="all"
        ),
        pytest.param(
            {"named": ["stale-features"], "phase": "training"},
            ["stale-features", "noisy-labels"],
            id="named-first",
        ),
    ],
)
def test_issues_are_chosen(
    tiny: kb.KnowledgeBase, chosen: dict[str, object], issues: list[str]
) -> None:
    """By name, by phase, or all; each once."""
    assert issues == list(issues_for(tiny.tables, **chosen))


@pytest.mark.parametrize(
    ("chosen", "error", "said"),
    [
        ({"named": ["noisy-lables"]}, EntryNotFound, "did you mean noisy-labels"),
        ({"named": ["no-data-owner"]}, QueryError, "'no-data-owner' is a root cause"),
        ({"phase": "training-on-mars"}, QueryError, "no issue shows or begins in the phase"),
        ({}, QueryError, "no issue chosen; name some with --issues"),
    ],
)
def test_what_is_no_issue_is_refused(
    tiny: kb.KnowledgeBase, chosen: dict[str, object], error: type[Exception], said: str
) -> None:
    """A questionnaire is never empty, and asks about issues only."""
    with pytest.raises(error, match=said):
        issues_for(tiny.tables, **chosen)


def test_question_has_symptoms_and_description(tiny: kb.KnowledgeBase) -> None:
    """People recognise an issue by what they noticed; what argues against it is left out."""
    [asked] = make_survey(tiny.tables, ["noisy-labels"], title="T").questions

    against = {
        tiny.tables.rows[link.target].title
        for link in tiny.neighbours("noisy-labels", "manifests_as")
        if link.attributes["strength"] == "argues-against"
    }
    assert ("q1", "noisy-labels", "Noisy labels") == asked[:3]
    assert asked.symptoms
    assert set() == against & set(asked.symptoms)
    assert tiny.tables.rows["noisy-labels"].summary == asked.description


def test_roles_are_those_of_the_catalog(tiny: kb.KnowledgeBase) -> None:
    """What respondents choose from is what a study entry may say."""
    told = make_survey(tiny.tables, ["noisy-labels"], title="T").to_dict()

    assert isinstance(told["demographics"], dict)
    assert [{"id": term["id"], "title": term["title"]} for term in tiny.tables.terms["roles"]] == (
        told["demographics"]["role"]
    )
