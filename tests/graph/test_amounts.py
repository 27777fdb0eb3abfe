"""Amounts as people write them."""

import pytest

from kb.graph.amounts import amount, part, span


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        pytest.param(1, 4, "1 to 4", id="range"),
        pytest.param(0.25, 1, "0.25 to 1", id="fraction"),
        pytest.param(2, 2, "2", id="one-figure"),
        pytest.param(0, 0, "0", id="nothing"),
    ],
)
def test_equal_ends_are_one_figure(low: float, high: float, text: str) -> None:
    """Whole numbers have no decimals."""
    assert text == span(low, high)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(1, "1 day", id="one"),
        pytest.param(1.0, "1 day", id="one-as-a-decimal"),
        pytest.param(0, "0 days", id="none"),
        pytest.param(0.5, "0.5 days", id="half"),
        pytest.param(1234567, "1234567 days", id="many"),
        pytest.param("1", "1 day", id="one-in-words"),
        pytest.param("0.5 to 1", "0.5 to 1 days", id="span"),
    ],
)
def test_noun_agrees_with_the_number(number: float | str, text: str) -> None:
    """Only exactly one is singular."""
    assert text == amount(number, "day")


def test_irregular_plural_is_given() -> None:
    """Not every noun takes an s."""
    assert ("1 entry", "2 entries") == tuple(amount(n, "entry", "entries") for n in (1, 2))


@pytest.mark.parametrize(
    ("n", "of", "unit", "text"),
    [
        pytest.param(1, 45, "people", "1 of 45 people", id="whole-known"),
        pytest.param(3, None, "people", "3 people", id="whole-unknown"),
        pytest.param(1, None, "people", "1 of the people", id="one-of-an-unknown-whole"),
        pytest.param(1, None, "", "1", id="no-unit"),
    ],
)
def test_unit_stays_a_plural(n: int, of: int | None, unit: str, text: str) -> None:
    """Studies name what they counted in the plural, whatever it is."""
    assert text == part(n, of, unit)
