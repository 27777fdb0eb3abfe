"""Titles and texts of strangers in the header and the headings of a page."""

import json
from collections.abc import Mapping
from html import unescape
from pathlib import PurePosixPath

import pytest
import yaml

import kb
from kb.render.pages import _front_matter as front_matter
from kb.render.pages import render_pages
from tests.catalog_copy import CatalogCopy
from tests.markup import elements

AWKWARD = 'Label noise & "drift"'


def _rendered(catalog: CatalogCopy) -> Mapping[PurePosixPath, str]:
    return render_pages(kb.load(catalog.root).tables)


def _front_matter(page: str) -> dict[str, object]:
    """Return a page's header as the builder reads it."""
    header: dict[str, object] = yaml.safe_load(page.split("---\n")[1])
    return header


class TestEscaping:
    """Titles and descriptions reach a header that the builder's theme prints as it is."""

    @pytest.mark.security(12)
    def test_title_is_escaped_in_the_header(self, tiny_copy: CatalogCopy) -> None:
        """The header holds the title as HTML, in quotes that YAML understands."""
        tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", f"title: {AWKWARD}")

        header = _front_matter(_rendered(tiny_copy)[PurePosixPath("issues/noisy-labels.md")])

        assert "Label noise &amp; &quot;drift&quot;" == header["title"]

    def test_title_is_escaped_in_the_heading(self, tiny_copy: CatalogCopy) -> None:
        """The one heading of the first level reads as the title."""
        tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", f"title: {AWKWARD}")

        page = _rendered(tiny_copy)[PurePosixPath("issues/noisy-labels.md")]

        heading = page.split("<h1>")[1].split("</h1>")[0]
        assert ([], AWKWARD) == (elements(heading), unescape(heading))

    @pytest.mark.security(12)
    def test_summary_is_escaped_in_the_header(self, tiny_copy: CatalogCopy) -> None:
        """A summary cannot end the attribute that the theme puts the description into."""
        summary = '"><script>window.XSS=1</script> {{ 7*7 }}'
        tiny_copy.replace(
            "issues/noisy-labels.yaml",
            "Part of the labels in the training data are wrong.",
            summary,
        )

        header = _front_matter(_rendered(tiny_copy)[PurePosixPath("issues/noisy-labels.md")])

        description = str(header["description"])
        assert ([], summary) == (elements(description), unescape(description))

    @pytest.mark.parametrize(
        "title",
        [
            pytest.param("Über die Größe 数据 😀", id="other-scripts"),
            pytest.param("yes", id="word-of-yaml"),
            pytest.param("key: value # no comment", id="signs-of-yaml"),
            pytest.param("--- title", id="document-marker"),
            pytest.param("2026-01-01", id="date"),
        ],
    )
    def test_header_gives_back_any_title(self, tiny_copy: CatalogCopy, title: str) -> None:
        """A title stays the text that it is, whatever YAML would take it for."""
        tiny_copy.replace(
            "issues/noisy-labels.yaml",
            "title: Noisy labels",
            f"title: {json.dumps(title, ensure_ascii=False)}",
        )

        header = _front_matter(_rendered(tiny_copy)[PurePosixPath("issues/noisy-labels.md")])

        assert title == unescape(str(header["title"]))

    @pytest.mark.security(12)
    def test_title_of_a_group_is_plain_text(self, tiny_copy: CatalogCopy) -> None:
        """A term's title that becomes a heading is no Markdown and no HTML."""
        tiny_copy.replace(
            "vocabulary/phases.yaml", "title: Deployment", "title: '&lt;b&gt; *a* _b_ # c'"
        )

        page = _rendered(tiny_copy)[PurePosixPath("issues/index.md")]

        assert r"## &amp;lt;b&amp;gt; \*a\* \_b\_ \# c" in page.splitlines()

    def test_title_of_a_group_keeps_its_capitals(self, tiny_copy: CatalogCopy) -> None:
        """Only the first letter of a group's heading is made a capital."""
        tiny_copy.replace("vocabulary/phases.yaml", "title: Deployment", "title: the API of ML")

        page = _rendered(tiny_copy)[PurePosixPath("issues/index.md")]

        assert "## The API of ML" in page.splitlines()


class TestRefused:
    """What would spoil a page never gets as far as the pages."""

    def test_id_of_a_list_page_is_refused(self, tiny_copy: CatalogCopy) -> None:
        """An entry called index would take the place of the list of its kind."""
        stub = "id: index\ntitle: An index\nsummary: |\n  Hi.\nstatus: stub\nadded: 2026-01-15\n"
        tiny_copy.write("issues/index.yaml", stub)

        found = [(problem.code, problem.field) for problem in tiny_copy.problems()]

        assert [("KB106", "id")] == found

    @pytest.mark.security(10)
    @pytest.mark.parametrize("escape", ["\\uFFFE", "\\uFFFF", "\\uFDD0", "\\U0001FFFE"])
    def test_noncharacter_is_refused(self, tiny_copy: CatalogCopy, escape: str) -> None:
        """The builder's YAML refuses some of them, and would show the whole header as Markdown."""
        title = f'title: "Noisy {escape} labels"'
        tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", title)

        found = [(problem.code, problem.where.line) for problem in tiny_copy.problems()]

        assert [("KB503", 3)] == found

    def test_header_stays_a_header_whatever_the_reader_lets_through(self) -> None:
        """Should such a character get here all the same, the header is still read as one."""
        header = "\n".join(front_matter("a \ufffe b", "[x](javascript:y)", ()))

        found = yaml.safe_load(header.split("---\n")[1].removesuffix("---"))

        assert {"title": "a &#65534; b", "description": "[x](javascript:y)"} == found
