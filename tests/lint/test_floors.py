"""KB401: what a complete issue or symptom has at least."""

import pytest

from kb.errors import Location
from tests.catalog_copy import CatalogCopy

LABELS = "issues/noisy-labels.yaml"
FEED = "issues/stale-weather-feed.yaml"
SYMPTOM = "symptoms/annotators-disagree.yaml"
PHRASE = "  - interns labelled the second half\n"
CAUSE = "  - id: no-data-owner\n    strength: contributing\n    why: Questions of annotators reach nobody who could answer them.\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "report"),
    [
        pytest.param(
            LABELS,
            PHRASE,
            "",
            "12:3: KB401 phrases: 11 given, a complete issue has 12",
            id="phrases of an issue",
        ),
        pytest.param(
            LABELS,
            CAUSE,
            "",
            "53:3: KB401 root_causes: 1 given, a complete issue has 2",
            id="root causes",
        ),
        pytest.param(
            SYMPTOM,
            "  - kappa is below one half\n",
            "",
            "7:3: KB401 phrases: 5 given, a complete symptom has 6",
            id="phrases of a symptom",
        ),
    ],
)
def test_too_few_are_reported_at_their_field(
    tiny_copy: CatalogCopy, file: str, old: str, new: str, report: str
) -> None:
    """The message says how many there are and how many there should be."""
    tiny_copy.replace(file, old, new)

    assert [f"{file}:{report}; add more, or set status to stub"] == [
        str(problem) for problem in tiny_copy.problems()
    ]


def test_gap_word_does_not_reach_the_floor(tiny_copy: CatalogCopy) -> None:
    """An issue without a known check is honest, but not complete."""
    tiny_copy.replace(
        FEED,
        "checks:\n  - id: replay-requests\n    outcome: scores-differ\n    strength: typical\n"
        "    why: A replay with the corrected file gives other orders.\n",
        "checks: none-known\n",
    )

    assert [("checks", "0 given, a complete issue has 1")] == [
        (problem.field, problem.what) for problem in tiny_copy.problems()
    ]


def test_stub_may_be_short(tiny_copy: CatalogCopy) -> None:
    """Only complete entries are held to the floors."""
    tiny_copy.replace(LABELS, PHRASE, "")
    tiny_copy.replace(LABELS, "status: complete", "status: stub")

    assert () == tiny_copy.problems()


TYPICAL = """\
  - id: accuracy-sinks-during-the-day
    strength: typical
    why: Each hour takes the sky further from the old forecast.
"""


def test_silent_issue_may_have_few_symptoms(tiny_copy: CatalogCopy) -> None:
    """What nobody sees cannot have many symptoms; checks reveal it."""
    tiny_copy.replace(FEED, TYPICAL, "")

    assert () == tiny_copy.problems()


def test_issue_that_can_be_seen_needs_symptoms(tiny_copy: CatalogCopy) -> None:
    """The exception is for silent issues only."""
    tiny_copy.replace(FEED, TYPICAL, "")
    tiny_copy.replace(FEED, "detectability: silent", "detectability: quiet")

    assert ["2 given, a complete issue has 3"] == [problem.what for problem in tiny_copy.problems()]


def test_mitigations_of_one_effect_are_reported(tiny_copy: CatalogCopy) -> None:
    """Prevention alone does not help those who have the problem already."""
    tiny_copy.replace(LABELS, "    effect: contains", "    effect: prevents")
    tiny_copy.replace(LABELS, "    effect: corrects", "    effect: prevents")

    [problem] = tiny_copy.problems()
    assert Location(LABELS, 89, 3) == problem.where
    assert ("KB401", "mitigations") == (problem.code, problem.field)
    assert "all mitigations have the effect prevents" == problem.what
