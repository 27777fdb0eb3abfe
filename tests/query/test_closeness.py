"""Closeness: one measure for entries and for texts, with its reasons."""

import pytest

import kb
from kb.query.closeness import WHOLE, Closeness, cosine
from kb.query.text import stems


@pytest.fixture(name="space")
def _space(tiny: kb.KnowledgeBase) -> Closeness:
    return Closeness(tiny.tables)


def test_vector_has_length_one(space: Closeness) -> None:
    """Only the direction of a text counts; an empty one has none."""
    vector = space.vector(stems("labels of the night and labels of the day"))

    assert 1 == pytest.approx(cosine(vector, vector))
    assert {} == space.vector(())


def test_rare_word_weighs_more(space: Closeness) -> None:
    """A word of few entries tells more than a word of many."""
    vector = space.vector(["kappa", "label"])

    assert vector["kappa"] > vector["label"]


def test_text_is_compared_with_the_closest_line(space: Closeness) -> None:
    """Next to a whole entry a title would look small; the line says where it is said already."""
    texts = {"title": ("Noisy labels",), "summary": ("Labels disagree with the truth.",)}

    found = space.with_line("truth and labels disagree", texts)

    assert (1.0, True, "summary", "Labels disagree with the truth.") == found[:4]


def test_entries_are_compared_as_wholes(space: Closeness) -> None:
    """Between entries no line counts more than another, and none is named."""
    texts = space.texts("noisy-labels")

    found = space.with_entry(texts, texts)

    assert (1.0, True, WHOLE, "") == found[:4]


def test_shared_words_add_up_to_the_closeness(space: Closeness) -> None:
    """The reasons are the whole of the score, and name the fields they are from."""
    found = space.with_entry(space.texts("stale-features"), space.texts("stale-weather-feed"))

    assert found.closeness == pytest.approx(sum(part.weight for part in found.shared), abs=1e-3)
    assert all(part.fields for part in found.shared if " " not in part.words)


def test_words_in_a_row_are_shown_together(space: Closeness) -> None:
    """Words that follow each other in both texts are one reason."""
    texts = {"title": ("Stale weather feed",), "phrases": ("weather of yesterday",)}

    found = space.with_line("a feed of stale weather", texts)

    assert {"stale weather": ("title",), "feed": ("title",)} == {
        part.words: part.fields for part in found.shared
    }


def test_what_sets_the_two_apart_is_named_on_both_sides(space: Closeness) -> None:
    """The telling words that only one of the two has are told as they are written."""
    found = space.with_line("Stale currencies", {"title": ("Stale weather",)})

    assert (("currencies",), ("weather",)) == (found.only_asked, found.only_found)


@pytest.mark.parametrize("text", ["Noisy lables", "Noisy lable"])
def test_misspelt_word_is_taken_for_the_known_one(space: Closeness, text: str) -> None:
    """A slip of the fingers does not hide a duplicate."""
    found = space.with_line(text, space.texts("noisy-labels"))

    assert 1.0 == found.closeness
