"""Descriptions in people's own words: what is recognised, and when the answer abstains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.diagnosis.evidence import SHARE, SYMPTOMS_FROM_TEXT, Findings
from kb.diagnosis.results import Diagnosis, Reason
from kb.diagnosis.strengths import present_bits
from kb.graph.kinds import FindingStrength, Kind
from tests.catalog_copy import TINY
from tests.small_tables import diagnosed, row, small_tables

BASE = kb.load(TINY)


def reasons_for(found: Diagnosis, id: str) -> tuple[Reason, ...]:
    """Return the reasons of the one suspect of that id."""
    [only] = [suspect for suspect in found.suspects if suspect.id == id]
    return only.reasons


def test_words_of_a_symptom_bring_it_in() -> None:
    """A phrase of a symptom is recognised and speaks for the issues behind it."""
    found = BASE.diagnose("the error curve looks like a saw")

    recognised = found.matched_symptoms[0]
    [reason] = [r for r in reasons_for(found, "stale-features") if r.kind == "symptom"]
    assert "accuracy-sinks-during-the-day" == recognised.id
    assert 0 < recognised.confidence < 1
    assert recognised.id == reason.id
    ticked = present_bits(FindingStrength.HALLMARK)
    assert ticked * recognised.confidence * SHARE <= reason.bits < ticked


def test_words_of_the_issue_itself_count() -> None:
    """What an issue is called and how people say it speaks for it, with the fields named."""
    found = BASE.diagnose("outdated features")

    [reason] = [r for r in reasons_for(found, "stale-features") if r.kind == "text"]
    assert reason.bits > 0
    assert "your words outdated, features in its title and aliases and phrases and summary" == (
        reason.text
    )


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
    """A description that fits many symptoms counts for the best of them only."""
    ids = [f"sign-{number}" for number in range(9)]
    others = [row(f"other-{number}") for number in range(200)]
    tables = small_tables(
        [*others, row("issue"), *(row(id, Kind.SYMPTOM) for id in ids)],
        texts={
            **{id: {"title": ["saw tooth curve"]} for id in ids},
            **{other.id: {"title": ["something else entirely"]} for other in others},
        },
    )

    found = diagnosed(tables, Findings("saw tooth curve"))

    assert ids[:SYMPTOMS_FROM_TEXT] == [symptom.id for symptom in found.matched_symptoms]


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


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    """Whatever is typed, a diagnosis comes back, ranked and without repeats."""
    found = BASE.diagnose(text)

    ids = [suspect.id for suspect in found.suspects]
    assert sorted(set(ids)) == sorted(ids)
    assert sorted(found.suspects, key=lambda suspect: (-suspect.score, suspect.id)) == [
        *found.suspects
    ]
