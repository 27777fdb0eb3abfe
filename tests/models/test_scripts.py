"""Words that mix scripts are found, honest ones are not."""

import pytest

from kb.models.scripts import mixed_word
from tests.payloads import LOOKALIKES, LOOKALIKES_ALLOWED, MARKUP, cases


@pytest.mark.security(10)
@pytest.mark.parametrize("text", cases(LOOKALIKES))
def test_word_of_two_scripts_is_found(text: str) -> None:
    """A letter that stands for another which looks the same gives its word away."""
    word = mixed_word(text)

    assert word
    assert word in text


@pytest.mark.security(10)
@pytest.mark.parametrize("text", cases(LOOKALIKES_ALLOWED))
def test_honest_word_is_left_alone(text: str) -> None:
    """Accents, names, units, formulas and whole words of another script are fine."""
    assert mixed_word(text) is None


def test_only_the_letters_of_one_word_count() -> None:
    """Two words of one script each, and a hyphen between scripts, are fine."""
    assert mixed_word("τ-bench, данные_x und 数据 mit Größe") is None


def test_link_to_a_lookalike_host_is_found_in_prose() -> None:
    """The address is no link anyway; its word is reported."""
    assert "еxample" == mixed_word(MARKUP["link-homograph"])  # noqa: RUF001 - that is the point
