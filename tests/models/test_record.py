"""Records are frozen and closed, and say what is not known."""

import pytest
from pydantic import ValidationError

from kb.models.issue import Issue
from kb.models.symptom import Symptom
from tests.entries import make_entry


def test_entry_cannot_be_changed() -> None:
    """What was validated once stays valid."""
    symptom = make_entry(Symptom)

    with pytest.raises(ValidationError, match="frozen"):
        symptom.title = "Other"


def test_unknown_field_is_refused() -> None:
    """A typo in a key is an error, not a field that nobody reads."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        make_entry(Symptom, titel="Other")


def test_surrounding_space_is_dropped() -> None:
    """The line break at the end of a literal block is not part of the text."""
    symptom = make_entry(Symptom, summary="It is seen.\n")

    assert "It is seen." == symptom.summary


@pytest.mark.parametrize(
    "word", [pytest.param("unknown", id="unknown"), pytest.param("none-known", id="none known")]
)
def test_gap_word_stands_for_a_list(word: str) -> None:
    """The list is empty, and the word is kept beside it."""
    symptom = make_entry(Symptom, log_patterns=word)

    assert () == symptom.log_patterns
    assert {"log_patterns": word} == symptom.gaps


def test_gap_word_in_a_text_field_is_text() -> None:
    """Only lists have gaps; a text says unknown in so many words."""
    symptom = make_entry(Symptom, description="unknown")

    assert "unknown" == symptom.description
    assert {} == symptom.gaps


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("none", id="other word"),
        pytest.param("Unknown", id="capital"),
        pytest.param(["unknown", 5], id="list with a number"),
        pytest.param({}, id="mapping"),
    ],
)
def test_other_word_for_a_list_is_refused(value: object) -> None:
    """There are two gap words and no third."""
    with pytest.raises(ValidationError):
        make_entry(Symptom, log_patterns=value)


@pytest.mark.parametrize(
    "gaps",
    [
        pytest.param(None, id="nothing"),
        pytest.param({"phrases": "unknown"}, id="stored gaps"),
        pytest.param("x", id="text"),
        pytest.param([1], id="list"),
    ],
)
def test_gap_word_beside_stored_gaps_does_not_crash(gaps: object) -> None:
    """Whatever stands in the stored form, a gap word is kept."""
    symptom = make_entry(Symptom, log_patterns="unknown", gaps=gaps)

    assert "unknown" == symptom.gaps["log_patterns"]


def test_entry_comes_back_from_its_json() -> None:
    """The stored form keeps gaps and leaves out what was not given."""
    symptom = make_entry(Symptom, log_patterns="unknown", phrases=["it is seen"])

    text = symptom.model_dump_json(exclude_defaults=True)

    assert symptom == Symptom.model_validate_json(text)
    assert "observable_in" not in text


def test_missing_lists_the_fields_that_complete_demands() -> None:
    """Filled fields and explicit gaps do not count as missing."""
    symptom = make_entry(
        Symptom, phrases=["it is seen"], log_patterns="none-known", first_step="Look."
    )

    assert ("observable_in", "benign_explanations") == symptom.missing()


def test_missing_ignores_what_is_optional() -> None:
    """A stub lacks what its kind demands, and nothing else."""
    assert Issue.COMPLETE == make_entry(Issue).missing()


@pytest.mark.parametrize(
    "data",
    [pytest.param([], id="list"), pytest.param("x", id="text"), pytest.param(None, id="nothing")],
)
def test_other_data_than_a_mapping_is_refused(data: object) -> None:
    """The collector of gaps lets other data through to the ordinary complaint."""
    with pytest.raises(ValidationError):
        Symptom.model_validate(data)
