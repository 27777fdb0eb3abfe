"""What people who do not see a page rely on: language, headings, labels, texts of links."""

import re
from html.parser import HTMLParser

import pytest

from tests.site.crawling import Page

pytestmark = pytest.mark.site

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


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


def test_every_page_names_its_language(pages: dict[str, Page]) -> None:
    """A screen reader knows how to pronounce the text."""
    silent = [page.path for page in pages.values() if '<html lang="en"' not in page.html]

    assert [] == silent


def test_every_page_has_one_main_heading(pages: dict[str, Page]) -> None:
    """A page has exactly one heading of the first level."""
    counts = {page.path: sum(item.tag == "h1" for item in page.elements) for page in pages.values()}

    assert {} == {path: count for path, count in counts.items() if count != 1}


def test_headings_do_not_skip_a_level(pages: dict[str, Page]) -> None:
    """Each heading is at most one level deeper than the one before."""
    skipping = []
    for page in pages.values():
        levels = [HEADINGS.index(i.tag) + 1 for i in page.elements if i.tag in HEADINGS]
        steps = zip([0, *levels], levels, strict=False)
        skipping += [page.path for before, level in steps if level > before + 1]

    assert [] == skipping


def test_every_page_has_a_title_and_a_description_of_its_own(linked: dict[str, Page]) -> None:
    """No two pages look the same in a list of results."""
    titles = [re.findall(r"<title>(.+?)</title>", page.html) for page in linked.values()]
    told = [
        [
            i.attributes["content"]
            for i in page.elements
            if i.attributes.get("name") == "description"
        ]
        for page in linked.values()
    ]

    assert {1} == {len(found) for found in titles + told}
    assert len(linked) == len({found[0] for found in titles})


def test_ids_are_unique_on_each_page(pages: dict[str, Page]) -> None:
    """An anchor or a label never has two targets."""
    doubled = []
    for page in pages.values():
        ids = [item.attributes["id"] for item in page.elements if "id" in item.attributes]
        doubled += [(page.path, id) for id in set(ids) if ids.count(id) > 1]

    assert [] == doubled


def test_every_field_has_a_label(pages: dict[str, Page]) -> None:
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


def test_every_picture_says_what_it_shows(pages: dict[str, Page]) -> None:
    """A drawing with a meaning has a label, an image has an alternative text."""
    silent = [
        (page.path, item)
        for page in pages.values()
        for item in page.elements
        if (item.attributes.get("role") == "img" and not item.attributes.get("aria-label"))
        or (item.tag == "img" and "alt" not in item.attributes)
    ]

    assert [] == silent


def test_links_have_a_text(pages: dict[str, Page]) -> None:
    """No link is empty: a screen reader would only say "link"."""
    empty = [(page.path, link) for page in pages.values() for link in _empty_links(page.html)]

    assert [] == empty
