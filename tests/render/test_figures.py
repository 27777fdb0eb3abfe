"""Pages about the catalog as a whole: its figures, its terms, its guide for programs."""

from pathlib import PurePosixPath

import pytest

import kb
from kb.export.fill import fill_rates
from kb.graph.kinds import Kind
from kb.render.figures import BarRow, figures
from kb.render.guide_for_agents import guide_for_agents
from kb.render.lists import TermView, vocabulary_lists
from kb.render.pages import render_pages
from kb.render.site import Site
from tests.markup import elements


@pytest.fixture(name="tables")
def _tables(tiny: kb.KnowledgeBase) -> dict[str, tuple[BarRow, ...]]:
    return {heading: rows for heading, _, rows in figures(Site(tiny.tables))}


def _term(base: kb.KnowledgeBase, anchor: str) -> TermView:
    terms = [term for _, terms in vocabulary_lists(Site(base.tables)) for term in terms]
    return next(term for term in terms if term.anchor == anchor)


class TestFigures:
    """The statistics page."""

    def test_entries_are_counted_with_their_share(
        self, tables: dict[str, tuple[BarRow, ...]]
    ) -> None:
        """Three of twenty-two entries are issues."""
        found = {row.what.text: (row.figure, row.percent) for row in tables["Entries"]}

        assert ("3", 13.6) == found["issues"]
        assert 100 == round(sum(percent for _, percent in found.values()))

    def test_every_field_of_every_kind_has_a_row(
        self, tiny: kb.KnowledgeBase, tables: dict[str, tuple[BarRow, ...]]
    ) -> None:
        """The fill rates are those of `kb stats --fill`."""
        shown = [row.percent for kind in Kind for row in tables[f"Fields of {kind.plural}"]]

        assert [round(100 * rate.rate, 1) for rate in fill_rates(tiny.tables)] == shown

    def test_every_bar_stands_beside_its_numbers(self, tiny: kb.KnowledgeBase) -> None:
        """Whoever cannot see the bars reads the same in the table."""
        page = render_pages(tiny.tables)[PurePosixPath("statistics.md")]

        bars = [item for item in elements(page) if item.attributes.get("class") == "kb-bar"]
        assert {"true"} == {item.attributes["aria-hidden"] for item in bars}
        assert len(bars) == page.count(" %</span>")


class TestTerms:
    """The page of terms."""

    @pytest.mark.parametrize(
        ("anchor", "used", "uses"),
        [
            pytest.param("data-types-any", "2 entries", "../explore/#data_type=any", id="used"),
            pytest.param(
                "artifacts-labels", "1 entry", "../explore/#artifact=labels", id="used-once"
            ),
        ],
    )
    def test_term_leads_to_the_entries_with_it(
        self, tiny: kb.KnowledgeBase, anchor: str, used: str, uses: str
    ) -> None:
        """The count is that of the explorer, which the link opens with this term chosen."""
        term = _term(tiny, anchor)

        assert (used, uses) == (term.used, term.uses)

    def test_term_that_nothing_uses_has_no_link(self, tiny: kb.KnowledgeBase) -> None:
        """A vocabulary without a facet, or a term without an entry, leads nowhere."""
        page = render_pages(tiny.tables)[PurePosixPath("vocabulary.md")]

        links = [item.attributes["href"] for item in elements(page) if "href" in item.attributes]
        assert [] == [link for link in links if link.startswith("../explore/#=")]
        assert "" == _term(tiny, "schemes-iso-25012").used


def test_guide_for_programs_is_short_and_complete(tiny: kb.KnowledgeBase) -> None:
    """A title, a summary, and a link to the list of every kind."""
    guide = guide_for_agents(Site(tiny.tables))

    assert ["# ML quality knowledge base", ""] == guide.splitlines()[:2]
    assert [] == [kind for kind in Kind if f"]({kind.folder}/index.md)" not in guide]
    assert len(guide) < 3000
