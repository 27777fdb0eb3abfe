"""Figures of a questionnaire, checked against scipy, numpy and pandas."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from kb.errors import QueryError
from kb.study.answers import Answers, Respondent
from kb.study.scoring import Group, Score, score, visible

RNG = np.random.default_rng(7)
ISSUES = ("a", "b", "c", "d")
TITLES = {issue: issue.upper() for issue in ISSUES}
FRAME = pd.DataFrame(
    {
        "a": RNG.choice([0, 1, 2, 3, 4, 5], 80, p=[0.1, 0.1, 0.2, 0.2, 0.3, 0.1]),
        "b": RNG.choice([1, 2, 3, 4, 5], 80),
        "c": [4, *[None] * 79],
        "role": RNG.choice(["x", "y", ""], 80),
        "years": RNG.integers(0, 20, 80),
    }
)
FRAME["d"] = FRAME["b"].to_numpy()[::-1]


def _respondents() -> tuple[Respondent, ...]:
    return tuple(
        Respondent(
            row["role"],
            float(row["years"]),
            {issue: None if pd.isna(row[issue]) else int(row[issue]) for issue in ISSUES},
        )
        for row in FRAME.to_dict("records")
    )


@pytest.fixture(scope="module", name="scored")
def _scored() -> Score:
    return score(Answers(ISSUES, _respondents()), TITLES)


@pytest.mark.parametrize("issue", ["a", "b"])
def test_figures_are_those_of_scipy(scored: Score, issue: str) -> None:
    """Mean, median, counts, share and both intervals agree with other people's code."""
    [summary] = [item.summary for item in scored.questions if item.issue == issue]
    points = FRAME[issue][FRAME[issue] > 0].to_numpy()
    top = int((points >= 4).sum())
    wilson = stats.binomtest(top, len(points)).proportion_ci(method="wilson")
    drawn = stats.bootstrap(
        (points,), np.mean, method="percentile", n_resamples=20_000, rng=np.random.default_rng(1)
    ).confidence_interval

    assert summary is not None
    assert tuple(np.bincount(points, minlength=6)[1:]) == summary.counts
    assert (len(points), np.mean(points), np.median(points)) == pytest.approx(
        (summary.n, summary.mean, summary.median)
    )
    assert (top, top / len(points), wilson.low, wilson.high) == pytest.approx(summary.top)
    assert (drawn.low, drawn.high) == pytest.approx((summary.low, summary.high), abs=0.03)


def test_no_answer_is_counted_apart(scored: Score) -> None:
    """Who cannot answer and who says nothing are told apart, and neither is a point."""
    found = {item.issue: (item.cannot_answer, item.missing) for item in scored.questions}

    assert {"a": (int((FRAME["a"] == 0).sum()), 0), "b": (0, 0), "c": (0, 79), "d": (0, 0)} == found


def test_equal_means_share_a_rank(scored: Score) -> None:
    """Ranks are those of scipy, ties the smaller; a question with few answers has none."""
    shown = [item for item in scored.questions if item.summary]
    means = [-item.summary.mean for item in shown if item.summary]

    assert list(stats.rankdata(means, method="min")) == [item.rank for item in shown]
    assert ["c"] == [item.issue for item in scored.questions if item.rank is None]
    assert "c" == scored.questions[-1].issue


def test_groups_are_those_of_pandas(scored: Score) -> None:
    """Figures by role and by experience agree with a grouped data frame."""
    kept = FRAME[FRAME["a"] > 0].copy()
    kept["role"] = kept["role"].replace("", "not said")
    bands = ["under 3 years", "3 to 5 years", "6 to 10 years", "over 10 years"]
    kept["experience"] = pd.cut(kept["years"], [-1, 2, 5, 10, 99], labels=bands).astype(str)
    for by in ("role", "experience"):
        grouped = kept.groupby(by)["a"]
        expected = {
            name: (len(points), points.mean(), (points >= 4).mean()) for name, points in grouped
        }
        shown = visible({str(name): n for name, (n, _, _) in expected.items()})

        found = {
            one.group: (one.n, one.mean, one.top_share)
            for one in scored.groups
            if (one.by, one.issue) == (by, "a")
        }
        assert expected.keys() == found.keys()
        assert shown == {name for name, told in found.items() if told[0] is not None}
        assert all(found[name] == pytest.approx(expected[name]) for name in shown)


def test_same_answers_give_the_same_figures(scored: Score) -> None:
    """The bootstrap draws from a fixed start; another start moves its interval only."""
    answers = Answers(ISSUES, _respondents())
    other = score(answers, TITLES, seed=1)

    assert scored == score(answers, TITLES)
    assert scored != other
    assert [item.rank for item in scored.questions] == [item.rank for item in other.questions]


def test_little_experience_is_left_out() -> None:
    """Only those count who have the years; who does not tell them is left out."""
    people = (*_respondents(), Respondent("x", None, {"a": 5}))

    found = score(Answers(ISSUES, people), TITLES, min_experience=3)

    kept = int((FRAME["years"] >= 3).sum())
    assert (kept, len(people) - kept) == (found.respondents, found.left_out)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        pytest.param({"a": 5, "b": 9}, {"a", "b"}, id="large-enough"),
        pytest.param({"a": 4, "b": 9, "c": 7}, {"b"}, id="difference-would-tell"),
        pytest.param({"a": 4, "b": 2, "c": 7}, {"c"}, id="two-small-hide-each-other"),
        pytest.param({"a": 4, "b": 9}, set(), id="nothing-to-hide-behind"),
        pytest.param({}, set(), id="nobody"),
    ],
)
def test_small_groups_cannot_be_computed(sizes: dict[str, int], shown: set[str]) -> None:
    """Neither a group below five nor the total minus the others is shown."""
    assert shown == visible(sizes)


def test_small_group_has_no_figure() -> None:
    """A group that is not shown has a row without any figure."""
    people = [Respondent("x", 1, {"a": 4})] * 9 + [Respondent("y", 1, {"a": 1})] * 4

    found = score(Answers(("a",), tuple(people)), TITLES)

    assert [Group("role", name, "a", None, None, None) for name in "xy"] == [
        one for one in found.groups if one.by == "role"
    ]
    assert ("x",) == found.roles


def test_small_number_left_out_is_not_told() -> None:
    """The difference of two runs must not be one person; JSON says nothing then."""
    people = [Respondent("x", 5, {"a": 4})] * 9 + [Respondent("y", 1, {"a": 1})]

    assert (
        score(Answers(("a",), tuple(people)), TITLES, min_experience=2).to_dict()["left_out"]
        is None
    )


def test_few_respondents_are_refused() -> None:
    """Four people are too few for any figure."""
    with pytest.raises(QueryError, match=r"^fewer than 5 respondents are left"):
        score(Answers(("a",), _respondents()[:4]), TITLES)
