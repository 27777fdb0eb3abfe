"""A scored questionnaire becomes a study entry that the catalog takes as it is."""

from datetime import date

import pytest

import kb
from kb.errors import QueryError
from kb.loading.formatter import format_file
from kb.study.answers import Answers, Respondent
from kb.study.scoring import Score, score
from kb.study.study_file import study_text
from tests.catalog_copy import CatalogCopy

DAY = date(2026, 1, 31)
TITLES = {"noisy-labels": "Noisy labels", "stale-features": "Stale features"}


def scored(*points: int, min_experience: float = 0) -> Score:
    """Return the score of people who all answered the first question and nothing else."""
    people = [Respondent("data-scientist", 5, {"noisy-labels": point}) for point in points]
    return score(Answers(tuple(TITLES), tuple(people)), TITLES, min_experience=min_experience)


def test_two_studies_pass_the_check_and_count(tiny_copy: CatalogCopy) -> None:
    """Several surveys on one issue have no problem, are in canonical form, and are prevalence rows."""
    base = kb.load(tiny_copy.root)
    for id, points in (("survey-one", (1, 3, 4, 5, 5)), ("survey-two", (1, 2, 4, 5, 5))):
        text = study_text(base.tables, id, scored(*points, min_experience=2), today=DAY)
        tiny_copy.write(f"studies/{id}.yaml", text)

    path = tiny_copy.root / "studies" / "survey-one.yaml"
    before, after, _ = format_file(path, "x")
    assert () == tiny_copy.problems()
    assert before.splitlines()[1:] == after.splitlines()[1:]
    assert [("survey-one", 3, 5, "respondents"), ("survey-two", 3, 5, "respondents")] == [
        (row.source, row.n, row.of, row.unit)
        for row in kb.load(tiny_copy.root).prevalence("noisy-labels")
        if row.source.startswith("survey")
    ]


def test_question_with_few_answers_is_left_out_and_said(tiny: kb.KnowledgeBase) -> None:
    """What is withheld on the screen is not in the file either."""
    text = study_text(tiny.tables, "my-survey", scored(1, 3, 4, 5, 5), today=DAY)

    assert "stale-features" not in text
    assert "  - Questions under 5 answers omitted.\n" in text
    assert "roles:\n  - data-scientist\n" in text


@pytest.mark.security(9)
@pytest.mark.parametrize(
    ("id", "points", "said"),
    [
        ("noisy-labels", (4,) * 5, "the name 'noisy-labels' is taken by noisy-labels"),
        ("My Survey", (4,) * 5, "'My Survey' cannot be a study: id: "),
        ("../x", (4,) * 5, "'../x' cannot be a study: id: "),
        ("my-survey", (0,) * 5, "no question has 5 answers or more"),
    ],
)
def test_what_cannot_be_a_study_is_refused(
    tiny: kb.KnowledgeBase, id: str, points: tuple[int, ...], said: str
) -> None:
    """The id is checked before anything is written, and an empty study is none."""
    with pytest.raises(QueryError, match=f"^{said}"):
        study_text(tiny.tables, id, scored(*points), today=DAY)
