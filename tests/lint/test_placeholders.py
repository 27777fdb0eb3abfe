"""KB411: nothing that `kb new` put there passes for the author's words."""

import pytest

from kb.errors import Level
from tests.catalog_copy import CatalogCopy

HARM = "consequences/wrong-decisions.yaml"
SUMMARY = "Automatic decisions go against the interest of those concerned."
EXAMPLE = "Where training and serving disagree on a unit or a default, the model works on inputs it has never seen."


def _found(catalog: CatalogCopy) -> list[tuple[str, str, str, Level]]:
    return [
        (problem.code, problem.field, problem.what, problem.level) for problem in catalog.problems()
    ]


@pytest.mark.parametrize(
    ("status", "level"),
    [
        pytest.param("stub", Level.WARNING, id="stub"),
        pytest.param("complete", Level.ERROR, id="complete"),
    ],
)
def test_placeholder_is_told_once(tiny_copy: CatalogCopy, status: str, level: Level) -> None:
    """A stub may wait for its summary, a complete entry may not; other rules keep quiet meanwhile."""
    tiny_copy.replace(HARM, SUMMARY, "TODO")
    tiny_copy.replace(HARM, "status: complete", f"status: {status}")

    assert [("KB411", "summary", "is still a placeholder", level)] == _found(tiny_copy)


def test_example_that_was_left_is_told_in_a_stub(tiny_copy: CatalogCopy) -> None:
    """A sentence of the field's example says something of another entry."""
    tiny_copy.replace(HARM, "Nobody looks at a single case before it takes effect.", EXAMPLE)
    tiny_copy.replace(HARM, "status: complete", "status: stub")

    told = "is still the example of `kb new`"
    assert [("KB411", "description", told, Level.WARNING)] == _found(tiny_copy)


def test_sentence_of_an_example_may_stand_in_a_complete_entry(tiny_copy: CatalogCopy) -> None:
    """The examples were taken from finished entries, which keep them."""
    tiny_copy.replace(HARM, "Nobody looks at a single case before it takes effect.", EXAMPLE)

    assert [] == _found(tiny_copy)
