"""The interview guide as Markdown and as a page to print."""

import re

import pytest

from kb.export.guide_sheet import guide_markdown, parts
from kb.loading.reader import read_file
from kb.models.guide import LANGUAGES, Guide
from kb.render.guide_page import guide_html
from tests.catalog_copy import TINY

MARKDOWN = """\
# Talk about quality
Follows: doe2021interviews

## To say first

We ask about what goes wrong.

## To ask permission for

- [ ] May we record this?

## For the interviewer

- *Ask how it is handled.*

## Data & labels

1. Do people label <your> data?
   - *Let them explain.*
   - *May bring up: noisy-labels*
   - Since when?
   - **If yes**
      - Who checks them?
         - *May bring up: noisy-labels*
   - **If no**
      - Why not?
   - **If this holds: A machine does it**
      - Which one?
"""


@pytest.fixture(scope="module")
def guide() -> Guide:
    """Return the guide of the tiny catalog."""
    return Guide.model_validate(read_file(TINY / "guide.yaml", "guide.yaml").data)


def test_markdown_holds_the_interview(guide: Guide) -> None:
    """Every question stands where it is asked; a section without questions is left out."""
    assert MARKDOWN == guide_markdown(guide)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_words(guide: Guide, language: str) -> None:
    """Only what is not translated stays English."""
    told = [part.text for part in parts(guide, language) if part.kind in ("title", "branch")]

    expected = {
        "en": ["Talk about quality", "If yes", "If no", "If this holds: A machine does it"],
        "de": ["Gespräch über Qualität", "Wenn ja", "Wenn nein"],
        "fr": ["Talk about quality", "Si oui", "Si non"],
    }
    assert expected[language] == told[: len(expected[language])]


def test_page_needs_no_other_file(guide: Guide) -> None:
    """It says its language, escapes what the guide says, and loads nothing."""
    page = guide_html(guide, "de")

    assert '<html lang="de">' in page
    assert '<h2 class="heading d0">Daten</h2>' in page
    assert "Do people label &lt;your&gt; data?" in guide_html(guide)
    assert None is re.search(r"(src|href)=|url\(|@import", page)
