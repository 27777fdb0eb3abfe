"""KB404: no sentence is written twice."""

import pytest

from tests.catalog_copy import CatalogCopy

LABELS = "issues/noisy-labels.yaml"
FEED = "issues/stale-weather-feed.yaml"
REASON = "Orders are placed for weather that did not come."


@pytest.mark.parametrize(
    ("file", "old", "new", "report"),
    [
        pytest.param(
            FEED,
            "why: Orders are placed for weather that did not come.",
            "why: Cases like the mislabelled ones are decided the wrong way round.",
            f"71:10: KB404 consequences.1.why: the same text as in {LABELS}:78:10",
            id="same reason in another entry",
        ),
        pytest.param(
            FEED,
            "why: Orders are placed for weather that did not come.",
            "why: CASES like the  mislabelled ones are decided the wrong way round.",
            f"71:10: KB404 consequences.1.why: the same text as in {LABELS}:78:10",
            id="other case and spaces",
        ),
        pytest.param(
            FEED,
            "why: Orders are placed for weather that did not come.",
            "why: Shop managers compare the order with the window.",
            f"71:10: KB404 consequences.1.why: the same text as in {FEED}:68:10",
            id="same reason in the same entry",
        ),
        pytest.param(
            FEED,
            "the supplier changed the delivery time without notice",
            "the instructions changed halfway through labelling",
            f"18:5: KB404 phrases.9: the same text as in {LABELS}:19:5",
            id="same phrase",
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
            "  The download succeeds and the number of rows is the usual one.",
            "  The test set was labelled by the same people under the same rules.",
            id="field that may be alike",
        ),
    ],
)
def test_text_that_may_be_the_same_is_left_alone(
    tiny_copy: CatalogCopy, old: str, new: str
) -> None:
    """Short phrases and longer descriptions may repeat each other."""
    tiny_copy.replace(FEED, old, new)
    tiny_copy.replace(LABELS, "the model is right and the label is wrong", "the same")

    assert () == tiny_copy.problems()
