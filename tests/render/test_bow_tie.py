"""The bow-tie of an issue: what it shows, what it leaves out, and that nothing collides."""

import re

import pytest

import kb
from kb.graph.kinds import Kind
from kb.graph.tables import Link, Row
from kb.render.bow_tie import bow_tie
from kb.render.pages import _draw
from kb.render.site import Site
from kb.render.views import Diagram, Item, Section
from tests.markup import elements, text_of
from tests.payloads import MARKUP, cases
from tests.render.geometry import misplaced
from tests.small_tables import link, row, small_tables

LONG = "A title of eighty characters, which is as long as any title of an entry may be.."
WORDS = ("main", "contributing", "possible")
CHANCES = ("likely", "possible", "rare", "unknown")
EFFECTS = ("prevents", "detects", "reduces", "contains", "corrects")
WELL = ("high", "moderate", "limited", "unknown")


def _site(count: int, *, title: str = LONG) -> Site:
    """Return an issue with so many causes, consequences, and mitigations of everything."""
    rows: list[Row] = [row("x", title=title)]
    links: list[Link] = []
    for number in range(count):
        cause, harm = f"cause-{number}", f"harm-{number}"
        rows += [row(cause, Kind.ROOT_CAUSE, title=title)]
        rows += [row(harm, Kind.CONSEQUENCE, title=title)]
        links += [link("x", "caused_by", cause, strength=WORDS[number % 3])]
        links += [link("x", "leads_to", harm, likelihood=CHANCES[number % 4])]
        for owner in ("x", cause):
            fix = f"fix-{owner}-{number}"
            rows += [row(fix, Kind.MITIGATION, title=title)]
            told = {"effect": EFFECTS[number % 5], "effectiveness": WELL[number % 4]}
            links += [link(owner, "mitigated_by", fix, **told)]
    return Site(small_tables(rows, links))


def _drawn(diagram: Diagram | None) -> str:
    assert diagram is not None
    section = Section("At a glance", "diagram", diagram, "How to read it.")
    return _draw("section_diagram.html", section=section, content=diagram)


def _diagram(site: Site, id: str = "x") -> Diagram:
    found = bow_tie(site, id)
    assert found is not None
    return found


def _names(items: tuple[Item, ...]) -> list[tuple[str, str, str]]:
    return [(item.id, item.word, item.style) for item in items]


class TestContent:
    """What stands where."""

    def test_issue_of_the_tiny_catalog(self, tiny: kb.KnowledgeBase) -> None:
        """Causes carry their own barriers; those of the issue stand before or behind it."""
        causes, guards, issue, answers, harm = _diagram(Site(tiny.tables), "stale-features").stages

        assert [
            ("slow-nightly-job", "main cause", "strong"),
            ("no-data-owner", "contributing", "medium"),
        ] == _names(causes.items)
        assert [("freshness-alarm", "detects · limited", "weak")] == _names(
            causes.items[1].barriers
        )
        assert [
            ["stream-features", "freshness-alarm"],
            ["stale-features"],
            ["hold-back-doubtful-cases"],
            ["wrong-decisions", "users-lose-trust"],
        ] == [[item.id for item in stage.items] for stage in (guards, issue, answers, harm)]

    def test_issue_without_links_has_no_picture(self) -> None:
        """Nothing known, nothing drawn."""
        assert bow_tie(_site(0), "x") is None

    @pytest.mark.parametrize("relation", ["caused_by", "leads_to"])
    def test_half_a_picture_is_drawn(self, relation: str) -> None:
        """An issue whose causes or consequences are not known shows what is."""
        ends = row("end", Kind.ROOT_CAUSE if relation == "caused_by" else Kind.CONSEQUENCE)
        site = Site(small_tables([row("x"), ends], [link("x", relation, "end")]))

        diagram = _diagram(site)

        assert ["End", "X"] == sorted(
            item.target.text for stage in diagram.stages for item in stage.items
        )
        assert [] == misplaced(diagram.picture)

    def test_many_are_cut_and_say_how_many_are_left(self) -> None:
        """A crowded issue shows the strongest and the way to the lists with all."""
        causes, guards, _, answers, harm = _diagram(_site(12)).stages

        assert [6, 3, 5, 6] == [len(stage.items) for stage in (causes, guards, answers, harm)]
        assert [
            ("and 6 more", "#where-it-comes-from"),
            ("and 3 more", "#what-to-do"),
            ("and 1 more", "#what-to-do"),
            ("and 6 more", "#what-it-leads-to"),
        ] == [(stage.more.text, stage.more.href) for stage in (causes, guards, answers, harm)]

    def test_strongest_come_first(self) -> None:
        """Main before contributing before possible, likely before possible before rare."""
        causes, _, _, _, harm = _diagram(_site(5)).stages

        assert ["strong", "strong", "medium", "medium", "weak"] == [
            item.style for item in causes.items
        ]
        assert ["strong", "strong", "medium", "weak", "open"] == [item.style for item in harm.items]


class TestGeometry:
    """Nothing collides, whatever the titles."""

    @pytest.mark.parametrize("title", ["i", LONG, "W" * 80, "数据" * 40])
    @pytest.mark.parametrize("count", [1, 2, 3, 7, 12])
    def test_boxes_keep_apart_and_hold_their_text(self, count: int, title: str) -> None:
        """No two boxes overlap, all text is inside its box, all boxes inside the picture."""
        picture = _diagram(_site(count, title=title)).picture

        assert [] == misplaced(picture)

    def test_every_line_has_a_style_of_the_style_sheet(self) -> None:
        """Strength shows in the line; the tips and bars are their own marks."""
        styles = {stroke.style for stroke in _diagram(_site(5)).picture.strokes}

        lines = {"strong", "medium", "weak", "open"}
        assert styles <= lines | {f"bar-{style}" for style in lines} | {"tip"}
        assert lines <= styles


class TestMarkup:
    """The picture as HTML."""

    def test_both_forms_link_the_same_entries(self, tiny: kb.KnowledgeBase) -> None:
        """The stacked form has the links of the picture, no more and no less."""
        html = _drawn(bow_tie(Site(tiny.tables), "stale-features"))

        picture, stack = html.split("</svg>")
        links = [
            {item.attributes["href"] for item in elements(part) if item.tag == "a"}
            for part in (picture, stack)
        ]
        assert links[0] == links[1] != set()

    def test_picture_names_itself(self, tiny: kb.KnowledgeBase) -> None:
        """A screen reader hears what the group of links is."""
        html = _drawn(bow_tie(Site(tiny.tables), "stale-features"))

        svg = next(item for item in elements(html) if item.tag == "svg")
        assert ("group", "Bow-tie of Stale features: root causes, barriers and consequences") == (
            svg.attributes["role"],
            svg.attributes["aria-label"],
        )

    @pytest.mark.parametrize("text", cases(MARKUP))
    def test_hostile_title_is_only_text(self, text: str) -> None:
        """A payload adds no element and no attribute, and can still be read."""
        html = _drawn(bow_tie(_site(1, title=text), "x"))
        harmless = _drawn(bow_tie(_site(1, title="a"), "x"))

        tags = {item.tag for item in elements(harmless)}
        names = {name for item in elements(harmless) for name in item.attributes}
        assert {item.tag for item in elements(html)} <= tags
        assert {name for item in elements(html) for name in item.attributes} <= names
        assert re.sub(r"\s", "", text) in re.sub(r"\s", "", text_of(html))
