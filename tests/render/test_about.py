"""The end of an entry's page: how to cite it, its history, its other forms, how to edit it."""

from pathlib import PurePosixPath

import pytest
from pybtex.database import parse_string

import kb
from kb.render.about import about
from kb.render.pages import render_pages
from kb.render.redirects import redirects
from kb.render.site import NOWHERE, Place, Site
from kb.render.views import About
from tests.catalog_copy import CatalogCopy
from tests.markup import elements, text_of

HOME = Place("https://kb.example.org/sub/", "https://forge.example.org/us/kb")
OLD = PurePosixPath("issues/label-errors/index.html")


def _about(base: kb.KnowledgeBase, id: str, place: Place = NOWHERE) -> About:
    return about(Site(base.tables, place), base[id])


class TestCitation:
    """What people paste into their texts."""

    def test_citation_names_work_version_day_and_licence(self, tiny: kb.KnowledgeBase) -> None:
        """Nobody is made up as its author, and no address while there is none."""
        expected = (
            "\u201cNoisy labels\u201d. ML quality knowledge base, data version "
            f"{tiny.version}, last changed 2026-02-01. CC BY 4.0."
        )
        assert expected == _about(tiny, "noisy-labels").citation

    @pytest.mark.parametrize("place", [NOWHERE, HOME], ids=["nowhere", "somewhere"])
    def test_bibtex_is_read_by_others(self, tiny: kb.KnowledgeBase, place: Place) -> None:
        """The fields say the same, and an address only where there is one."""
        found = parse_string(_about(tiny, "noisy-labels", place).bibtex, "bibtex")

        entry = found.entries["noisy-labels"]
        assert ("misc", "2026", "{Noisy labels}") == (
            entry.type,
            entry.fields["year"],
            entry.fields["title"],
        )
        address = f"{place.site_url}issues/noisy-labels/" if place.site_url else None
        assert (address, {}) == (entry.fields.get("url"), dict(entry.persons))

    def test_signs_of_a_title_mean_nothing_to_bibtex(self, tiny_copy: CatalogCopy) -> None:
        """A title with signs of TeX is escaped."""
        tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", "title: 5 % R&D_x")

        told = _about(kb.load(tiny_copy.root), "noisy-labels").bibtex

        assert r"title = {{5 \% R\&D\_x}}" in told

    def test_source_is_cited_as_the_work_that_it_is(self, tiny: kb.KnowledgeBase) -> None:
        """Who cites a source cites its authors, not us."""
        found = _about(tiny, "doe2021interviews")

        assert "doe2021interviews" in parse_string(found.bibtex, "bibtex").entries
        assert (True, False) == ("Doe" in found.citation, "knowledge base" in found.citation)


class TestHistory:
    """Ids and days."""

    def test_facts_are_id_days_and_former_ids(self, tiny: kb.KnowledgeBase) -> None:
        """All that happened to an entry."""
        facts = {fact.label: fact.chips[0].text for fact in _about(tiny, "noisy-labels").facts}

        assert {
            "id": "noisy-labels",
            "added": "2026-01-15",
            "last changed": "2026-02-01",
            "formerly": "label-errors",
        } == facts

    def test_former_id_leads_to_the_page_without_a_script(self, tiny: kb.KnowledgeBase) -> None:
        """The old address sends visitors on by itself and by a link; it names no address of ours."""
        page = dict(redirects(Site(tiny.tables)))[OLD]

        found = elements(page)
        assert "0; url=../noisy-labels/" in [item.attributes.get("content") for item in found]
        assert ["../noisy-labels/"] == [
            item.attributes["href"] for item in found if item.tag == "a"
        ]
        assert (False, False) == ("<script" in page, "canonical" in page)

    def test_former_id_names_the_full_address_where_there_is_one(
        self, tiny: kb.KnowledgeBase
    ) -> None:
        """Search engines are told which page counts."""
        page = dict(redirects(Site(tiny.tables, HOME)))[OLD]

        assert f'<link rel="canonical" href="{HOME.site_url}issues/noisy-labels/">' in page

    @pytest.mark.security(12)
    def test_title_on_the_page_of_a_former_id_is_plain_text(self, tiny_copy: CatalogCopy) -> None:
        """Signs of HTML in a title stay signs."""
        title = "a &lt;b&gt; \"c\" 'd'"
        tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", f"title: {title}")

        page = dict(redirects(Site(kb.load(tiny_copy.root).tables)))[OLD]

        assert f"label-errors is now {title}" in text_of(page)


class TestEditing:
    """The way to the entry's file."""

    @pytest.mark.parametrize(
        ("repo_url", "links"),
        [
            pytest.param("", [], id="no-forge"),
            pytest.param(
                "https://forge.example.org/us/kb/",
                ["https://forge.example.org/us/kb/edit/main/catalog/issues/noisy-labels.yaml"],
                id="forge",
            ),
        ],
    )
    def test_page_links_its_file_on_the_forge(
        self, tiny: kb.KnowledgeBase, repo_url: str, links: list[str]
    ) -> None:
        """The link is left out while there is no forge."""
        page = render_pages(tiny.tables, repo_url=repo_url)[PurePosixPath("issues/noisy-labels.md")]

        hrefs = [item.attributes.get("href", "") for item in elements(page)]
        assert links == [href for href in hrefs if "edit" in href]

    def test_page_links_its_other_forms(self, tiny: kb.KnowledgeBase) -> None:
        """JSON, YAML and Markdown of the same entry."""
        forms = {form.text: form.href for form in _about(tiny, "noisy-labels").forms}

        assert {
            "JSON": "../../api/v1/entries/noisy-labels.json",
            "YAML": "../../api/v1/entries/noisy-labels.yaml",
            "Markdown": "index.md",
        } == forms
