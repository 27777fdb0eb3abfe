"""How often an issue was met, with intervals."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.diagnosis.prevalence import prevalence, wilson
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from tests.small_tables import link, row, small_tables


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [
        pytest.param(81, 263, 0.2553, 0.3662, id="81-of-263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="15-of-148"),
        pytest.param(0, 20, 0.0, 0.1611, id="0-of-20"),
        pytest.param(1, 29, 0.0061, 0.1718, id="1-of-29"),
    ],
)
def test_interval_is_the_published_one(n: int, of: int, low: float, high: float) -> None:
    """The examples of Newcombe (1998, Statistics in Medicine 17, table I, method 3)."""
    assert (low, high) == pytest.approx(wilson(n, of), abs=5e-5)


def test_no_trials_say_nothing() -> None:
    """Without a single answer any share is possible."""
    assert (0.0, 1.0) == wilson(0, 0)


SHARES = st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(SHARES)
def test_interval_holds_the_share_it_is_about(share: tuple[int, int]) -> None:
    """The interval lies between 0 and 1, around the observed share."""
    low, high = wilson(*share)

    assert 0 <= low <= share[0] / share[1] <= high <= 1


@given(SHARES)
def test_interval_of_the_others_is_the_mirror_image(share: tuple[int, int]) -> None:
    """Counting those who did not meet it tells the same."""
    n, of = share

    low, high = wilson(n, of)

    assert (1 - high, 1 - low) == pytest.approx(wilson(of - n, of), abs=1e-8)


def test_every_figure_is_a_row_of_its_own(tiny: kb.KnowledgeBase) -> None:
    """Counts of evidence and answers to questions stand side by side, by source, never merged."""
    rows = prevalence(tiny.tables, "noisy-labels")

    assert [
        ("tester2020-survey", "question q1", 48, 60, "respondents"),
        ("tester2020survey", "Table 2", 24, 60, "respondents"),
    ] == [(row.source, row.locator, row.n, row.of, row.unit) for row in rows]
    assert [wilson(48, 60), wilson(24, 60)] == [(row.low, row.high) for row in rows]


def test_contradicting_and_uncounted_evidence_is_no_figure(tiny: kb.KnowledgeBase) -> None:
    """Only what was counted, for the issue, is a frequency."""
    rows = prevalence(tiny.tables, "stale-weather-feed")

    assert [("doe2021interviews", 2, 9)] == [(row.source, row.n, row.of) for row in rows]


def test_count_that_contradicts_is_left_out() -> None:
    """How many did not agree is not how many met it."""
    evidence = [
        {
            "source": "paper",
            "finding": "Not seen.",
            "stance": "contradicts",
            "count": {"n": 3, "of": 9, "unit": "teams"},
        }
    ]
    tables = small_tables([row("issue")], documents={"issue": {"evidence": evidence}})

    assert () == prevalence(tables, "issue")


def asked(results: list[dict[str, object]]) -> Tables:
    """Return an issue and a study with three questions, two of them about the issue."""
    questions = [
        {"id": "q1", "issue": "issue"},
        {"id": "q2", "issue": "issue"},
        {"id": "q3", "issue": "other"},
    ]
    return small_tables(
        [row("issue"), row("other"), row("study", Kind.STUDY)],
        [link("study", "asks_about", str(question["issue"])) for question in questions],
        documents={"study": {"questions": questions, "results": results}},
    )


def test_two_questions_of_one_study_count_once_each() -> None:
    """A study that asks twice about an issue gives two rows, not four."""
    tables = asked(
        [
            {"question": "q1", "counts": [1, 2, 3, 4]},
            {"question": "q2", "counts": [5, 5]},
            {"question": "q3", "counts": [1, 1]},
        ]
    )

    assert [("question q1", 7, 10), ("question q2", 10, 10)] == [
        (row.locator, row.n, row.of) for row in prevalence(tables, "issue")
    ]


def test_question_that_nobody_answered_is_left_out() -> None:
    """No answers are no figure."""
    assert () == prevalence(asked([{"question": "q1", "counts": [0, 0]}]), "issue")


def test_frequency_becomes_plain_data(tiny: kb.KnowledgeBase) -> None:
    """A frequency survives the way through JSON."""
    told = prevalence(tiny.tables, "stale-features")[0].to_dict()

    assert told == json.loads(json.dumps(told))
    assert ("tester2020survey", 15, 60) == (told["source"], told["n"], told["of"])
