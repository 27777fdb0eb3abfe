"""What a complete entry and a retired one must say."""

import pytest

from tests.catalog_copy import CatalogCopy

HARM = "consequences/users-lose-trust.yaml"


@pytest.mark.parametrize(
    ("old", "new", "report"),
    [
        pytest.param(
            "time_to_appear: weeks\n",
            "",
            "2:1: KB108 time_to_appear: is needed in a complete entry; add it, say unknown or "
            "none-known if it is a list, or set status to stub",
            id="missing",
        ),
        pytest.param(
            "quality_attributes:\n  - correctness",
            "quality_attributes: []",
            "11:21: KB108 quality_attributes: is needed in a complete entry; add it, say unknown "
            "or none-known if it is a list, or set status to stub",
            id="empty list",
        ),
        pytest.param(
            "scope: users",
            "scope:",
            "8:7: KB108 scope: is needed in a complete entry; add it, say unknown or none-known if "
            "it is a list, or set status to stub",
            id="empty value",
        ),
    ],
)
def test_complete_entry_needs_every_field_of_its_kind(
    tiny_copy: CatalogCopy, old: str, new: str, report: str
) -> None:
    """What is missing is named, with the three ways out."""
    tiny_copy.replace(HARM, old, new)

    assert [f"{HARM}:{report}"] == [str(problem) for problem in tiny_copy.problems()]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "quality_attributes:\n  - correctness",
            "quality_attributes: unknown",
            id="said to be unknown",
        ),
        pytest.param(
            "quality_attributes:\n  - correctness",
            "quality_attributes: none-known",
            id="said to be none known",
        ),
        pytest.param("status: complete", "status: stub", id="stub"),
        pytest.param(
            "status: complete",
            "status: retired\nreplaced_by: wrong-decisions\nreason: The two were one.",
            id="retired with successor",
        ),
    ],
)
def test_gap_stub_and_retired_entry_are_accepted(
    tiny_copy: CatalogCopy, old: str, new: str
) -> None:
    """An honest gap is not an error, nor is an entry that makes no claim to be complete."""
    tiny_copy.replace(HARM, old, new)

    assert () == tiny_copy.problems()


@pytest.mark.parametrize(
    "new",
    [
        pytest.param("status: retired", id="neither"),
        pytest.param("status: retired\nreason: It was wrong.", id="no successor"),
        pytest.param("status: retired\nreplaced_by: wrong-decisions", id="no reason"),
    ],
)
def test_retired_entry_needs_successor_and_reason(tiny_copy: CatalogCopy, new: str) -> None:
    """A retired entry sends its readers somewhere and says why."""
    tiny_copy.replace(HARM, "status: complete", new)

    assert [
        f"{HARM}:13:9: KB109 status: a retired entry names its successor; add replaced_by and reason"
    ] == [str(problem) for problem in tiny_copy.problems()]
