"""The parts of a page: evidence, remedies with their price, figures with their interval."""

from pathlib import PurePosixPath

import pytest

import kb
from kb.models.entry import Count, Evidence
from kb.render.facts import facts
from kb.render.pages import render_pages
from kb.render.parts import check_rows, cite, day_range, evidence_rows, fix_rows, link_rows, shares
from kb.render.site import Site
from kb.render.views import Chip, EvidenceRow
from tests.catalog_copy import CatalogCopy
from tests.markup import elements, text_of


@pytest.fixture(name="site")
def _site(tiny: kb.KnowledgeBase) -> Site:
    return Site(tiny.tables)


@pytest.fixture(name="page", scope="module")
def _page(tiny: kb.KnowledgeBase) -> str:
    return render_pages(tiny.tables)[PurePosixPath("issues/noisy-labels.md")]


def _section(page: str, heading: str) -> str:
    """Return the part of a page below a heading."""
    return page.split(f"## {heading}\n")[1].split("\n## ", maxsplit=1)[0]


def _piece(**changes: object) -> Evidence:
    return Evidence.model_validate(
        {"source": "doe2021interviews", "finding": "It was *often* seen.", **changes}
    )


class TestEvidence:
    """Pieces of evidence as rows."""

    def test_row_holds_source_place_finding_and_figure(self, site: Site) -> None:
        """A row says who found what, where, and how many of how many."""
        count = Count(n=1, of=3, unit="teams")

        rows = evidence_rows(site, [_piece(locator="Sec. 2", count=count)])

        source = Chip("Doe and König 2021", "", "../../sources/doe2021interviews/")
        finding = "It was <em>often</em> seen."
        assert (EvidenceRow(source, "Sec. 2", finding, False, "1 of 3 teams", 33.3),) == rows

    def test_row_without_figure_and_place_leaves_them_empty(self, site: Site) -> None:
        """Nothing is made up when a source gives no figure."""
        row = evidence_rows(site, [_piece()])[0]

        assert ("", "", -1) == (row.locator, row.figure, row.share)

    def test_figure_of_nobody_has_no_share(self, site: Site) -> None:
        """A count out of nothing does not divide by zero."""
        row = evidence_rows(site, [_piece(count=Count(n=0, of=0, unit="teams"))])[0]

        assert ("0 of 0 teams", -1) == (row.figure, row.share)

    def test_contradiction_is_marked(self, site: Site) -> None:
        """Evidence against a claim is told apart from evidence for it."""
        rows = evidence_rows(site, [_piece(), _piece(stance="contradicts")])

        assert [False, True] == [row.contradicts for row in rows]

    def test_contradiction_is_shown_on_the_page(self, tiny: kb.KnowledgeBase) -> None:
        """A contested entry says so at the top, and beside the piece that speaks against it."""
        page = render_pages(tiny.tables)[PurePosixPath("issues/stale-weather-feed.md")]

        marks = [item.attributes.get("class", "") for item in elements(page)]
        assert (1, 1) == (marks.count("kb-chip kb-contested"), marks.count("kb-contradicts"))

    def test_entry_without_source_is_called_editor_judgement(self, tiny: kb.KnowledgeBase) -> None:
        """What nobody has studied is not dressed up."""
        page = render_pages(tiny.tables)[PurePosixPath("mitigations/freshness-alarm.md")]

        told = text_of(_section(page, "Evidence")).strip()
        assert "No source is cited here: this entry is editor judgement." == told

    def test_evidence_of_a_link_is_found_from_both_ends(self, site: Site) -> None:
        """The inverse of a link shows the evidence that its owner wrote."""
        there = link_rows(site, site.tables.links("noisy-labels", "caused_by"))
        back = link_rows(site, site.tables.links("unclear-label-guide", "causes"))

        assert there[0].evidence == back[0].evidence != ()

    @pytest.mark.parametrize(
        ("source", "name"),
        [
            pytest.param("doe2021interviews", "Doe and König 2021", id="two-authors"),
            pytest.param("tester2020survey", "Tester et al. 2020", id="et-al"),
            pytest.param("tester2020-survey", "Survey of sixty practitioners", id="study"),
        ],
    )
    def test_source_is_cited_by_names_and_year(self, site: Site, source: str, name: str) -> None:
        """A citation reads as in running text; what has no author is cited by its title."""
        cited = cite(site, source)

        assert name == cited

    def test_source_with_one_author_and_no_year_is_cited_by_the_name(
        self, tiny_copy: CatalogCopy
    ) -> None:
        """What is not known about a source is left out."""
        file = "sources/doe2021interviews.yaml"
        tiny_copy.replace(file, "  - family: König\n    given: Jörg\n", "")
        tiny_copy.replace(file, "year: 2021\n", "")
        tiny_copy.replace(file, "status: complete", "status: stub")

        cited = cite(Site(kb.load(tiny_copy.root).tables), "doe2021interviews")

        assert "Doe" == cited


class TestRemedies:
    """What can be done, as a table."""

    def test_rows_are_the_remedies_in_their_order(self, tiny: kb.KnowledgeBase, site: Site) -> None:
        """The page recommends what Python recommends, in the same order."""
        rows = fix_rows(site, "noisy-labels")

        remedies = [
            (f"../../mitigations/{one.id}/", one.why) for one in tiny.remedies("noisy-labels")
        ]
        assert remedies == [(row.target.href, row.why) for row in rows]

    def test_row_says_price_proof_and_side_effects(self, site: Site) -> None:
        """A remedy is shown with what it costs, how to prove it and what it may worsen."""
        rows = {row.target.text: row for row in fix_rows(site, "stale-features")}

        row = rows["Stream features"]
        assert ("10\u201330 days", "1\u20133 days", ["Efficiency", "Maintainability"]) == (
            row.setup,
            row.ongoing,
            [item.text for item in row.worsens],
        )
        assert "Replayed requests get the score that they got live." == row.expected

    def test_remedy_of_a_cause_names_the_cause(self, site: Site) -> None:
        """A remedy that acts on a root cause says on which one; others name none."""
        rows = {row.target.text: row.via for row in fix_rows(site, "stale-features")}

        assert ("Nobody owns the data", "") == (
            rows["Label guide with border cases"].text,
            rows["Stream features"].text,
        )

    def test_what_does_not_help_is_no_remedy(self, page: str) -> None:
        """A vain attempt stands under its own heading and not in the table."""
        tables = [_section(page, heading) for heading in ("What to do", "What does not help")]

        assert [False, True] == ["../../mitigations/stream-features/" in part for part in tables]

    @pytest.mark.parametrize(
        ("low", "high", "text"),
        [
            pytest.param(1.0, 1.0, "1 day", id="one"),
            pytest.param(0.0, 0.0, "0 days", id="none"),
            pytest.param(0.5, 0.5, "0.5 days", id="half"),
            pytest.param(0.5, 1.0, "0.5\u20131 days", id="range"),
            pytest.param(10.0, 30.0, "10\u201330 days", id="long"),
        ],
    )
    def test_days_read_as_people_write_them(self, low: float, high: float, text: str) -> None:
        """No decimal point without need, no range of one number, singular for one."""
        written = day_range(low, high)

        assert text == written


class TestFigures:
    """How often an issue was met."""

    def test_every_figure_has_its_interval_in_percent(
        self, tiny: kb.KnowledgeBase, site: Site
    ) -> None:
        """Shares and bounds are those of `prevalence`, times a hundred, to one decimal."""
        rows = shares(site, "noisy-labels")

        expected = [
            (f"{one.n} of {one.of} {one.unit}", round(100 * one.low, 1), round(100 * one.high, 1))
            for one in tiny.prevalence("noisy-labels")
        ]
        assert expected == [(row.figure, row.low, row.high) for row in rows]
        assert 2 == len(rows)

    def test_interval_is_drawn_and_written(self, page: str) -> None:
        """24 of 60 is 40 % with a 95 % interval of 28.6 to 52.6, as a picture and as text."""
        drawn = elements(_section(page, "How often it was met"))

        told = "40.0 percent, interval 28.6 to 52.6 percent"
        labels = [item.attributes["aria-label"] for item in drawn if item.tag == "svg"]
        assert told in labels
        assert "40.0 % (28.6 to 52.6)" in text_of(page)

    def test_bands_stay_inside_the_picture(self, page: str) -> None:
        """An interval is drawn between 0 and 100 and includes its share."""
        found = [item.attributes for item in elements(page) if item.tag in ("rect", "circle")]

        bands = [item for item in found if item.get("class") == "kb-band"]
        dots = [float(item["cx"]) for item in found if item.get("class") == "kb-dot"]
        ranges = [(float(item["x"]), float(item["x"]) + float(item["width"])) for item in bands]
        assert [True, True] == [
            0 <= low <= dot <= high <= 100 for (low, high), dot in zip(ranges, dots, strict=True)
        ]

    def test_facts_name_the_greatest_share_and_lead_to_all_of_them(self, site: Site) -> None:
        """The strip at the top shows one figure as an example, linked to the section."""
        found = {fact.label: fact.chips for fact in facts(site, site.entries["noisy-labels"])}

        figure = Chip("48 of 60 respondents", href="#how-often-it-was-met")
        assert (figure,) == found["met, for example, by"]


class TestChecks:
    """How to confirm an issue."""

    def test_check_is_one_row_with_all_its_outcomes(self, site: Site) -> None:
        """Outcomes of one check stand together, the telling one first."""
        rows = check_rows(site, "noisy-labels")

        told = [(text, link.strength) for text, link in rows[0].outcomes]
        assert (1, "90 minutes") == (len(rows), rows[0].minutes)
        assert [
            ("Five or more of fifty pairs differ.", "hallmark"),
            ("Fewer than three of fifty pairs differ.", "argues-against"),
        ] == told

    def test_outcome_that_points_nowhere_says_so(self, tiny_copy: CatalogCopy) -> None:
        """A result of a check that no issue uses is still explained."""
        tiny_copy.replace(
            "checks/label-twice.yaml",
            "false_positives:",
            "  - key: no-answer\n    text: The second person gives up.\nfalse_positives:",
        )

        page = render_pages(kb.load(tiny_copy.root).tables)[PurePosixPath("checks/label-twice.md")]

        told = text_of(_section(page, "Outcomes"))
        assert "The second person gives up.Points to no issue of the catalog." in told
