"""The next question, against a calculation of its own."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.diagnosis.knowledge import Knowledge
from kb.diagnosis.next_step import CONSIDERED, MINUTES_TO_LOOK
from kb.diagnosis.next_step import next_step as next_step_with
from kb.diagnosis.results import NextStep
from kb.diagnosis.strengths import LEAK, PRODUCES, SUPPRESSES
from kb.graph.kinds import FindingStrength, Kind
from kb.graph.tables import Tables
from tests.small_tables import link, row, small_tables

HALLMARK, TYPICAL, POSSIBLE, AGAINST = FindingStrength
Strengths = dict[str, dict[str, FindingStrength]]
"""For each symptom, how strongly each issue points to it."""


def next_step(tables: Tables, ranked: list[tuple[str, float]], known: set[str]) -> NextStep | None:
    """Return the next step from the knowledge of some tables."""
    return next_step_with(Knowledge(tables), ranked, known)


def suspects(**scores: float) -> list[tuple[str, float]]:
    """Return issues with the given scores, best first."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def of_symptoms(strengths: Strengths) -> Tables:
    """Return tables with the issues and symptoms of a table of strengths."""
    issues = sorted({issue for by_issue in strengths.values() for issue in by_issue})
    return small_tables(
        [*map(row, issues), *(row(id, Kind.SYMPTOM) for id in strengths)],
        [
            link(issue, "manifests_as", symptom, strength=strength)
            for symptom, by_issue in strengths.items()
            for issue, strength in by_issue.items()
        ],
    )


def seen(strength: FindingStrength | None) -> float:
    """Return the probability that an issue shows a symptom, from the table of strengths."""
    if strength is None:
        return LEAK
    if strength is AGAINST:
        return LEAK * SUPPRESSES
    return PRODUCES[strength] + LEAK - PRODUCES[strength] * LEAK


def information(scores: dict[str, float], chances: dict[str, list[float]]) -> float:
    """Return the mutual information of issue and answer, summed over every pair of them."""
    total = sum(2**score for score in scores.values())
    prior = {id: 2**score / total for id, score in scores.items()}
    number = len(next(iter(chances.values())))
    overall = [sum(prior[id] * chances[id][answer] for id in prior) for answer in range(number)]
    return sum(
        prior[id] * chances[id][answer] * log2(chances[id][answer] / overall[answer])
        for id in prior
        for answer in range(number)
    )


def of_symptom(scores: dict[str, float], by_issue: dict[str, FindingStrength]) -> float:
    """Return what looking for a symptom tells per minute."""
    yes = {id: seen(by_issue.get(id)) for id in scores}
    return information(scores, {id: [yes[id], 1 - yes[id]] for id in scores}) / MINUTES_TO_LOOK


STRENGTHS: list[object] = [
    pytest.param({"x": {"a": HALLMARK}}, {"a": 3.0, "b": 3.0}, id="one-symptom-two-suspects"),
    pytest.param(
        {"x": {"a": HALLMARK, "b": HALLMARK}, "y": {"a": TYPICAL}, "z": {"b": POSSIBLE}},
        {"a": 4.0, "b": 2.5},
        id="shared-hallmark-tells-nothing",
    ),
    pytest.param(
        {"x": {"a": HALLMARK, "b": AGAINST}, "y": {"a": HALLMARK}, "z": {"c": HALLMARK}},
        {"a": 3.0, "b": 2.9, "c": 0.5},
        id="argues-against",
    ),
    pytest.param(
        {"x": {"a": TYPICAL, "b": POSSIBLE}, "y": {"b": TYPICAL, "c": TYPICAL}},
        {"a": 6.0, "b": 1.0, "c": 1.0, "d": 0.1},
        id="four-suspects",
    ),
]


@pytest.mark.parametrize(("strengths", "scores"), STRENGTHS)
def test_symptom_that_tells_most_is_asked(strengths: Strengths, scores: dict[str, float]) -> None:
    """The question and its gain are those of a calculation over every issue and answer."""
    step = next_step(of_symptoms(strengths), suspects(**scores), set())

    gains = {symptom: of_symptom(scores, by_issue) for symptom, by_issue in strengths.items()}
    best = min(gains, key=lambda symptom: (-round(gains[symptom], 9), symptom))
    assert step is not None
    assert (best, "symptom", MINUTES_TO_LOOK) == (step.id, step.kind, step.minutes)
    assert gains[best] == pytest.approx(step.bits_per_minute, abs=1e-8)


def test_rare_answer_counts_by_its_probability() -> None:
    """A symptom that is seldom there is seldom seen: one half each would promise too much."""
    scores = {"a": 3.0, "b": 3.0}

    step = next_step(of_symptoms({"x": {"a": POSSIBLE}}), suspects(**scores), set())

    # a shows it in 24 % of cases, b in 5 %: the answer is `no` six times out of seven.
    h = [-(p * log2(p) + (1 - p) * log2(1 - p)) for p in (0.145, 0.24, 0.05)]
    assert step is not None
    assert (h[0] - (h[1] + h[2]) / 2) / 0.5 == pytest.approx(step.bits_per_minute, abs=1e-8)


def probe(
    minutes: int | None, links: dict[str, dict[str, FindingStrength]], outcomes: str = "yes no"
) -> Tables:
    """Return two issues and a check `probe` with outcomes, linked per issue and outcome."""
    document: dict[str, object] = {
        "outcomes": [{"key": key, "text": key} for key in outcomes.split()]
    }
    if minutes is not None:
        document["minutes"] = minutes
    return small_tables(
        [row("a"), row("b"), row("probe", Kind.CHECK)],
        [
            link(issue, "confirmed_by", "probe", outcome=outcome, strength=strength)
            for issue, by_outcome in links.items()
            for outcome, strength in by_outcome.items()
        ],
        documents={"probe": document},
    )


@pytest.mark.parametrize(
    ("links", "outcomes"),
    [
        pytest.param({"a": {"yes": HALLMARK}}, "yes no", id="one-outcome-linked"),
        pytest.param({"a": {"yes": HALLMARK, "no": AGAINST}}, "yes no", id="both-outcomes-linked"),
        pytest.param(
            {"a": {"yes": HALLMARK}, "b": {"no": TYPICAL}}, "yes no maybe", id="three-outcomes"
        ),
    ],
)
def test_gain_of_a_check_is_spread_over_its_outcomes(
    links: dict[str, dict[str, FindingStrength]], outcomes: str
) -> None:
    """Outcomes start on a par; each link moves its issue's share as far as its strength says."""
    scores = {"a": 2.0, "b": 1.0}

    step = next_step(probe(10, links, outcomes), suspects(**scores), set())

    ratios = {
        id: [
            seen(links[id][key]) / LEAK if key in links.get(id, {}) else 1.0
            for key in outcomes.split()
        ]
        for id in scores
    }
    chances = {id: [ratio / sum(row) for ratio in row] for id, row in ratios.items()}
    assert step is not None
    assert ("check", "probe", 10) == (step.kind, step.id, step.minutes)
    assert information(scores, chances) / 10 == pytest.approx(step.bits_per_minute, abs=1e-8)


@pytest.mark.parametrize(
    ("minutes", "charged"),
    [pytest.param(None, 1.0, id="unknown"), pytest.param(1, 1.0, id="short")],
)
def test_check_takes_a_minute_at_least(minutes: int | None, charged: float) -> None:
    """A check that does not say how long it takes counts as a short one."""
    step = next_step(probe(minutes, {"a": {"yes": HALLMARK}}), suspects(a=2, b=2), set())

    assert step is not None
    assert charged == step.minutes


def test_quick_look_wins_over_a_long_check() -> None:
    """The gain is counted per minute, so a telling check of an hour comes after a glance."""
    tables = small_tables(
        [row("a"), row("b"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [
            link("a", "confirmed_by", "probe", outcome="yes", strength=HALLMARK),
            link("a", "manifests_as", "sign", strength=POSSIBLE),
        ],
        documents={
            "probe": {
                "minutes": 60,
                "outcomes": [{"key": "yes", "text": "x"}, {"key": "no", "text": "y"}],
            }
        },
    )

    step = next_step(tables, suspects(a=2, b=2), set())

    assert step is not None
    assert "sign" == step.id


@pytest.mark.parametrize(
    ("strengths", "scores", "known"),
    [
        pytest.param({"x": {"a": HALLMARK}}, {"a": 3.0}, set(), id="one-suspect"),
        pytest.param({"x": {"a": HALLMARK}}, {}, set(), id="no-suspect"),
        pytest.param({"x": {"a": HALLMARK}}, {"a": 3.0, "b": 0.0}, set(), id="second-has-nothing"),
        pytest.param({"x": {"a": HALLMARK}}, {"a": 3.0, "b": 3.0}, {"x"}, id="asked-already"),
        pytest.param(
            {"x": {"a": TYPICAL, "b": TYPICAL}}, {"a": 3.0, "b": 1.0}, set(), id="tells-nothing"
        ),
    ],
)
def test_nothing_is_asked_where_nothing_can_be_learnt(
    strengths: Strengths, scores: dict[str, float], known: set[str]
) -> None:
    """Without two suspects that an unasked question tells apart there is no next step."""
    assert next_step(of_symptoms(strengths), suspects(**scores), known) is None


def test_ties_are_broken_by_id() -> None:
    """Of equally telling questions the first by id is asked."""
    step = next_step(
        of_symptoms({"z": {"a": TYPICAL}, "y": {"a": TYPICAL}}), suspects(a=2, b=2), set()
    )

    assert step is not None
    assert "y" == step.id


def test_answers_name_the_suspects_that_they_raise() -> None:
    """Each answer lists what it speaks for, strongest first."""
    strengths: Strengths = {"x": {"a": TYPICAL, "b": HALLMARK, "c": AGAINST}}

    step = next_step(of_symptoms(strengths), suspects(a=2, b=2, c=2), set())

    assert step is not None
    assert (("yes", ("b", "a")), ("no", ("c",))) == step.answers


def test_only_leading_suspects_are_told_apart() -> None:
    """A question that concerns the tail of the ranking alone is not asked."""
    scores = {f"s{number}": 9.0 - number / 10 for number in range(CONSIDERED + 1)}
    last = f"s{CONSIDERED}"

    assert next_step(of_symptoms({"x": {last: HALLMARK}}), suspects(**scores), set()) is None


@given(
    st.dictionaries(
        st.sampled_from(["x", "y", "z"]),
        st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(FindingStrength)),
    ),
    st.fixed_dictionaries(dict.fromkeys("abc", st.floats(0.1, 20))),
)
def test_gain_is_never_more_than_what_is_unknown(
    strengths: Strengths, scores: dict[str, float]
) -> None:
    """No answer can remove more doubt than there is."""
    step = next_step(of_symptoms(strengths), suspects(**scores), set())

    total = sum(2**score for score in scores.values())
    shares = [2**score / total for score in scores.values()]
    doubt = -sum(share * log2(share) for share in shares)
    assert _gain(step) <= doubt + 1e-8


def _gain(step: NextStep | None) -> float:
    return step.bits_per_minute * step.minutes if step else 0.0
