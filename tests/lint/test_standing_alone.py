"""KB405: a title and a summary can be understood where nothing else is shown."""

import pytest

from tests.catalog_copy import CatalogCopy

LABELS = "issues/noisy-labels.yaml"
SUMMARY = "Part of the labels in the training data are wrong."


@pytest.mark.parametrize(
    ("old", "new", "report"),
    [
        pytest.param(
            "title: Noisy labels",
            "title: Noisy labels.",
            "3:8: KB405 title: ends with '.'; leave the mark out; a title is no sentence",
            id="title with a full stop",
        ),
        pytest.param(
            "title: Noisy labels",
            "title: Bad data quality",
            "3:8: KB405 title: 'Bad data quality' could be the title of any entry;"
            " name what is wrong, in the field's term",
            id="title that fits everything",
        ),
        pytest.param(
            SUMMARY,
            "This means that a part of the labels is wrong.",
            "4:10: KB405 summary: begins with 'This', which points at a text before it;"
            " begin with the thing itself; lists show the summary without the title",
            id="summary that points back",
        ),
        pytest.param(
            SUMMARY,
            "Part of the labels in the training data are wrong, described above.",
            "4:10: KB405 summary: 'described above' points at a text that lists do not show;"
            " say it here",
            id="summary that points elsewhere",
        ),
        pytest.param(
            SUMMARY,
            "Wrong labels.",
            "4:10: KB405 summary: says no more than a title;"
            " say in one or two sentences what it is",
            id="summary of two words",
        ),
    ],
)
def test_text_that_leans_on_another_is_reported(
    tiny_copy: CatalogCopy, old: str, new: str, report: str
) -> None:
    """The message says what points where, and what to do."""
    tiny_copy.replace(LABELS, old, new)

    assert [f"{LABELS}:{report}"] == [str(problem) for problem in tiny_copy.problems()]


@pytest.mark.parametrize(
    "summary",
    [
        pytest.param("Those who label see only half of each record.", id="pronoun with its clause"),
        pytest.param("The same picture gets another label from each annotator.", id="the same"),
        pytest.param("Items are labelled wrongly by those who hurry.", id="begins like `it`"),
    ],
)
def test_text_that_stands_alone_is_left_alone(tiny_copy: CatalogCopy, summary: str) -> None:
    """Words that only look like pointers are fine."""
    tiny_copy.replace(LABELS, SUMMARY, summary)

    assert () == tiny_copy.problems()


def test_title_of_a_source_is_not_ours(tiny_copy: CatalogCopy) -> None:
    """A paper may be called anything."""
    tiny_copy.replace(
        "sources/doe2021interviews.yaml", "title: Interviews on data in production", "title: Data."
    )

    assert () == tiny_copy.problems()
