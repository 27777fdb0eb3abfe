"""The text index: fields, weights and lengths."""

import pytest

from kb.graph.tables import Posting
from kb.query.index import FIELDS, WEIGHTS, build_postings, field_names


def test_every_field_has_a_weight() -> None:
    """What is searched is weighed."""
    assert set(FIELDS) == set(WEIGHTS)


def test_word_is_counted_by_the_weight_of_its_fields() -> None:
    """A word's frequency is the sum of the weights of the places where it stands."""
    texts = {"title": ["Noisy labels"], "phrases": ["labels differ", "no labels"]}

    postings = build_postings([("one", texts)])

    weight = WEIGHTS["title"] + 2 * WEIGHTS["phrases"]
    assert (Posting(0, 0b101, weight),) == postings.words["label"]


def test_length_is_the_weight_of_all_words() -> None:
    """An entry is as long as the words that it can be found by, weighted."""
    postings = build_postings([("one", {"title": ["Noisy labels"], "summary": ["The noise"]})])

    assert (2 * WEIGHTS["title"] + WEIGHTS["summary"],) == postings.lengths


def test_entries_are_numbered_in_the_order_given() -> None:
    """A posting names its entry by number."""
    postings = build_postings([("b", {"title": ["drift"]}), ("a", {"title": ["drift"]})])

    assert ("b", "a") == postings.ids
    assert [0, 1] == [posting.document for posting in postings.words["drift"]]


def test_words_are_in_order() -> None:
    """The index does not depend on the order in which words were met."""
    postings = build_postings([("one", {"title": ["zebra apple mango"]})])

    assert ["appl", "mango", "zebra"] == list(postings.words)


def test_field_that_is_not_searched_is_left_out() -> None:
    """Only the fields of the table can be found."""
    postings = build_postings([("one", {"why": ["hidden words"]})])

    assert (("one",), (0,), {}) == (postings.ids, postings.lengths, postings.words)


@pytest.mark.parametrize(
    ("bits", "names"),
    [
        pytest.param(0, (), id="none"),
        pytest.param(0b1, ("title",), id="first"),
        pytest.param(0b100101, ("title", "phrases", "description"), id="several"),
    ],
)
def test_bits_name_fields(bits: int, names: tuple[str, ...]) -> None:
    """The bits of a posting turn into the names of its fields, in order."""
    assert names == field_names(bits)
