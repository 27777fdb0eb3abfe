"""From a description and ticked symptoms to suspects with reasons."""

import json
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.diagnosis.diagnose import (
    CONTEXT_BITS,
    NONE_OF_THESE,
    PLAUSIBLE,
    STRONG,
    SYMPTOMS_FROM_TEXT,
    Findings,
    diagnose,
)
from kb.diagnosis.results import Diagnosis, Reason, Suspect
from kb.diagnosis.strengths import absent_bits, present_bits
from kb.graph.kinds import FindingStrength, Kind
from kb.graph.tables import Tables
from tests.catalog_copy import TINY
from tests.small_tables import link, row, small_tables

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

    found = diagnose(tables, Findings(present=("sign", "other")))

    expected = round(present_bits(strength), 9)
    assert expected == bits(suspect(found, "a").reasons)["symptom", "sign"]


@pytest.mark.parametrize("strength", [pytest.param(s, id=s.value) for s in FindingStrength])
def test_absent_symptom_counts_by_the_strength_of_its_link(strength: FindingStrength) -> None:
    """A symptom that is not there gives the bits of the table, also for an issue."""
    tables = two_issues(("a", "sign", strength), ("a", "other", HALLMARK))

    found = diagnose(tables, Findings(present=("other",), absent=("sign",)))

    assert round(absent_bits(strength), 9) == bits(suspect(found, "a").reasons)["absent", "sign"]


def test_symptom_without_a_link_says_nothing_about_an_issue() -> None:
    """Only what an issue speaks about counts for or against it."""
    tables = two_issues(("a", "one", HALLMARK), ("b", "two", HALLMARK))

    found = diagnose(tables, Findings(present=("one", "two")))

    assert {("symptom", "one")} == set(bits(suspect(found, "a").reasons))
    assert {("symptom", "two")} == set(bits(suspect(found, "b").reasons))


def test_sign_that_argues_against_turns_the_order_round() -> None:
    """Of two issues with one hallmark, the one that excludes what is seen comes second."""
    tables = two_issues(
        ("a", "shared", HALLMARK), ("b", "shared", HALLMARK), ("a", "excluded", AGAINST)
    )

    before = diagnose(tables, Findings(present=("shared",)))
    after = diagnose(tables, Findings(present=("shared", "excluded")))

    assert (["a", "b"], ["b", "a"]) == (
        [suspect.id for suspect in before.suspects],
        [suspect.id for suspect in after.suspects],
    )


def test_issue_with_nothing_for_it_is_no_suspect() -> None:
    """What scores nothing or less is not shown."""
    tables = two_issues(("a", "sign", HALLMARK), ("b", "sign", AGAINST))

    assert ["a"] == [s.id for s in diagnose(tables, Findings(present=("sign",))).suspects]


def test_ties_are_broken_by_id() -> None:
    """Issues that are equally likely come in the order of their ids, not of the catalog."""
    tables = two_issues(("b", "sign", TYPICAL), ("a", "sign", TYPICAL))

    found = diagnose(tables, Findings(present=("sign",)))

    assert ["a", "b"] == [suspect.id for suspect in found.suspects]
    assert found.suspects[0].score == found.suspects[1].score


def test_retired_issue_is_no_suspect() -> None:
    """What was taken back is not suspected any more."""
    rows = [row("old", status="retired"), row("sign", Kind.SYMPTOM)]
    tables = small_tables(rows, [link("old", "manifests_as", "sign", strength=HALLMARK)])

    assert () == diagnose(tables, Findings(present=("sign",))).suspects


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

    top = diagnose(tables, Findings(present=names)).suspects[0]

    assert level == top.level
    assert STRONG > PLAUSIBLE > NONE_OF_THESE


def test_weak_finding_gives_a_weak_suspect() -> None:
    """A possible symptom alone makes nothing plausible."""
    tables = two_issues(("a", "sign", TYPICAL), ("a", "missing", TYPICAL))

    top = diagnose(tables, Findings(present=("sign",), absent=("missing",))).suspects[0]

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

    found = diagnose(tables, Findings(present=("sign",), context=((facet, wish),)))

    assert expected == bits(suspect(found, "a").reasons)["context", wish]


def test_context_says_nothing_about_an_issue_without_the_facet() -> None:
    """What an issue leaves open is not held against it."""
    tables = two_issues(("a", "sign", HALLMARK))

    found = diagnose(tables, Findings(present=("sign",), context=(("phase", "deployment"),)))

    assert {("symptom", "sign")} == set(bits(suspect(found, "a").reasons))


def test_words_of_a_symptom_bring_it_in() -> None:
    """A phrase of a symptom is recognised and speaks for the issues behind it."""
    found = BASE.diagnose("the error curve looks like a saw")

    recognised = found.matched_symptoms[0]
    reason = bits(suspect(found, "stale-features").reasons)
    assert "accuracy-sinks-during-the-day" == recognised.id
    assert 0 < recognised.confidence < 1
    assert reason["symptom", recognised.id] == pytest.approx(
        present_bits(HALLMARK) * recognised.confidence
    )


def test_words_of_the_issue_itself_count() -> None:
    """What an issue is called and how people say it speaks for it, with the fields named."""
    found = BASE.diagnose("outdated features")

    [reason] = [r for r in suspect(found, "stale-features").reasons if r.kind == "text"]
    assert reason.bits > 0
    assert "your words appear in its title and aliases and phrases and summary" == reason.text


def test_symptom_that_is_ticked_is_not_read_from_the_text_too() -> None:
    """One symptom counts once, at full confidence when it is ticked."""
    found = BASE.diagnose(
        "the error curve looks like a saw", symptoms=["accuracy-sinks-during-the-day"]
    )

    assert [("accuracy-sinks-during-the-day", 1.0)] == [
        (symptom.id, symptom.confidence) for symptom in found.matched_symptoms
    ]


def test_symptom_that_is_absent_is_not_read_from_the_text() -> None:
    """Who says that a symptom is not there is believed, whatever the words."""
    found = BASE.diagnose(
        "the error curve looks like a saw", absent=["accuracy-sinks-during-the-day"]
    )

    assert () == found.matched_symptoms


def test_text_brings_in_few_symptoms() -> None:
    """A description that touches many symptoms counts for the best of them only."""
    ids = [f"sign-{number}" for number in range(9)]
    tables = small_tables(
        [row(id, Kind.SYMPTOM) for id in ids],
        texts={id: {"phrases": ["saw tooth", id]} for id in ids},
    )

    found = diagnose(tables, Findings("saw tooth " + " ".join(ids)))

    assert len(found.matched_symptoms) <= SYMPTOMS_FROM_TEXT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("best pizza in town", id="other-subject"),
        pytest.param("how do I change the tyre of a bicycle", id="other-subject-long"),
        pytest.param("", id="nothing"),
        pytest.param("what is this about", id="stop-words-only"),
        pytest.param("模型漂移", id="no-latin-letters"),
    ],
)
def test_text_about_something_else_makes_it_abstain(text: str) -> None:
    """Where nothing stands out the answer says so instead of guessing."""
    assert BASE.diagnose(text).abstained


@pytest.mark.parametrize(
    ("text", "id"),
    [
        pytest.param("good in the morning and bad in the evening", "stale-features", id="symptom"),
        pytest.param("two people label the same picture differently", "noisy-labels", id="phrase"),
        pytest.param(
            "the forecast in our table is from the day before", "stale-weather-feed", id="issue"
        ),
    ],
)
def test_text_in_the_words_of_the_catalog_finds_the_issue(text: str, id: str) -> None:
    """A description that the catalog knows is answered, with that issue first."""
    found = BASE.diagnose(text)

    assert (False, id) == (found.abstained, found.suspects[0].id)


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


@pytest.mark.parametrize(
    ("strengths", "outcome"),
    [
        pytest.param([("no", AGAINST), ("yes", HALLMARK)], "Seen: yes.", id="hallmark"),
        pytest.param([("yes", POSSIBLE), ("no", TYPICAL)], "Seen: no.", id="strongest-first"),
    ],
)
def test_check_that_would_confirm_a_suspect_is_suggested(
    strengths: list[tuple[str, FindingStrength]], outcome: str
) -> None:
    """The outcome to look for is the one that points most strongly to the suspect."""
    links = [
        link("a", "confirmed_by", "probe", outcome=key, strength=strength)
        for key, strength in strengths
    ]
    outcomes = [{"key": key, "text": f"Seen: {key}."} for key in ("yes", "no")]
    tables = small_tables(
        [row("a"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [*links, link("a", "manifests_as", "sign", strength=HALLMARK)],
        documents={"probe": {"minutes": 20, "outcomes": outcomes}},
    )

    [check] = diagnose(tables, Findings(present=("sign",))).checks

    assert ("probe", "a", outcome, 20) == (check.id, check.suspect, check.outcome, check.minutes)


def test_outcome_that_argues_against_confirms_nothing() -> None:
    """A check that can only clear a suspect is not suggested to confirm it."""
    tables = small_tables(
        [row("a"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [
            link("a", "confirmed_by", "probe", outcome="no", strength=AGAINST),
            link("a", "manifests_as", "sign", strength=HALLMARK),
        ],
        documents={"probe": {"outcomes": [{"key": "no", "text": "Nothing."}]}},
    )

    assert () == diagnose(tables, Findings(present=("sign",))).checks


def test_check_is_suggested_once() -> None:
    """Two suspects with one check in common do not list it twice."""
    found = BASE.diagnose(symptoms=["feature-timestamps-lag"])

    assert ["stale-weather-feed", "stale-features"] == [s.id for s in found.suspects]
    assert [("replay-requests", "stale-weather-feed")] == [(c.id, c.suspect) for c in found.checks]


def test_check_of_unknown_length_takes_no_minutes() -> None:
    """A stub that does not say how long it takes, nor has the outcome, is suggested all the same."""
    tables = small_tables(
        [row("a"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [
            link("a", "confirmed_by", "probe", outcome="yes", strength=HALLMARK),
            link("a", "manifests_as", "sign", strength=HALLMARK),
        ],
        documents={"probe": {"outcomes": [{"key": "other", "text": "Other."}]}},
    )

    [check] = diagnose(tables, Findings(present=("sign",))).checks

    assert (0, "") == (check.minutes, check.outcome)


def test_diagnosis_becomes_plain_data() -> None:
    """A diagnosis with all its parts survives the way through JSON."""
    told = BASE.diagnose("scores lag by a day", symptoms=["confident-errors"]).to_dict()

    assert told == json.loads(json.dumps(told))
    assert {"suspects", "abstained", "matched_symptoms", "ask_next", "checks"} == set(told)
    assert told["ask_next"]


def test_diagnosis_without_a_question_becomes_plain_data() -> None:
    """Where nothing is left to ask, the key is there and empty."""
    assert BASE.diagnose("").to_dict() == {
        "suspects": [],
        "abstained": True,
        "matched_symptoms": [],
        "ask_next": None,
        "checks": [],
    }


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    """Whatever is typed, a diagnosis comes back, ranked and without repeats."""
    found = BASE.diagnose(text)

    ids = [suspect.id for suspect in found.suspects]
    assert sorted(set(ids)) == sorted(ids)
    assert sorted(found.suspects, key=lambda suspect: (-suspect.score, suspect.id)) == [
        *found.suspects
    ]


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
