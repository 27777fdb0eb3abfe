"""The questionnaire as a page of its own and as Markdown: what people wrote stays text."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from kb.render.questionnaire import survey_markdown, survey_page
from kb.study.survey import Question, Survey
from tests.markup import elements

ASKED = Question("q1", "noisy-labels", "Noisy <labels> & more", ("See <b>this</b>",), 'A "text".\n')
SURVEY = Survey('Ours & "theirs"', (ASKED,), (("data-scientist", "Data scientist"),))


@pytest.mark.security(11, 12)
def test_page_shows_texts_as_text() -> None:
    """Titles, symptoms and descriptions are escaped wherever they stand."""
    page = survey_page(SURVEY)

    assert "<title>Ours &amp; &quot;theirs&quot;</title>" in page
    assert "<legend>Noisy &lt;labels&gt; &amp; more</legend>" in page
    assert "<li>See &lt;b&gt;this&lt;/b&gt;</li>" in page


@pytest.mark.security(15)
def test_page_runs_its_own_script_alone_and_loads_nothing() -> None:
    """The policy allows the one script and the one style by their hashes; nothing has an address."""
    page = survey_page(SURVEY)
    [script], [style] = (
        re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL) for tag in ("script", "style")
    )
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]

    assert f"style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'" in page
    assert [] == re.findall(r"https?:|\ssrc=|<link|@import|url\(|fetch\(|XMLHttp", page)


def test_every_field_has_a_label() -> None:
    """Each field is inside a label or named by one, and choices stand in a fieldset with a legend."""
    page = survey_page(SURVEY)
    found = elements(page)
    labelled = {
        one.attributes["for"] for one in found if one.tag == "label" and "for" in one.attributes
    }
    fields = [one for one in found if one.tag in ("select", "textarea", "input")]
    radios = [one for one in fields if one.attributes.get("type") == "radio"]

    assert 6 == len(radios) == page.count("<label><input")
    assert labelled == {one.attributes["id"] for one in fields if one not in radios}
    assert page.count("<fieldset") == page.count("<legend>") == 3


def test_markdown_names_the_columns_to_use() -> None:
    """Whoever sets it up in another tool knows which header the answers need."""
    text = survey_markdown(SURVEY)

    assert "## q1. Noisy <labels> & more\n\nWhat one notices:\n\n- See <b>this</b>\n" in text
    assert "Column `noisy-labels`: How often have you met this: Noisy <labels> & more?" in text
    assert "never · rarely · sometimes · often · always · cannot answer" in text
    assert "Column `noisy-labels/consequences`:" in text


def test_issue_without_symptoms_has_no_list() -> None:
    """Nothing announces a list that is empty."""
    bare = SURVEY._replace(questions=(ASKED._replace(symptoms=()),))

    assert "notices" not in survey_page(bare) + survey_markdown(bare)
