"""No issue is a special case of itself, and no term is in a vocabulary twice."""

from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"
FEED = "issues/stale-weather-feed.yaml"
LABELS = "issues/noisy-labels.yaml"

SECOND_PARENT = """\
specialises:
  - id: noisy-labels
    why: Some of the labels are values of features, too.
  - id: stale-weather-feed
    why: Each is a case of the other, which cannot be.
confused_with:
  - id: noisy-labels
"""


def test_cycle_is_reported_at_the_link_that_closes_it(tiny_copy: CatalogCopy) -> None:
    """A cycle is one problem, at its alphabetically first member and the link within the cycle."""
    tiny_copy.replace(ISSUE, "confused_with:\n  - id: noisy-labels\n", SECOND_PARENT)

    [problem] = tiny_copy.problems()
    assert (ISSUE, 127, 9) == problem.where
    assert "KB205" == problem.code
    assert "a cycle: stale-features → stale-weather-feed → stale-features" == problem.what


def test_longer_cycle_is_reported_once(tiny_copy: CatalogCopy) -> None:
    """Three issues in a ring are one problem, not three."""
    link = "specialises:\n  - id: {}\n    why: It is a case of the other one.\nconfused_with:\n  -"
    tiny_copy.replace(ISSUE, "confused_with:\n  -", link.format("noisy-labels"))
    tiny_copy.replace(LABELS, "confused_with:\n  -", link.format("stale-weather-feed"))

    assert ["a cycle: noisy-labels → stale-weather-feed → stale-features → noisy-labels"] == [
        problem.what for problem in tiny_copy.problems()
    ]


def test_term_written_twice_in_a_vocabulary_is_reported(tiny_copy: CatalogCopy) -> None:
    """Terms are unique within their vocabulary."""
    tiny_copy.replace("vocabulary/data-types.yaml", "id: time-series", "id: any")
    tiny_copy.replace(FEED, "  - time-series", "  - any")

    [problem] = tiny_copy.problems()
    assert ("vocabulary/data-types.yaml", 14, 9) == problem.where
    assert ("KB206", "terms.2.id") == (problem.code, problem.field)
