"""Exports of survey tools are read; what is not understood is named with row and column."""

import pytest

import kb
from kb.errors import QueryError
from kb.study.answers import Answers, read_answers
from tests.csv_files import table


def read(tiny: kb.KnowledgeBase, *texts: str, **named: str) -> Answers:
    """Return the answers in some exports; `named` are questions by id."""
    files = [table(text) for text in texts]
    return read_answers(tiny.tables, files, questions=named, ignore=("left out",))


@pytest.mark.parametrize(
    "header",
    [
        "noisy-labels",
        "Noisy labels",
        "Label noise",
        "How often? [Noisy labels]",
        "3. noisy labels",
        "Q1",
        "q1. How often?",
    ],
)
def test_question_is_found_by_its_header(tiny: kb.KnowledgeBase, header: str) -> None:
    """Id, title or alias of the issue, or id of the question, alone or as survey tools write them."""
    answers = read(tiny, f'"{header}"\n4\n', q1="noisy-labels")

    assert ("noisy-labels",) == answers.issues
    assert {"noisy-labels": 4} == answers.respondents[0].points


def test_person_is_read_in_full(tiny: kb.KnowledgeBase) -> None:
    """Role and experience are read, other known columns and open answers passed over."""
    header = "Zeitstempel;Rolle;Berufserfahrung;noisy-labels;noisy-labels/consequences;Left out"
    [one] = read(tiny, f"{header}\nheute;Data scientist;3-5 Jahre;weiß nicht;viel;x\n").respondents

    assert ("data-scientist", 3.0, {"noisy-labels": 0}) == one


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("4", 4),
        ("2,5 Jahre", 2.5),
        ("10+", 10),
        ("> 10", 10),
        ("less than 1", 0),
        ("<1", 0),
        ("", None),
    ],
)
def test_experience_is_its_lower_end(tiny: kb.KnowledgeBase, said: str, years: float) -> None:
    """A range counts with its lower end, so that nobody is taken for more experienced than said."""
    [one] = read(tiny, f'experience,noisy-labels\n"{said}",4\n').respondents

    assert years == one.experience


def test_files_are_put_together(tiny: kb.KnowledgeBase) -> None:
    """Columns may stand in another order in each file, and questions may be missing."""
    answers = read(tiny, "role,noisy-labels\nbaker,4\n", "stale-features,noisy-labels\n2,\n")

    assert ("noisy-labels", "stale-features") == answers.issues
    assert [("other", {"noisy-labels": 4}), ("", {"noisy-labels": None, "stale-features": 2})] == [
        (one.role, one.points) for one in answers.respondents
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("noisy-labels,Hobby\n4,chess\n", "row 1, column B 'Hobby': nobody knows this column"),
        ("noisy-labels,q1\n4,4\n", "row 1, column B 'q1': nobody knows this column"),
        (
            "noisy-labels,Noisy labels\n4,4\n",
            "row 1, column B 'Noisy labels': noisy-labels is asked",
        ),
        (
            "noisy-labels,role,Rolle\n4,a,b\n",
            "row 1, column C 'Rolle': a second column with the role",
        ),
        ("role\nbaker\n", "no column is about an issue"),
        (
            "noisy-labels\n4\n6\n7\n",
            "row 3, column 'noisy-labels': '6' is not .*; the column goes up to 7, only five points",
        ),
        ("noisy-labels\n4\n0\n", "row 3, column 'noisy-labels': '0' is not .*; correct or empty"),
        ("noisy-labels\nwell\n", "row 2, column 'noisy-labels': 'well' is no answer"),
        ("experience,noisy-labels\nlong,4\n", "row 2, column 'experience': 'long' is no number"),
        ("experience,noisy-labels\n-3,4\n", "row 2, column 'experience': '-3' is no number"),
        ("experience,noisy-labels\n99,4\n", "row 2, column 'experience': '99' is out of range"),
        ("experience,noisy-labels\n2019,4\n", "row 2, column 'experience': '2019' is out of range"),
    ],
)
def test_what_is_not_understood_has_its_place(tiny: kb.KnowledgeBase, text: str, said: str) -> None:
    """Nothing is guessed and nothing is skipped."""
    with pytest.raises(QueryError, match=f"^a.csv: {said}"):
        read(tiny, text)
