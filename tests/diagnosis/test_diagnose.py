"""From a description and ticked symptoms to suspects with reasons."""

import json
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.diagnosis.diagnose import PLAUSIBLE, STRONG
from kb.diagnosis.evidence import CONTEXT_BITS, NONE_OF_THESE, Findings
from kb.diagnosis.knowledge import GENERALISED, HANDED_ON
from kb.diagnosis.results import Diagnosis, Reason, Suspect
from kb.diagnosis.strengths import absent_bits, present_bits
from kb.graph.kinds import FindingStrength, Kind, Likelihood
from kb.graph.tables import Tables
from tests.catalog_copy import TINY
from tests.small_tables import diagnosed, link, row, small_tables

BASE = kb.load(TINY)
SYMPTOMS = tuple(BASE.symptoms)
HALLMARK, TYPICAL, POSSIBLE, AGAINST = FindingStrength


def suspect(found: Diagnosis, id: str) -> Suspect:
    """Return the one suspect of that id."""
    [only] = [suspect for suspect in found.suspects if suspect.id == id]
    return only


def bits(reasons: tuple[Reason, ...]) -> dict[tuple[str, str], float]:
    """Return the bits of reasons by their kind and id."""
    return {(reason.kind, reason.id): reason.bits for reason in reasons}


def two_issues(*links: tuple[str, str, FindingStrength]) -> Tables:
    """Return two issues `a` and `b` with links to symptoms, given as issue, symptom, strength."""
    symptoms = sorted({symptom for _, symptom, _ in links})
    rows = [row("b"), row("a"), *(row(id, Kind.SYMPTOM) for id in symptoms)]
    return small_tables(
        rows, [link(issue, "manifests_as", to, strength=how) for issue, to, how in links]
    )


@pytest.mark.parametrize("strength", [pytest.param(s, id=s.value) for s in FindingStrength])
def test_ticked_symptom_counts_by_the_strength_of_its_link(strength: FindingStrength) -> None:
    """A symptom that is there gives the bits of the table, also against an issue."""
    tables = two_issues(("a", "sign", strength), ("a", "other", HALLMARK))

    found = diagnosed(tables, Findings(present=("sign", "other")))

    expected = round(present_bits(strength), 9)
    assert expected == bits(suspect(found, "a").reasons)["symptom", "sign"]


@pytest.mark.parametrize("strength", [pytest.param(s, id=s.value) for s in FindingStrength])
def test_absent_symptom_counts_by_the_strength_of_its_link(strength: FindingStrength) -> None:
    """A symptom that is not there gives the bits of the table, also for an issue."""
    tables = two_issues(("a", "sign", strength), ("a", "other", HALLMARK))

    found = diagnosed(tables, Findings(present=("other",), absent=("sign",)))

    assert round(absent_bits(strength), 9) == bits(suspect(found, "a").reasons)["absent", "sign"]


def test_symptom_without_a_link_says_nothing_about_an_issue() -> None:
    """Only what an issue speaks about counts for or against it."""
    tables = two_issues(("a", "one", HALLMARK), ("b", "two", HALLMARK))

    found = diagnosed(tables, Findings(present=("one", "two")))

    assert {("symptom", "one")} == set(bits(suspect(found, "a").reasons))
    assert {("symptom", "two")} == set(bits(suspect(found, "b").reasons))


def test_sign_that_argues_against_turns_the_order_round() -> None:
    """Of two issues with one hallmark, the one that excludes what is seen comes second."""
    tables = two_issues(
        ("a", "shared", HALLMARK), ("b", "shared", HALLMARK), ("a", "excluded", AGAINST)
    )

    before = diagnosed(tables, Findings(present=("shared",)))
    after = diagnosed(tables, Findings(present=("shared", "excluded")))

    assert (["a", "b"], ["b", "a"]) == (
        [suspect.id for suspect in before.suspects],
        [suspect.id for suspect in after.suspects],
    )


def test_issue_with_nothing_for_it_is_no_suspect() -> None:
    """What scores nothing or less is not shown."""
    tables = two_issues(("a", "sign", HALLMARK), ("b", "sign", AGAINST))

    assert ["a"] == [s.id for s in diagnosed(tables, Findings(present=("sign",))).suspects]


def test_ties_are_broken_by_id() -> None:
    """Issues that are equally likely come in the order of their ids, not of the catalog."""
    tables = two_issues(("b", "sign", TYPICAL), ("a", "sign", TYPICAL))

    found = diagnosed(tables, Findings(present=("sign",)))

    assert ["a", "b"] == [suspect.id for suspect in found.suspects]
    assert found.suspects[0].score == found.suspects[1].score


def test_retired_issue_is_no_suspect() -> None:
    """What was taken back is not suspected any more."""
    rows = [row("old", status="retired"), row("sign", Kind.SYMPTOM)]
    tables = small_tables(rows, [link("old", "manifests_as", "sign", strength=HALLMARK)])

    assert () == diagnosed(tables, Findings(present=("sign",))).suspects


@pytest.mark.parametrize(
    ("number", "level"),
    [
        pytest.param(1, "plausible", id="one-hallmark"),
        pytest.param(2, "strong", id="two-hallmarks"),
    ],
)
def test_level_follows_from_the_score(number: int, level: str) -> None:
    """Bits from which a suspect is plausible or strong are fixed."""
    names = tuple("xyz"[:number])
    tables = two_issues(*(("a", name, HALLMARK) for name in names))

    top = diagnosed(tables, Findings(present=names)).suspects[0]

    assert level == top.level
    assert STRONG > PLAUSIBLE > NONE_OF_THESE


def test_weak_finding_gives_a_weak_suspect() -> None:
    """A possible symptom alone makes nothing plausible."""
    tables = two_issues(("a", "sign", TYPICAL), ("a", "missing", TYPICAL))

    top = diagnosed(tables, Findings(present=("sign",), absent=("missing",))).suspects[0]

    assert "weak" == top.level


@pytest.mark.parametrize(
    ("facet", "terms", "wish", "expected"),
    [
        pytest.param(
            "phase", ("training", "deployment"), "deployment", CONTEXT_BITS, id="one-of-several"
        ),
        pytest.param("data_type", ("any",), "image", CONTEXT_BITS, id="any-fits"),
        pytest.param("phase", ("training",), "deployment", -CONTEXT_BITS, id="contradicts"),
    ],
)
def test_context_counts_a_little(
    facet: str, terms: tuple[str, ...], wish: str, expected: float
) -> None:
    """A fitting term adds and a contradicting one takes the same few bits."""
    rows = [row("a", facets={facet: terms}), row("sign", Kind.SYMPTOM)]
    tables = small_tables(rows, [link("a", "manifests_as", "sign", strength=HALLMARK)])

    found = diagnosed(tables, Findings(present=("sign",), context=((facet, wish),)))

    assert expected == bits(suspect(found, "a").reasons)["context", wish]


def test_context_says_nothing_about_an_issue_without_the_facet() -> None:
    """What an issue leaves open is not held against it."""
    tables = two_issues(("a", "sign", HALLMARK))

    found = diagnosed(tables, Findings(present=("sign",), context=(("phase", "deployment"),)))

    assert {("symptom", "sign")} == set(bits(suspect(found, "a").reasons))


def _checked() -> Tables:
    """Return two issues and a check with three outcomes, of which each issue knows one or two."""
    outcomes = [{"key": key, "text": key} for key in ("red", "green", "grey")]
    return small_tables(
        [row("a"), row("b"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [
            link("a", "confirmed_by", "probe", outcome="red", strength=HALLMARK),
            link("a", "confirmed_by", "probe", outcome="green", strength=AGAINST),
            link("b", "confirmed_by", "probe", outcome="grey", strength=TYPICAL),
            link("a", "manifests_as", "sign", strength=HALLMARK),
            link("b", "manifests_as", "sign", strength=HALLMARK),
        ],
        documents={"probe": {"minutes": 5, "outcomes": outcomes}},
    )


@pytest.mark.parametrize(
    ("outcome", "for_a", "for_b"),
    [
        pytest.param("red", present_bits(HALLMARK), absent_bits(TYPICAL), id="speaks for a"),
        pytest.param("green", present_bits(AGAINST), absent_bits(TYPICAL), id="against both"),
        pytest.param("grey", absent_bits(HALLMARK), present_bits(TYPICAL), id="speaks for b"),
    ],
)
def test_check_counts_by_its_outcome(outcome: str, for_a: float, for_b: float) -> None:
    """The outcome that came speaks; one that did not come counts as a symptom that is absent."""
    found = diagnosed(_checked(), Findings(present=("sign",), outcomes=(("probe", outcome),)))

    expected = {"a": round(for_a, 9), "b": round(for_b, 9)}
    told = {s.id: bits(s.reasons)["check", "probe"] for s in found.suspects}
    assert {id: expected[id] for id in told} == told
    assert told


def test_check_that_was_done_is_not_proposed() -> None:
    """Neither as the next step nor among the checks."""
    before = diagnosed(_checked(), Findings(present=("sign",)))
    after = diagnosed(_checked(), Findings(present=("sign",), outcomes=(("probe", "red"),)))

    assert ["probe"] == [check.id for check in before.checks]
    assert () == after.checks
    assert after.ask_next is None or after.ask_next.id != "probe"


def test_question_that_cannot_be_answered_is_not_asked_again() -> None:
    """The next best one is, or nothing."""
    first = BASE.diagnose(symptoms=["confident-errors"]).ask_next
    assert first is not None

    second = BASE.diagnose(symptoms=["confident-errors"], unknown=[first.id]).ask_next

    assert second is None or second.id != first.id


@pytest.mark.parametrize("likelihood", list(HANDED_ON))
def test_issue_upstream_gets_a_share(likelihood: Likelihood) -> None:
    """What brings about a well supported issue is suspected a little, and says why."""
    rows = [row("cause"), row("effect"), row("sign", Kind.SYMPTOM)]
    tables = small_tables(
        rows,
        [
            link("effect", "manifests_as", "sign", strength=HALLMARK),
            link("cause", "precedes", "effect", likelihood=likelihood),
        ],
    )

    [reason] = suspect(diagnosed(tables, Findings(present=("sign",))), "cause").reasons

    assert ("precedes", "effect") == (reason.kind, reason.id)
    assert "may bring about Effect, which fits as well" == reason.text
    assert pytest.approx(HANDED_ON[likelihood] * present_bits(HALLMARK)) == reason.bits


def test_general_issue_gets_a_share_of_its_special_case() -> None:
    """The special case comes first."""
    tables = small_tables(
        [row("general"), row("special"), row("sign", Kind.SYMPTOM)],
        [
            link("special", "manifests_as", "sign", strength=HALLMARK),
            link("special", "specialises", "general"),
        ],
    )

    found = diagnosed(tables, Findings(present=("sign",)))

    assert ["special", "general"] == [suspect.id for suspect in found.suspects]
    assert pytest.approx(GENERALISED * present_bits(HALLMARK)) == found.suspects[1].score


def test_issue_that_is_ruled_out_hands_nothing_on() -> None:
    """A negative score does not count against what comes before it."""
    tables = small_tables(
        [row("cause"), row("effect"), row("sign", Kind.SYMPTOM)],
        [
            link("effect", "manifests_as", "sign", strength=HALLMARK),
            link("cause", "precedes", "effect", likelihood=Likelihood.LIKELY),
        ],
    )

    assert () == diagnosed(tables, Findings(absent=("sign",))).suspects


@given(
    words=st.lists(st.sampled_from(sorted(BASE.tables.postings().words)), max_size=8),
    symptom=st.sampled_from(SYMPTOMS),
)
def test_hallmark_that_is_seen_never_lowers_its_issue(words: list[str], symptom: str) -> None:
    """Whatever else is said, ticking a hallmark speaks for the issue."""
    text = " ".join(words)
    before, after = (
        {s.id: s.score for s in BASE.diagnose(text, symptoms=ticked, limit=9).suspects}
        for ticked in ((), (symptom,))
    )

    for issue in BASE.neighbours(symptom, "symptom_of"):
        if issue.attributes["strength"] == HALLMARK:
            assert after[issue.target] >= before.get(issue.target, 0.0)


def test_number_of_suspects_is_limited() -> None:
    """No more suspects come back than asked for, and they are the best ones."""
    everything = BASE.diagnose(symptoms=["confident-errors"], limit=9)

    assert ["noisy-labels", "stale-features", "stale-weather-feed"] == [
        suspect.id for suspect in everything.suspects
    ]
    assert everything.suspects[:2] == BASE.diagnose(symptoms=["confident-errors"], limit=2).suspects


def test_reasons_come_with_the_weightiest_first() -> None:
    """What counts most, for or against, is said first."""
    found = BASE.diagnose(
        "scores lag", symptoms=["confident-errors"], absent=["feature-timestamps-lag"], limit=9
    )

    sizes = [[abs(reason.bits) for reason in suspect.reasons] for suspect in found.suspects]
    assert [sorted(size, reverse=True) for size in sizes] == sizes


def test_diagnosis_becomes_plain_data() -> None:
    """A diagnosis with all its parts survives the way through JSON."""
    told = BASE.diagnose("scores lag by a day", symptoms=["confident-errors"]).to_dict()

    assert told == json.loads(json.dumps(told))
    assert {
        "suspects",
        "abstained",
        "none_of_these",
        "topic",
        "matched_symptoms",
        "ask_next",
        "checks",
    } == set(told)
    assert told["ask_next"]


def test_diagnosis_without_a_question_becomes_plain_data() -> None:
    """Where nothing is left to ask, the key is there and empty."""
    assert BASE.diagnose("").to_dict() == {
        "suspects": [],
        "abstained": True,
        "none_of_these": NONE_OF_THESE,
        "topic": "",
        "matched_symptoms": [],
        "ask_next": None,
        "checks": [],
    }


@given(
    words=st.lists(st.sampled_from(sorted(BASE.tables.postings().words)), max_size=8),
    states=st.fixed_dictionaries(
        dict.fromkeys(SYMPTOMS, st.sampled_from(["seen", "absent", "open"]))
    ),
    phase=st.sampled_from([None, "training", "deployment"]),
    data_type=st.sampled_from([None, "image", "time-series"]),
)
def test_reasons_add_up_to_the_score(
    words: list[str], states: dict[str, str], phase: str | None, data_type: str | None
) -> None:
    """Nothing counts that is not said: the bits of the reasons sum to the score."""
    found = BASE.diagnose(
        " ".join(words),
        symptoms=[id for id, state in states.items() if state == "seen"],
        absent=[id for id, state in states.items() if state == "absent"],
        phase=phase,
        data_type=data_type,
        limit=9,
    )

    scores = [suspect.score for suspect in found.suspects]
    sums = [round(fsum(r.bits for r in suspect.reasons), 9) for suspect in found.suspects]
    assert sums == scores


@given(st.permutations(SYMPTOMS))
def test_order_of_symptoms_does_not_matter(symptoms: list[str]) -> None:
    """The same symptoms in another order give the same suspects."""
    expected = BASE.diagnose(symptoms=SYMPTOMS[:2], absent=SYMPTOMS[2:])

    first = [id for id in symptoms if id in SYMPTOMS[:2]]
    rest = [id for id in symptoms if id in SYMPTOMS[2:]]

    assert expected.suspects == BASE.diagnose(symptoms=first, absent=rest).suspects
