"""KB410: no filler words."""

import pytest

from kb.lint.filler import FILLER
from tests.catalog_copy import CatalogCopy

LABELS = "issues/noisy-labels.yaml"
EXAMPLE = "Two annotators label 500 tickets and agree on 410 of them."


@pytest.mark.parametrize(
    ("word", "text"),
    [
        pytest.param("in order to", "Two annotators label 500 tickets in order to agree.", id="in"),
        pytest.param("Crucially", "Crucially, two annotators agree on 410 tickets.", id="begins"),
        pytest.param("etc", "Two annotators label tickets, mails, etc. and agree.", id="etc"),
    ],
)
def test_filler_is_reported_as_written(tiny_copy: CatalogCopy, word: str, text: str) -> None:
    """The message shows the word as it stands there."""
    tiny_copy.replace(LABELS, EXAMPLE, text)

    assert [
        f"{LABELS}:50:10: KB410 example: {word!r} says nothing; leave it out, or say what is meant"
    ] == [str(problem) for problem in tiny_copy.problems()]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Two annotators run fetcher 500 times.", id="part of a word"),
        pytest.param("Two annotators open the file sub-etc today.", id="part of a name"),
    ],
)
def test_other_words_are_left_alone(tiny_copy: CatalogCopy, text: str) -> None:
    """Only whole words count."""
    tiny_copy.replace(LABELS, EXAMPLE, text)

    assert () == tiny_copy.problems()


def test_people_may_say_what_they_like(tiny_copy: CatalogCopy) -> None:
    """Phrases are how people talk."""
    tiny_copy.replace(LABELS, "interns labelled the", "basically interns labelled the")

    assert () == tiny_copy.problems()


def test_list_is_sorted_and_in_lower_case() -> None:
    """So that a new word has one place."""
    assert sorted({word.lower() for word in FILLER}) == list(FILLER)
