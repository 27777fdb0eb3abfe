"""The pages below `research/` and the page of the self-assessment."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

import kb
from kb.render.assessment import assessment_table, form
from kb.render.pages import render_pages
from kb.render.research import research_files, research_pages
from kb.render.site import NOWHERE, Site
from kb.render.whole import render_whole
from tests.catalog_copy import CatalogCopy
from tests.markup import elements
from tests.small_tables import small_tables


@pytest.fixture(scope="module", name="pages")
def _pages(tiny: kb.KnowledgeBase) -> Mapping[PurePosixPath, str]:
    return render_pages(tiny.tables)


def test_every_question_has_a_page_and_leads_to_its_neighbours(tiny: kb.KnowledgeBase) -> None:
    """A reader can go through all five."""
    found = {
        page.name: [chip.href for chip in page.others]
        for page in research_pages(Site(tiny.tables)).values()
    }

    assert ["issues", "causes", "handling", "data", "assurance"] == list(found)
    assert ["../issues/", "../handling/"] == found["causes"]


def test_every_chart_has_a_table_and_a_file(
    tiny: kb.KnowledgeBase, pages: Mapping[PurePosixPath, str]
) -> None:
    """What is drawn can be read and taken along."""
    files = {str(path) for path, _ in research_files(Site(tiny.tables))}
    for path, page in research_pages(Site(tiny.tables)).items():
        for chart in page.charts:
            assert f'<a href="{chart.file}" download>' in pages[path]
            assert f"research/{page.name}/{chart.file}" in files


def test_files_are_part_of_the_site(tiny: kb.KnowledgeBase) -> None:
    """They are written beside the pages."""
    files = render_whole(tiny.tables, NOWHERE).files

    assert PurePosixPath("research/causes/symptoms.csv") in files


def test_interval_is_drawn_and_told(pages: Mapping[PurePosixPath, str]) -> None:
    """Who does not see the chart hears it, and the table behind it names the source."""
    page = pages[PurePosixPath("research/issues.md")]

    assert 'aria-label="' in page
    assert "percent, interval" in page
    assert "<summary>The table behind it" in page


def test_form_asks_every_question_with_every_answer(
    tiny: kb.KnowledgeBase, pages: Mapping[PurePosixPath, str]
) -> None:
    """Without JavaScript it can still be printed."""
    page = pages[PurePosixPath("assess.md")]

    names = [one.attributes["name"] for one in elements(page) if one.tag == "input"]
    assert ["guideline", "twice", "late"] == list(dict.fromkeys(names))
    assert 4 * 3 == len(names)
    assert ["Data & labels", "Operation"] == [section.title for section in form(tiny.tables)]


def test_table_holds_what_the_browser_needs(tiny: kb.KnowledgeBase) -> None:
    """Questions with their good answers, and advice for every issue behind them."""
    table = assessment_table(tiny.tables)

    assert ["guideline", "twice", "late"] == list(table["questions"])
    assert ["noisy-labels", "stale-features", "stale-weather-feed"] == list(table["issues"])
    assert set(table["issues"]) < set(table["titles"])


def test_catalog_without_a_guide_has_nothing_to_ask() -> None:
    """The page says so instead of failing."""
    tables = small_tables(())

    assert ((), {}) == (form(tables), assessment_table(tables)["questions"])


def test_markup_in_the_guide_is_shown_as_it_is(tiny_copy: CatalogCopy) -> None:
    """What a contributor writes into a question never runs."""
    tiny_copy.replace(
        "guide.yaml", "en: Do features come late?", "en: Do <script>x()</script> come?"
    )

    page = render_pages(kb.load(tiny_copy.root).tables)[PurePosixPath("assess.md")]

    assert "Do &lt;script&gt;x()&lt;/script&gt; come?" in page
