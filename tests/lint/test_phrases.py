"""KB406: phrases say more than the title, each in its own words."""

import pytest

from tests.catalog_copy import CatalogCopy

LABELS = "issues/noisy-labels.yaml"
PHRASE = "  - interns labelled the second half\n"
FIX = "write it as somebody would who does not know the name"


@pytest.mark.parametrize(
    ("phrase", "what"),
    [
        pytest.param("our labels are so noisy", "only repeats the name 'Noisy labels'", id="title"),
        pytest.param("mislabelled data", "only repeats the name 'Mislabelled data'", id="alias"),
        pytest.param(
            "a tenth of all the cats were called dogs",
            "is nearly the same as 'a tenth of the cats are called dogs'",
            id="another phrase",
        ),
    ],
)
def test_phrase_that_adds_nothing_is_reported(
    tiny_copy: CatalogCopy, phrase: str, what: str
) -> None:
    """The message names what the phrase repeats."""
    tiny_copy.replace(LABELS, PHRASE, f"  - {phrase}\n")

    assert [f"{LABELS}:20:5: KB406 phrases.8: {what}; {FIX}"] == [
        str(problem) for problem in tiny_copy.problems()
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("the labels", id="one word of the title"),
        pytest.param("noisy labels cost us the client", id="title and more"),
        pytest.param("how could they have done that", id="only stop words"),
        pytest.param("a tenth of the horses are zebras", id="same beginning"),
    ],
)
def test_phrase_of_its_own_is_left_alone(tiny_copy: CatalogCopy, phrase: str) -> None:
    """Words of the title may occur, if they are not all there is."""
    tiny_copy.replace(LABELS, PHRASE, f"  - {phrase}\n")

    assert () == tiny_copy.problems()
