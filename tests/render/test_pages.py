"""The generated pages: complete, linked both ways, escaped, and the same every time."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest
from jinja2 import UndefinedError

import kb
from kb.graph.kinds import Kind
from kb.graph.tables import Link
from kb.render.pages import LISTED, _draw, render_pages
from kb.rules import rules
from tests.markup import elements, text_of

Pages = Mapping[PurePosixPath, str]

TEMPLATES = Path(__file__).parents[2] / "kb" / "render" / "templates"
WRITTEN = Path(__file__).parents[2] / "site_overrides" / "pages"


@pytest.fixture(name="pages", scope="module")
def _pages(tiny: kb.KnowledgeBase) -> Pages:
    return render_pages(tiny.tables)


@pytest.fixture(name="links", scope="module")
def _links(tiny: kb.KnowledgeBase) -> list[Link]:
    return [link for links in tiny.tables.outgoing.values() for link in links]


def _page_of(base: kb.KnowledgeBase, id: str) -> PurePosixPath:
    return PurePosixPath(base.tables.rows[id].kind.folder, f"{id}.md")


def _folder(path: PurePosixPath) -> PurePosixPath:
    """Return the address of a page: every page is a folder, an index is its own parent."""
    return path.parent if path.name == "index.md" else path.with_suffix("")


def _hrefs(page: str) -> list[str]:
    return [item.attributes["href"] for item in elements(page) if "href" in item.attributes]


def _codes() -> list[str]:
    return [rule.code for rule in rules()]


class TestCompleteness:
    """What there is a page for, and what leads to it."""

    def test_every_entry_has_a_page(self, tiny: kb.KnowledgeBase, pages: Pages) -> None:
        """One per entry, one list per kind, then rules, terms, maps, research and single pages."""
        lists = {PurePosixPath(kind.folder, "index.md") for kind in Kind}
        others = {PurePosixPath("index.md"), PurePosixPath("vocabulary.md")}
        others |= {PurePosixPath("statistics.md"), PurePosixPath("assess.md")}
        others |= {PurePosixPath("rules", f"{name}.md") for name in ("index", *_codes())}
        maps = ("index", "phases", "issues", "chains", "trade-offs", "tools")
        others |= {PurePosixPath("maps", f"{name}.md") for name in maps}
        research = ("index", "issues", "causes", "handling", "data", "assurance")
        others |= {PurePosixPath("research", f"{name}.md") for name in research}

        assert {_page_of(tiny, id) for id in tiny} | lists | others == set(pages)

    def test_every_kind_is_listed(self) -> None:
        """No kind is left out of the lists."""
        assert set(Kind) == set(LISTED)

    @pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.value) for kind in Kind])
    def test_list_links_every_entry_of_its_kind_once(
        self, tiny: kb.KnowledgeBase, pages: Pages, kind: Kind
    ) -> None:
        """A list holds each entry in one of its groups, and no other kind."""
        hrefs = _hrefs(pages[PurePosixPath(kind.folder, "index.md")])

        linked = [href for href in hrefs if href.startswith(f"../{kind.folder}/")]
        ids = [row.id for row in tiny.tables.rows.values() if row.kind is kind]
        assert sorted(f"../{kind.folder}/{id}/" for id in ids) == sorted(linked)

    def test_home_links_every_issue_and_every_list(
        self, tiny: kb.KnowledgeBase, pages: Pages
    ) -> None:
        """From the home page every issue is one click away."""
        hrefs = set(_hrefs(pages[PurePosixPath("index.md")]))

        wanted = {f"issues/{id}/" for id in tiny.issues} | {f"{kind.folder}/" for kind in Kind}
        assert set() == wanted - hrefs

    def test_relative_links_lead_to_other_pages(self, pages: Pages) -> None:
        """No generated page links to a page that is neither generated nor written by hand."""
        known = {str(_folder(path)) for path in pages} | {
            path.stem for path in WRITTEN.glob("*.md")
        }

        dead = [
            (str(path), href)
            for path, page in pages.items()
            for href in _hrefs(page)
            if not href.startswith(("https://", "#"))
            and not PurePosixPath(href).suffix  # files beside the pages
            and normpath(str(_folder(path) / re.split("[?#]", href)[0])) not in known
        ]

        assert [] == dead

    def test_every_term_has_an_anchor(self, tiny: kb.KnowledgeBase, pages: Pages) -> None:
        """Chips link to definitions, so each term has its id on the page of terms."""
        ids = [
            item.attributes.get("id") for item in elements(pages[PurePosixPath("vocabulary.md")])
        ]

        wanted = [
            f"{name}-{term['id']}" for name, terms in tiny.tables.terms.items() for term in terms
        ]
        assert wanted == [id for id in ids if id]


class TestLinks:
    """A link of the catalog is shown at both ends, with its reason."""

    def test_every_link_is_on_the_page_of_its_owner(
        self, tiny: kb.KnowledgeBase, pages: Pages, links: list[Link]
    ) -> None:
        """The owner's page links to the target."""
        missing = [
            link
            for link in links
            if f"../../{_folder(_page_of(tiny, link.target))}/"
            not in _hrefs(pages[_page_of(tiny, link.source)])
        ]

        assert [] == missing

    def test_every_link_is_on_the_page_of_its_target(
        self, tiny: kb.KnowledgeBase, pages: Pages, links: list[Link]
    ) -> None:
        """The target's page links back to the owner."""
        missing = [
            link
            for link in links
            if f"../../{_folder(_page_of(tiny, link.source))}/"
            not in _hrefs(pages[_page_of(tiny, link.target)])
        ]

        assert [] == missing

    def test_reason_of_every_link_is_on_both_pages(
        self, tiny: kb.KnowledgeBase, pages: Pages, links: list[Link]
    ) -> None:
        """Neither end shows a link without saying why."""
        missing = [
            (end, link.relation, link.why)
            for link in links
            for end in (link.source, link.target)
            if link.why not in text_of(pages[_page_of(tiny, end)])
        ]

        assert [] == missing


class TestTemplates:
    """The templates place what they are given, and say so when something is missing."""

    def test_body_is_headings_and_single_lines_of_html(self, pages: Pages) -> None:
        """The builder's Markdown sees only headings of ours and one-line blocks."""
        bodies = [
            page.split("---\n", 2)[2].splitlines()
            for path, page in pages.items()
            if not path.match("rules/KB*.md")  # our own text, as a hand-written page
        ]

        foreign = [line for body in bodies for line in body if not re.match(r"## |<|$", line)]
        assert [] == foreign

    def test_missing_value_stops_the_build(self) -> None:
        """A name that a template does not get is an error, not an empty place."""
        with pytest.raises(UndefinedError, match="count"):
            _draw("list_head.html", kind=Kind.ISSUE)

    def test_value_is_escaped_unless_the_template_says_otherwise(self) -> None:
        """Plain values are escaped by the environment."""
        html = _draw("section_code.html", content={"language": "a'b", "code": "<script>"})

        assert ["div", "pre", "code"] == [item.tag for item in elements(html)]

    def test_only_rendered_prose_is_trusted(self) -> None:
        """What templates take for safe HTML is a known short list; anything new needs a look."""
        sources = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.iterdir())]

        trusted = {name for text in sources for name in re.findall(r"([\w.]+) \| safe", text)}
        assert {
            "answer.text",
            "content.html",
            "item",
            "link.why",
            "page.notice",
            "page.summary",
            "row.expected",
            "row.finding",
            "row.summary",
            "row.tell",
            "row.text",
            "row.why",
            "term.definition",
            "text",
        } == trusted


def test_two_renders_are_equal(tiny_root: Path) -> None:
    """The same files give the same pages in the same order."""
    first, second = (list(render_pages(kb.load(tiny_root).tables).items()) for _ in range(2))

    assert first == second


@pytest.mark.parametrize("name", ["issues/noisy-labels.md", "mitigations/relabel-sample.md"])
def test_page_is_the_golden_one(
    tiny: kb.KnowledgeBase, pages: Pages, golden: Callable[[str, str], None], name: str
) -> None:
    """A page of the tiny catalog is what a reviewer has seen; `--update-golden` rewrites it."""
    golden(f"site/{name}", pages[PurePosixPath(name)].replace(tiny.version, "VERSION"))
