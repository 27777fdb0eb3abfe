"""The pages below `maps/`: counts that add up, lines that lead somewhere, and lists behind them."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

import kb
from kb.graph.kinds import Grade, Kind
from kb.graph.tables import TermRow
from kb.render.chains import chain_map
from kb.render.drawing import Box, Picture
from kb.render.entry_points import entry_point_map
from kb.render.issue_map import issue_map
from kb.render.map_views import IssueMap, MapPage, MapSection, Matrix, ToolRow
from kb.render.maps import map_pages
from kb.render.pages import _map
from kb.render.site import Site
from kb.render.tool_map import tool_map
from kb.render.trade_offs import trade_off_map
from tests.catalog_copy import CatalogCopy
from tests.markup import elements, text_of
from tests.payloads import MARKUP
from tests.render.geometry import misplaced
from tests.small_tables import link, row, small_tables

LONG = "A title of eighty characters, which is as long as any title of an entry may be.."
PHASES = {
    "phases": (
        TermRow(id="training", title="Training", definition="Fitting."),
        TermRow(id="deployment", title="Use", definition="Serving."),
    )
}


@pytest.fixture(name="site", scope="module")
def _site(tiny: kb.KnowledgeBase) -> Site:
    return Site(tiny.tables)


@pytest.fixture(name="pages", scope="module")
def _pages(site: Site) -> Mapping[PurePosixPath, str]:
    return {path: _map(page) for path, page in map_pages(site).items()}


def _part(page: MapPage, heading: str) -> MapSection:
    return next(section for section in page.sections if section.heading == heading)


def _matrix(page: MapPage, heading: str) -> dict[str, dict[str, str]]:
    """Return the filled cells of a matrix by the texts of their row and column."""
    content = _part(page, heading).content
    assert isinstance(content, Matrix)
    return {
        line.head.text: {
            column.text: cell.text
            for column, cell in zip(content.columns, line.cells, strict=True)
            if cell.text
        }
        for line in content.rows
    }


def _chain_site(*, title: str | None = None) -> Site:
    """Return c -> i -> j -> h with main and likely links, and weaker ones beside them."""
    rows = [
        row("c", Kind.ROOT_CAUSE, title=title),
        row("d", Kind.ROOT_CAUSE, title=title),
        row("i", title=title, facets={"phase": ("training",)}),
        row("j", title=title, facets={"phase": ("training",)}),
        row("k", title=title, facets={"phase": ("deployment",)}),
        row("h", Kind.CONSEQUENCE, title=title, facets={"scope": ("users",)}),
    ]
    links = [
        link("i", "caused_by", "c", strength="main", grade=Grade.B),
        link("j", "caused_by", "d", strength="contributing"),
        link("i", "precedes", "j", likelihood="likely", grade=Grade.C),
        link("j", "precedes", "i", likelihood="likely"),
        link("k", "precedes", "i", likelihood="possible"),
        link("i", "specialises", "k"),
        link("j", "confused_with", "k", how_to_tell="So."),
        link("k", "confused_with", "j", how_to_tell="So."),
        link("j", "leads_to", "h", likelihood="likely", grade=Grade.D),
        link("k", "leads_to", "h", likelihood="possible"),
    ]
    return Site(small_tables(rows, links, terms=PHASES))


class TestPages:
    """What every map has."""

    def test_index_leads_to_every_map(self, pages: Mapping[PurePosixPath, str]) -> None:
        """Each map has a card with its picture in small, which screen readers skip."""
        index = elements(pages[PurePosixPath("maps/index.md")])

        hrefs = [item.attributes["href"] for item in index if item.tag == "a"]
        pictures = [item for item in index if item.tag == "svg"]
        assert {f"{path.stem}/" for path in pages if path.stem != "index"} == set(hrefs)
        assert ["true"] * len(hrefs) == [item.attributes["aria-hidden"] for item in pictures]

    @pytest.mark.parametrize("name", ["phases", "issues", "chains", "trade-offs", "tools"])
    def test_links_within_a_page_have_a_target(
        self, pages: Mapping[PurePosixPath, str], name: str
    ) -> None:
        """A count or a name that leads down the page finds the list."""
        found = elements(pages[PurePosixPath(f"maps/{name}.md")])

        ids = {item.attributes.get("id") for item in found}
        anchors = {
            item.attributes["href"][1:]
            for item in found
            if item.attributes.get("href", "").startswith("#")
        }
        assert set() == anchors - ids

    @pytest.mark.parametrize("name", ["phases", "issues", "chains", "trade-offs", "tools"])
    def test_links_to_entries_are_two_folders_up(
        self, pages: Mapping[PurePosixPath, str], name: str
    ) -> None:
        """A map lies as deep as an entry, so its links look the same."""
        found = elements(pages[PurePosixPath(f"maps/{name}.md")])

        hrefs = [item.attributes["href"] for item in found if item.tag == "a"]
        assert [] == [href for href in hrefs if not href.startswith(("#", "../../"))]
        assert any("/issues/" in href or "/mitigations/" in href for href in hrefs)

    def test_catalog_without_anything_still_has_maps(self) -> None:
        """An empty catalog gives empty maps, not an error."""
        pages = map_pages(Site(small_tables([])))

        drawn = [_map(page) for page in pages.values()]
        assert 6 == len(drawn)


class TestWhereIssuesGetIn:
    """Phases against artifacts."""

    def test_counts_are_those_of_the_issues(self, site: Site, tiny: kb.KnowledgeBase) -> None:
        """Every issue is counted once, under the phase in which it gets in."""
        found = _matrix(entry_point_map(site), "Phase and artifact")

        total = sum(int(count) for cells in found.values() for count in cells.values())
        assert len(tiny.issues) == total

    def test_count_leads_to_its_issues(self, site: Site) -> None:
        """The list below a phase has the issues of each count under an anchor of its own."""
        page = entry_point_map(site)
        groups = [
            group
            for section in page.sections
            if section.template == "groups"
            for group in section.content
        ]

        content = _part(page, "Phase and artifact").content
        assert isinstance(content, Matrix)
        counts = {
            cell.href[1:]: int(cell.text)
            for line in content.rows
            for cell in line.cells
            if cell.text
        }
        assert counts == {group.anchor: len(group.rows) for group in groups}  # type: ignore[union-attr]

    def test_darkest_tint_is_the_highest_count(self, site: Site) -> None:
        """Counts have one of four tints, the highest count the fourth."""
        content = _part(entry_point_map(site), "Phase and artifact").content

        assert isinstance(content, Matrix)
        tints = {cell.style for line in content.rows for cell in line.cells if cell.text}
        assert "tint-4" in tints <= {f"tint-{n}" for n in range(1, 5)}


class TestIssueMap:
    """All issues on one sheet."""

    def test_nothing_collides(self) -> None:
        """Long titles, many issues: every box in its place, all text inside."""
        rows = [
            row(f"issue-{n}", title=LONG, facets={"phase": (("training", "deployment")[n % 2],)})
            for n in range(30)
        ]
        drawn = issue_map(Site(small_tables(rows, terms=PHASES))).sections[0].content

        assert isinstance(drawn, IssueMap)
        assert [] == misplaced(Picture(drawn.width, drawn.height, "", (), drawn.boxes))

    def test_every_issue_and_every_link_is_drawn_once(self) -> None:
        """Each kind of link has its own set of lines; a mutual one is one line."""
        drawn = issue_map(_chain_site()).sections[0].content

        assert isinstance(drawn, IssueMap)
        assert ["i", "j", "k"] == sorted(box.id for box in drawn.boxes if box.id)
        assert {"likely": 2, "possible": 1, "specialises": 1, "confused": 1} == {
            lines.name: len(lines.strokes) for lines in drawn.lines
        }

    def test_columns_are_phases_in_their_order(self) -> None:
        """What gets in later stands further right."""
        drawn = issue_map(_chain_site()).sections[0].content

        assert isinstance(drawn, IssueMap)
        boxes = {box.id: box for box in drawn.boxes}
        headings = [box for box in drawn.boxes if box.style == "heading"]
        assert ["Training", "Use"] == [_text(box) for box in headings]
        assert boxes["i"].x == boxes["j"].x < boxes["k"].x

    def test_list_says_the_same_as_the_lines(self) -> None:
        """Behind the map every issue is listed with what it is linked with."""
        told = text_of(_map(issue_map(_chain_site())))

        assert "Jbrings about I" in told.replace("&#10;", "").replace("\n", "")
        assert "is easily confused with J" in told


class TestChains:
    """From root cause to consequence."""

    def test_chain_takes_only_the_strongest_links(self) -> None:
        """Main cause, likely steps, likely end, each with its grade; loops are not walked."""
        chains = chain_map(_chain_site()).sections[0].content

        steps = [[(s.target.text, s.word, s.grade) for s in chain.steps] for chain in chains]  # type: ignore[union-attr]
        assert [
            [
                ("C", "", ""),
                ("I", "main cause of", "B"),
                ("J", "likely leads to", "C"),
                ("H", "likely leads to", "D"),
            ]
        ] == steps

    def test_better_evidence_goes_before_length(self) -> None:
        """Of two chains the one with the better weakest step comes first."""
        rows = [row("c", Kind.ROOT_CAUSE), row("d", Kind.ROOT_CAUSE), row("h", Kind.CONSEQUENCE)]
        rows += [row("i"), row("j"), row("k")]
        links = [
            link("i", "caused_by", "c", strength="main"),
            link("i", "precedes", "j", likelihood="likely"),
            link("j", "leads_to", "h", likelihood="likely"),
            link("k", "caused_by", "d", strength="main", grade=Grade.C),
            link("k", "leads_to", "h", likelihood="likely", grade=Grade.D),
        ]

        chains = chain_map(Site(small_tables(rows, links))).sections[0].content

        assert [["D", "K", "H"], ["C", "I", "J", "H"]] == [
            [step.target.text for step in chain.steps]
            for chain in chains  # type: ignore[union-attr]
        ]


class TestTradeOffs:
    """Remedies against quality attributes."""

    def test_marks_say_direction_and_size(self, site: Site) -> None:
        """One to three marks for the size, up or down for the direction."""
        page = trade_off_map(site)
        found = {
            remedy: cells
            for section in page.sections[1:]
            for remedy, cells in _matrix(page, section.heading).items()
        }

        assert {"Efficiency": "▽▽", "Maintainability": "▽"} == {
            name: mark for name, mark in found["Stream features"].items() if "▽" in mark
        }

    def test_balance_counts_every_trade_off(self, site: Site, tiny: kb.KnowledgeBase) -> None:
        """Improvements and losses add up to all trade-offs."""
        found = _matrix(trade_off_map(site), "The balance")

        total = sum(int(count) for cells in found.values() for count in cells.values())
        assert sum(len(entry.trade_offs) for entry in tiny.mitigations.values()) == total

    def test_remedy_in_no_phase_is_shown_last(self, tiny_copy: CatalogCopy) -> None:
        """A stub that does not say its phase is not lost."""
        file = "mitigations/stream-features.yaml"
        tiny_copy.replace(file, "phase: deployment\n", "")
        tiny_copy.replace(file, "status: complete", "status: stub")

        page = trade_off_map(Site(kb.load(tiny_copy.root).tables))

        assert ("In no phase", ["Stream features"]) == (
            page.sections[-1].heading,
            list(_matrix(page, "In no phase")),
        )


class TestTools:
    """What tools cover."""

    def test_tool_has_what_coverage_says(self, site: Site, tiny: kb.KnowledgeBase) -> None:
        """One question for all tools gives each the answer that it gets alone."""
        rows = _part(tool_map(site), "Tool by tool").content

        expected = {}
        shown = {}
        for tool in rows:
            assert isinstance(tool, ToolRow)
            name = tool.anchor.removeprefix("tool-")
            alone = tiny.coverage(tools=(name,))
            expected[name] = ([i.title for i in alone.detected], [i.title for i in alone.treated])
            shown[name] = (
                [item.issue.text for item in tool.noticed],
                [item.issue.text for item in tool.treated],
            )
        assert expected == shown != {}


def _text(box: Box) -> str:
    return " ".join(line.text for line in box.lines)


def test_hostile_titles_are_only_text() -> None:
    """Payloads add no element and no attribute to the map and its list, and can still be read."""
    drawn = [
        _map(
            issue_map(
                Site(small_tables(row(f"issue-{n}", title=title) for n, title in enumerate(titles)))
            )
        )
        for titles in (MARKUP.values(), ["a"] * len(MARKUP))
    ]

    used = [
        {(item.tag, name) for item in elements(html) for name in (*item.attributes, "")}
        for html in drawn
    ]
    read = "".join(text_of(drawn[0]).split())
    assert used[0] <= used[1]
    assert [] == [text for text in MARKUP.values() if "".join(text.split()) not in read]
