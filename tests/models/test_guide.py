"""The interview guide as a model."""

import pytest
from pydantic import ValidationError

from kb.models.guide import LANGUAGES, Branch, Wording


@pytest.mark.parametrize(("language", "text"), [("en", "Data"), ("de", "Daten"), ("fr", "Data")])
def test_text_falls_back_to_english(language: str, text: str) -> None:
    """What nobody has translated is said in English."""
    assert text == Wording(en="Data", de="Daten").said_in(language)


def test_text_has_room_for_every_language() -> None:
    """A language that the guide knows is a key of its texts."""
    assert LANGUAGES == tuple(Wording.model_fields)


@pytest.mark.parametrize(
    "condition", [{}, {"answer": "yes", "when": {"en": "There is one"}}], ids=["none", "both"]
)
def test_branch_has_one_condition(condition: dict[str, object]) -> None:
    """Nobody has to guess when a follow-up is asked."""
    with pytest.raises(ValidationError, match="either `answer` or `when`"):
        Branch.model_validate({**condition, "follow_ups": [{"ask": {"en": "Why?"}}]})
