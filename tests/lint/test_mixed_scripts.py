"""KB507: words that mix scripts."""

import pytest

from kb.errors import Level
from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"
SOURCE = "sources/doe2021interviews.yaml"


@pytest.mark.security(10)
def test_mixed_word_in_prose_is_a_warning(tiny_copy: CatalogCopy) -> None:
    """The word is shown with the odd letter as an escape."""
    tiny_copy.replace(ISSUE, "Schema and range tests", "Sch\u0435ma and range tests")

    [problem] = tiny_copy.problems()
    assert (Level.WARNING, "KB507", "why_missed") == (problem.level, problem.code, problem.field)
    assert r"'Sch\u0435ma' mixes letters of several scripts" == problem.what


@pytest.mark.security(10)
@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        pytest.param("title", "title: Noisy labels", 'title: "N\\u043eisy labels"', id="title"),
        pytest.param("aliases.0", "aliases:\n", "aliases:\n  - N\u043eise\n", id="alias"),
    ],
)
def test_mixed_word_in_a_title_stops_the_load(
    tiny_copy: CatalogCopy, field: str, old: str, new: str
) -> None:
    """Two entries must not have names that look the same."""
    tiny_copy.replace("issues/noisy-labels.yaml", old, new)

    [problem] = tiny_copy.problems()
    assert (Level.ERROR, "KB507", field) == (problem.level, problem.code, problem.field)


def test_name_of_an_author_is_left_alone(tiny_copy: CatalogCopy) -> None:
    """People's names are as they print them."""
    tiny_copy.replace(SOURCE, "family: König", "family: K\u043enig")

    assert () == tiny_copy.problems()
