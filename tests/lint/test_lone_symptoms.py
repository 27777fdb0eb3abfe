"""KB408: a symptom of one issue only tells nothing apart."""

from kb.errors import Level
from tests.catalog_copy import CatalogCopy

LINK = """\
  - id: accuracy-sinks-during-the-day
    strength: argues-against
    why: A wrong label is as wrong in the morning as in the evening.
"""
FEED = """\
  - id: accuracy-sinks-during-the-day
    strength: typical
    why: Each hour takes the sky further from the old forecast.
"""


def test_symptom_of_one_issue_is_a_warning(tiny_copy: CatalogCopy) -> None:
    """A warning does not stop a build: some symptoms do belong to one issue."""
    tiny_copy.replace("issues/noisy-labels.yaml", "detectability: quiet", "detectability: silent")
    tiny_copy.replace("issues/noisy-labels.yaml", LINK, "")
    tiny_copy.replace("issues/stale-weather-feed.yaml", FEED, "")

    [problem] = tiny_copy.problems()

    assert Level.WARNING is problem.level
    assert (
        "symptoms/accuracy-sinks-during-the-day.yaml:2:5: warning KB408 id:"
        " only one issue shows this symptom;"
        " link it from every issue that can look like this, with the fitting strength"
    ) == str(problem)
