"""The Markdown twins: the words of the pages, no HTML, links that lead somewhere."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath

import pytest
from markdown_it import MarkdownIt

import kb
from kb.graph.kinds import Kind
from kb.models.text import is_web_address
from kb.render.entry_pages import entry_page
from kb.render.site import NOWHERE, Place, Site
from kb.render.views import Diagram
from kb.render.whole import render_whole
from tests.markup import elements, text_of
from tests.site.poison import poison

Files = Mapping[PurePosixPath, str]

READER = MarkdownIt("commonmark")
TAGS = {"h1", "h2", "p", "ul", "ol", "li", "a", "code", "pre", "em", "strong", "blockquote"}
TEMPLATES = Path(__file__).parents[2] / "kb" / "render" / "templates"


@pytest.fixture(scope="module", name="files")
def _files(tiny: kb.KnowledgeBase) -> Files:
    return render_whole(tiny.tables, NOWHERE).files


@pytest.fixture(scope="module", name="hostile")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Files:
    root = poison(tmp_path_factory.mktemp("hostile") / "catalog")
    return render_whole(kb.load(root).tables, NOWHERE).files


def _twins(files: Files) -> dict[PurePosixPath, str]:
    return {path: text for path, text in files.items() if path.suffix == ".md"}


def test_every_entry_and_list_has_a_twin(tiny: kb.KnowledgeBase, files: Files) -> None:
    """A twin lies beside each page, under one name."""
    rows = tiny.tables.rows.values()
    entries = {PurePosixPath(row.kind.folder, row.id, "index.md") for row in rows}

    assert entries | {PurePosixPath(kind.folder, "index.md") for kind in Kind} == set(_twins(files))


def test_reason_of_every_link_is_in_both_twins(tiny: kb.KnowledgeBase, files: Files) -> None:
    """Nothing that a page says about links is left out of its twin."""
    rows = tiny.tables.rows
    missing = [
        (end, link.why)
        for links in tiny.tables.outgoing.values()
        for link in links
        for end in (link.source, link.target)
        if link.why not in files[PurePosixPath(rows[end].kind.folder, end, "index.md")]
    ]

    assert [] == missing


def test_links_lead_to_twins_files_and_terms(files: Files) -> None:
    """A reader of twins never lands on a page that is not there."""
    known = {str(path) for path in files} | {"vocabulary"}

    dead = [
        (str(path), href)
        for path, text in _twins(files).items()
        for href in re.findall(r"\]\(([^)#]+)", text)
        if not href.startswith("https://") and normpath(join(dirname(str(path)), href)) not in known
    ]
    assert [] == dead


def test_every_section_but_pictures_is_in_the_twin(tiny: kb.KnowledgeBase, files: Files) -> None:
    """Whoever adds a section to a page adds its words to the twin."""
    site = Site(tiny.tables)

    missing = [
        (id, section.heading)
        for id, row in tiny.tables.rows.items()
        for section in entry_page(site, id).sections
        if not isinstance(section.content, Diagram)
        if f"\n## {section.heading}\n" not in files[PurePosixPath(row.kind.folder, id, "index.md")]
    ]
    assert [] == missing


def test_twin_leads_to_the_file_on_the_forge(tiny: kb.KnowledgeBase) -> None:
    """Where there is a forge, a reader of twins can edit as well."""
    forge = "https://forge.example.org/us/kb"
    files = render_whole(tiny.tables, Place(repo_url=forge)).files

    twin = files[PurePosixPath("issues/noisy-labels/index.md")]
    assert f"- [Edit this entry]({forge}/edit/main/catalog/issues/noisy-labels.yaml)" in twin


@pytest.mark.parametrize("name", ["issues/noisy-labels", "checks/label-twice", "issues"])
def test_twin_is_the_golden_one(
    tiny: kb.KnowledgeBase, files: Files, golden: Callable[[str, str], None], name: str
) -> None:
    """A twin of the tiny catalog is what a reviewer has seen."""
    text = files[PurePosixPath(name, "index.md")].replace(tiny.version, "VERSION")

    golden(f"site/{name}.twin.md", text)


class TestHostile:
    """What strangers write stays text in every file beside the pages."""

    @pytest.mark.security(11, 13, 15)
    def test_twins_hold_no_element_of_strangers(self, hostile: Files) -> None:
        """A reader that lets HTML through finds none, and no picture."""
        found = {
            (str(path), item.tag)
            for path, text in _twins(hostile).items()
            for item in elements(READER.render(text))
            if item.tag not in TAGS
        }

        assert set() == found

    @pytest.mark.security(14)
    def test_links_of_twins_are_ours_or_public(self, hostile: Files) -> None:
        """No link runs a script or names a machine at home."""
        hrefs = {
            item.attributes["href"]
            for text in _twins(hostile).values()
            for item in elements(READER.render(text))
            if item.tag == "a"
        }

        assert set() == {
            href
            for href in hrefs
            if not href.startswith(("../", "index.md")) and not is_web_address(href)
        }

    @pytest.mark.security(16, 17)
    def test_payloads_can_be_read(self, hostile: Files) -> None:
        """What a stranger wrote is shown, not dropped."""
        told = "".join(text_of(READER.render(text)) for text in _twins(hostile).values())

        assert "<script>window.XSS=1</script>" in told

    @pytest.mark.security(12)
    def test_feed_has_no_element_of_strangers(self, hostile: Files) -> None:
        """Titles and summaries are texts of the feed."""
        tags = {item.tag for item in elements(hostile[PurePosixPath("feed.xml")])}

        known = {"feed", "id", "title", "subtitle", "link", "author", "name", "rights", "updated"}
        assert known | {"entry", "category", "summary"} == tags
