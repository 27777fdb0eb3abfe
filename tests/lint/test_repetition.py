"""KB404: no sentence is written twice, nor nearly."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.lint import repetition
from tests.catalog_copy import CatalogCopy

LABELS = "issues/noisy-labels.yaml"
FEED = "issues/stale-weather-feed.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "report"),
    [
        pytest.param(
            FEED,
            "why: Orders are placed for weather that did not come.",
            "why: Cases like the mislabelled ones are decided the wrong way round.",
            f"71:10: KB404 consequences.1.why: the same sentence as in {LABELS}:78:10",
            id="same reason in another entry",
        ),
        pytest.param(
            FEED,
            "why: Orders are placed for weather that did not come.",
            "why: CASES like the  mislabelled ones are decided the wrong way round.",
            f"71:10: KB404 consequences.1.why: the same sentence as in {LABELS}:78:10",
            id="other case and spaces",
        ),
        pytest.param(
            FEED,
            "why: Orders are placed for weather that did not come.",
            "why: Shop managers compare the order with the window.",
            f"71:10: KB404 consequences.1.why: the same sentence as in {FEED}:68:10",
            id="same reason in the same entry",
        ),
        pytest.param(
            FEED,
            "the supplier changed the delivery time without notice",
            "the instructions changed halfway through labelling",
            f"18:5: KB404 phrases.9: the same sentence as in {LABELS}:19:5",
            id="same phrase",
        ),
        pytest.param(
            FEED,
            "The download succeeds and the number of rows is the usual one.",
            "As before. The test set was labelled by the same people under the same rules.",
            f"43:13: KB404 why_missed: the same sentence as in {LABELS}:48:13",
            id="one sentence of a text",
        ),
        pytest.param(
            FEED,
            "why: Orders are placed for weather that did not come.",
            "why: Cases like all the mislabelled ones are decided the wrong way round.",
            f"71:10: KB404 consequences.1.why: nearly the same sentence as in {LABELS}:78:10",
            id="one word more",
        ),
    ],
)
def test_repeated_text_is_reported_at_its_second_place(
    tiny_copy: CatalogCopy, file: str, old: str, new: str, report: str
) -> None:
    """The message names the first place; entries are taken in order of their ids."""
    tiny_copy.replace(file, old, new)

    assert [f"{file}:{report}; write what is true of this one"] == [
        str(problem) for problem in tiny_copy.problems()
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("the weather columns stopped changing", "the same", id="short text"),
        pytest.param(
            "why: Orders are placed for weather that did not come.",
            "why: Cases that were mislabelled by the people in the shop go wrong.",
            id="other words about the same thing",
        ),
    ],
)
def test_text_that_may_be_the_same_is_left_alone(
    tiny_copy: CatalogCopy, old: str, new: str
) -> None:
    """A few words may be the same, and the same thing may be said in other words."""
    tiny_copy.replace(FEED, old, new)
    tiny_copy.replace(LABELS, "the model is right and the label is wrong", "the same")

    assert () == tiny_copy.problems()


_SENTENCES = st.lists(
    st.lists(st.sampled_from("aabc"), min_size=7, max_size=12).map(" ".join),
    min_size=2,
    max_size=12,
    unique=True,
)


@given(sentences=_SENTENCES, common=st.integers(1, 5))
def test_quick_look_is_right(sentences: list[str], common: int) -> None:
    """Whether a near copy concerns an entry is told without looking at all pairs, idioms or not."""
    places = {words: (f"entry-{number % 4}", number) for number, words in enumerate(sentences)}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(repetition, "_COMMON", common)
        every = [{one[0], other[0]} for one, other in repetition.near_copies(places)]
        for id in {id for id, _ in places.values()}:
            if any(id in both for both in every):
                assert repetition.resembled(places, {id})
            if len(sentences) == 2:
                assert any(id in both for both in every) == repetition.resembled(places, {id})


@given(sentences=_SENTENCES)
def test_near_copies_are_those_of_all_comparisons(sentences: list[str]) -> None:
    """To look only at the rarest runs finds every pair, whatever the words are."""
    places = {words: (f"entry-{number:02}", number) for number, words in enumerate(sentences)}
    runs = {
        words: {*zip(said, said[1:], said[2:], strict=False)}
        for words in sentences
        if len(said := words.split()) >= 8
    }

    expected = {
        later: min(
            places[earlier]
            for earlier, second in combinations(runs, 2)
            if second == later and _dice(runs[earlier], runs[later]) >= 0.6
        )
        for first, later in combinations(runs, 2)
        if _dice(runs[first], runs[later]) >= 0.6
    }
    assert {places[words]: earlier for words, earlier in expected.items()} == dict(
        repetition.near_copies(places)
    )


def _dice(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
