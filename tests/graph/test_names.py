"""Names are compared as people compare them, and misspelt ones are recognised."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.names import close_names, fold, hint

KNOWN = ("label-noise", "labels-missing", "class-imbalance", "concept-drift", "data-leakage")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        pytest.param("Label Noise", "label-noise", id="capitals and space"),
        pytest.param("label_noise", "label-noise", id="underscore"),
        pytest.param("  Label -  Noise ", "label-noise", id="more space"),
        pytest.param("König", "konig", id="umlaut"),
        pytest.param("\ufb01ne", "fine", id="ligature"),
        pytest.param("数据", "", id="no latin letter"),
    ],
)
def test_fold_forgets_what_people_vary(name: str, folded: str) -> None:
    """Case, accents, spaces, hyphens and underscores do not matter."""
    assert folded == fold(name)


@pytest.mark.parametrize(
    ("name", "close"),
    [
        pytest.param("lable-noise", ("label-noise",), id="letters swapped"),
        pytest.param("Concept DRIFT", ("concept-drift",), id="another spelling"),
        pytest.param("class-inbalance", ("class-imbalance",), id="wrong letter"),
        pytest.param("drift", ("concept-drift",), id="one of its words"),
        pytest.param("x of", (), id="short words say nothing"),
        pytest.param("zebra", (), id="nothing close"),
        pytest.param("", (), id="empty"),
        pytest.param("label-" * 50, (), id="too long for a name"),
    ],
)
def test_close_names_of_a_misspelling(name: str, close: tuple[str, ...]) -> None:
    """The nearest known names are proposed, or none."""
    assert close == close_names(name, KNOWN)


def test_close_names_are_limited_and_in_order() -> None:
    """The closest comes first; equally close ones are in alphabetical order."""
    known = ("drift-b", "drift-a", "drift-c", "drifts")

    assert ("drifts", "drift-a") == close_names("drift", known, limit=2)


def test_many_misspellings_are_compared_quickly() -> None:
    """A file full of wrong ids must not keep a check busy."""
    known = [f"some-{word}-{number}" for word in ("label", "data", "model") for number in range(90)]
    start = perf_counter()

    found = [close_names(f"other-thing-{number}", known) for number in range(500)]

    assert [()] * 500 == found
    assert perf_counter() - start < 2


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    """A folded name is its own folded form."""
    assert fold(name) == fold(fold(name))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("concept-drit", "did you mean concept-drift?", id="one"),
        pytest.param("label", "did you mean label-noise?", id="word of a name"),
        pytest.param("data drift", "did you mean concept-drift or data-leakage?", id="two"),
        pytest.param("x", f"use one of {', '.join(KNOWN)}", id="none"),
    ],
)
def test_hint_names_what_to_use_instead(name: str, told: str) -> None:
    """The advice is the closest names, or all of them in the order given when none is close."""
    assert told == hint(name, KNOWN)
