"""Every page of the built site, read without a browser: links, policy, headings, labels, weight."""

import base64
import gzip
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

import kb
from kb.render.csp import inline_scripts
from tests.markup import Element, elements
from tests.site.building import ROOT, Site

pytestmark = pytest.mark.site

NOT_FOUND = "404.html"
"""Shown at any address, so it alone names files from the top of the server."""

BUDGET = 300_000
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
POLICY = re.compile(r'<head><meta http-equiv="Content-Security-Policy" content="[^"]+">')


class Page(NamedTuple):
    """A page of the site with its elements."""

    path: str
    html: str
    elements: list[Element]

    def addresses(self, *names: str) -> Iterator[tuple[Element, str]]:
        """Yield every element with an attribute of these names, and the attribute's value."""
        for element in self.elements:
            for name in names:
                if name in element.attributes:
                    yield element, element.attributes[name]

    def target(self, address: str) -> tuple[str, str]:
        """Return the file below the site that a relative address names, and its anchor."""
        parts = urlsplit(address)
        if not parts.path:
            return self.path, parts.fragment
        path = normpath(join(dirname(self.path), unquote(parts.path)))
        is_file = "." in path.rsplit("/", maxsplit=1)[-1].lstrip(".")
        return path if is_file else normpath(join(path, "index.html")), parts.fragment


@pytest.fixture(scope="module", name="pages")
def _pages(site: Site) -> dict[str, Page]:
    return {path: Page(path, html, elements(html)) for path, html in site.pages().items()}


@pytest.fixture(scope="module", name="linked")
def _linked(pages: dict[str, Page]) -> dict[str, Page]:
    """Return the pages that have an address of their own."""
    return {path: page for path, page in pages.items() if path != NOT_FOUND}


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


def _source(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _is_internal(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


class TestLinks:
    """Where links lead."""

    def test_every_internal_link_and_file_exists(self, site: Site, linked: dict[str, Page]) -> None:
        """No page names a page, style, script or picture that is not there."""
        dead = [
            (page.path, address)
            for page in linked.values()
            for _, address in page.addresses("href", "src", "action", "srcset", "poster")
            if _is_internal(address) and not (site.folder / page.target(address)[0]).is_file()
        ]

        assert [] == dead

    def test_every_anchor_exists(self, linked: dict[str, Page]) -> None:
        """A link to a part of a page leads to an element with that id."""
        ids = {
            path: {item.attributes["id"] for item in page.elements if "id" in item.attributes}
            for path, page in linked.items()
        }

        dead = [
            (page.path, address)
            for page in linked.values()
            for _, address in page.addresses("href")
            if _is_internal(address)
            for path, anchor in [page.target(address)]
            if anchor and anchor not in ids[path]
        ]

        assert [] == dead

    def test_every_entry_is_reachable_from_home(
        self, linked: dict[str, Page], base: kb.KnowledgeBase
    ) -> None:
        """Whoever only clicks links comes to every entry."""
        seen, waiting = {"index.html"}, ["index.html"]
        while waiting:
            page = linked[waiting.pop()]
            found = {
                page.target(address)[0]
                for item, address in page.addresses("href")
                if item.tag == "a" and _is_internal(address)
            }
            waiting += sorted(found - seen)
            seen |= found

        rows = base.tables.rows.values()
        assert set() == {f"{row.kind.folder}/{row.id}/index.html" for row in rows} - seen

    def test_no_internal_link_is_absolute(self, linked: dict[str, Page]) -> None:
        """The site works below any path: nothing starts at the top of the server."""
        absolute = [
            (page.path, address)
            for page in linked.values()
            for _, address in page.addresses("href", "src", "action")
            if address.startswith("/")
        ]

        assert [] == absolute

    def test_external_links_are_https_and_cut_off(self, pages: dict[str, Page]) -> None:
        """A link to elsewhere is encrypted, and the other page gets no handle on ours."""
        bad = [
            (page.path, address)
            for page in pages.values()
            for item, address in page.addresses("href", "src", "action")
            if not _is_internal(address)
            and not (
                item.tag == "a"
                and address.startswith("https://")
                and "noopener" in item.attributes.get("rel", "").split()
            )
        ]

        assert [] == bad

    def test_no_file_names_an_unencrypted_address_to_load(self, site: Site) -> None:
        """Our own styles and modules load nothing from elsewhere."""
        sources = [
            path.read_text(encoding="utf-8")
            for path in sorted((site.folder / "assets/kb").iterdir())
            if path.suffix in (".css", ".mjs")
        ]

        assert [] == [found for text in sources for found in re.findall(r"https?://\S+|//\w+\.", text)]


class TestPolicy:
    """What a page may run."""

    def test_policy_is_the_first_element_of_every_head(self, pages: dict[str, Page]) -> None:
        """Nothing stands before the policy, and there is only one."""
        missing = [
            page.path
            for page in pages.values()
            if page.html.count("Content-Security-Policy") != 1 or not POLICY.search(page.html)
        ]

        assert [] == missing

    def test_policy_allows_every_inline_script_of_the_theme(self, pages: dict[str, Page]) -> None:
        """No script that a page needs is blocked: each one's hash stands in the page's policy."""
        blocked = [
            (page.path, script)
            for page in pages.values()
            for script in inline_scripts(page.html)
            if _source(script) not in POLICY.findall(page.html)[0]
        ]

        assert [] == blocked

    def test_no_element_has_an_inline_handler(self, pages: dict[str, Page]) -> None:
        """The policy would block it, so nobody may rely on one."""
        handlers = [
            (page.path, item.tag, name)
            for page in pages.values()
            for item in page.elements
            for name in item.attributes
            if name.startswith("on")
        ]

        assert [] == handlers


class TestStructure:
    """What people who do not see the page rely on."""

    def test_every_page_names_its_language(self, pages: dict[str, Page]) -> None:
        """A screen reader knows how to pronounce the text."""
        silent = [page.path for page in pages.values() if '<html lang="en"' not in page.html]

        assert [] == silent

    def test_every_page_has_one_main_heading(self, pages: dict[str, Page]) -> None:
        """A page has exactly one heading of the first level."""
        counts = {
            page.path: sum(item.tag == "h1" for item in page.elements) for page in pages.values()
        }

        assert {} == {path: count for path, count in counts.items() if count != 1}

    def test_headings_do_not_skip_a_level(self, pages: dict[str, Page]) -> None:
        """Each heading is at most one level deeper than the one before."""
        skipping = []
        for page in pages.values():
            levels = [HEADINGS.index(i.tag) + 1 for i in page.elements if i.tag in HEADINGS]
            steps = zip([0, *levels], levels, strict=False)
            skipping += [page.path for before, level in steps if level > before + 1]

        assert [] == skipping

    def test_every_page_has_a_title_and_a_description_of_its_own(
        self, linked: dict[str, Page]
    ) -> None:
        """No two pages look the same in a list of results."""
        titles = [re.findall(r"<title>(.+?)</title>", page.html) for page in linked.values()]
        told = [
            [i.attributes["content"] for i in page.elements if i.attributes.get("name") == "description"]
            for page in linked.values()
        ]

        assert {1} == {len(found) for found in titles + told}
        assert len(linked) == len({found[0] for found in titles})

    def test_ids_are_unique_on_each_page(self, pages: dict[str, Page]) -> None:
        """An anchor or a label never has two targets."""
        doubled = []
        for page in pages.values():
            ids = [item.attributes["id"] for item in page.elements if "id" in item.attributes]
            doubled += [(page.path, id) for id in set(ids) if ids.count(id) > 1]

        assert [] == doubled

    def test_every_field_has_a_label(self, pages: dict[str, Page]) -> None:
        """A field is named by a label or an attribute; the theme's hidden switches are no fields."""
        nameless = []
        for page in pages.values():
            labels = {item.attributes.get("for") for item in page.elements if item.tag == "label"}
            nameless += [
                (page.path, item)
                for item in page.elements
                if item.tag in ("input", "select", "textarea")
                and "md-toggle" not in item.attributes.get("class", "").split()
                and "aria-label" not in item.attributes
                and item.attributes.get("id") not in labels
            ]

        assert [] == nameless

    def test_every_picture_says_what_it_shows(self, pages: dict[str, Page]) -> None:
        """A drawing with a meaning has a label, an image has an alternative text."""
        silent = [
            (page.path, item)
            for page in pages.values()
            for item in page.elements
            if (item.attributes.get("role") == "img" and not item.attributes.get("aria-label"))
            or (item.tag == "img" and "alt" not in item.attributes)
        ]

        assert [] == silent

    def test_links_have_a_text(self, pages: dict[str, Page]) -> None:
        """No link is empty: a screen reader would only say "link"."""
        empty = [(page.path, link) for page in pages.values() for link in _empty_links(page.html)]

        assert [] == empty


class _LinkTexts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.empty: list[str] = []
        self._open: dict[str, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._open = {name: value or "" for name, value in attrs}
            self._text = self._open.get("aria-label", "") or self._open.get("title", "")

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            if not self._text.strip():
                self.empty.append(self._open.get("href", ""))
            self._open = None


def _empty_links(html: str) -> list[str]:
    reader = _LinkTexts()
    reader.feed(html)
    return reader.empty


def _resources(site: Site, page: Page) -> set[str]:
    """Return the files that a browser loads with a page, modules that modules import included."""
    waiting = {
        page.target(address)[0]
        for item, address in page.addresses("href", "src")
        if item.tag in ("link", "script", "img") and _is_internal(address)
    }
    found = {page.path}
    while waiting:
        path = waiting.pop()
        found.add(path)
        if path.endswith(".mjs"):
            text = (site.folder / path).read_text(encoding="utf-8")
            imports = re.findall(r'from "(\./[\w.-]+)"', text)
            waiting |= {normpath(join(dirname(path), name)) for name in imports} - found
    return found


def test_first_view_of_every_issue_stays_within_the_budget(
    site: Site, pages: dict[str, Page], base: kb.KnowledgeBase
) -> None:
    """All that a browser loads with an issue's page has at most 300 KB, compressed."""
    weights = {}
    for id in base.issues:
        files = _resources(site, pages[f"issues/{id}/index.html"])
        weights[id] = sum(len(gzip.compress((site.folder / name).read_bytes())) for name in files)

    assert {} == {id: weight for id, weight in weights.items() if weight > BUDGET}


def test_search_tables_stay_within_the_budget(site: Site) -> None:
    """What a first search loads has at most 400 KB, compressed."""
    tables = gzip.compress((site.folder / "assets/kb/search.json").read_bytes())

    assert len(tables) <= 400_000
