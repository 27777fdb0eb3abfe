"""The box of the home page: what Python would answer, as it is typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

import kb
from tests.site.browsing import Visit
from tests.site.building import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]
BASE = kb.load()
TOLD = "two annotators give the same picture different labels"


def _part(page: Page, title: str) -> Locator:
    return page.locator(".kb-answer section").filter(has=page.get_by_role("heading", name=title))


def test_suspects_and_symptoms_are_those_of_python(site: Site, visit: Open) -> None:
    """The same suspects with the same level, and the symptoms that were recognised."""
    visitor = visit(site.address)
    visitor.page.get_by_label("Describe what you see").fill(TOLD)
    expected = BASE.diagnose(TOLD)

    suspects = _part(visitor.page, "Probably").locator(".kb-result-title")
    expect(suspects.first).to_be_visible()
    shown = [
        f"{one.title} {one.level}"
        for one in expected.suspects[:4]
        if one.score >= expected.none_of_these
    ]
    assert shown == suspects.all_inner_texts()
    symptoms = _part(visitor.page, "Is this what you see?").locator(".kb-result-title")
    assert [one.title for one in expected.matched_symptoms[:3]] == symptoms.all_inner_texts()
    assert {} == visitor.trouble


def test_other_entries_are_not_those_already_named(site: Site, visit: Open) -> None:
    """What stands above as suspect or symptom is not repeated below."""
    page = visit(site.address).page
    page.get_by_label("Describe what you see").fill(TOLD)

    expect(_part(page, "Entries with these words").locator("a").first).to_be_visible()
    links = page.locator(".kb-answer .kb-result").evaluate_all("all => all.map(one => one.href)")
    assert sorted(set(links)) == sorted(links)
    expect(page.locator(".kb-answer .kb-mark").first).to_be_visible()


def test_other_topic_is_refused_with_the_reason(site: Site, visit: Open) -> None:
    """A question about something else gets no suspect, but is told what it looks like."""
    page = visit(site.address).page
    page.get_by_label("Describe what you see").fill("how do I centre a div")

    topic = BASE.diagnose("how do I centre a div").topic
    expect(page.locator(".kb-answer .kb-result-none")).to_contain_text(topic)
    expect(_part(page, "Probably")).to_have_count(0)


def test_enter_goes_on_to_the_diagnosis(site: Site, visit: Open) -> None:
    """The words are taken along, so nobody types them twice; Shift and Enter make a new line."""
    visitor = visit(site.address)
    page = visitor.page
    box = page.get_by_label("Describe what you see")
    box.fill("labels")
    box.press("Shift+Enter")
    expect(box).to_have_value("labels\n")
    box.fill(TOLD)
    box.press("Enter")

    expect(page).to_have_url(f"{site.address}diagnose/#q={TOLD.replace(' ', '+')}")
    expect(page.get_by_label("In your own words")).to_have_value(TOLD)
    assert {} == visitor.trouble


def test_header_groups_by_kind_and_marks_words(site: Site, visit: Open) -> None:
    """Issues come under one heading, and the words that were looked for stand out."""
    page = visit(f"{site.address}issues/").page
    page.locator("#kb-q").fill("label noise")

    kinds = page.locator("#kb-q-results .kb-result-kind")
    expect(kinds.first).to_be_visible()
    names = [name.lower() for name in kinds.all_inner_texts()]
    assert len(set(names)) == len(names)
    assert "issues" == names[0]
    title = page.locator("#kb-q-results a", has_text="Label noise").first.locator(
        ".kb-result-title"
    )
    assert ["Label", "noise"] == title.locator(".kb-mark").all_inner_texts()
