"""Contributed text comes out as text or as a public link, always on one line."""

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.models.text import is_web_address
from kb.render.prose import Prose, one_line, plain
from tests.markup import Element, elements, text_of
from tests.payloads import FORMULAS, LOG_LINES, MARKUP, QUESTIONS, cases

HARMLESS = {"blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
REL = "noopener noreferrer nofollow ugc"
ENTRY = "../../issues/stale-joins/"
CASES = cases(MARKUP, FORMULAS, LOG_LINES, QUESTIONS)


@pytest.fixture(name="prose")
def _prose() -> Prose:
    titles = {"stale-joins": 'Joins & "keys"'}
    return Prose(titles, "../../issues/{}/".format)


def _is_harmless(element: Element) -> bool:
    """Whether an element is plain markup without attributes, or a link to a public https page."""
    if element.tag == "a":
        href = element.attributes.get("href", "")
        return element.attributes == {"href": href, "rel": REL} and is_web_address(href)
    return element.tag in HARMLESS and element.attributes == {}


@pytest.mark.security(11, 13, 14, 15)
@pytest.mark.parametrize("text", CASES)
def test_payload_in_a_block_leaves_only_text_and_public_links(prose: Prose, text: str) -> None:
    """No element, attribute or address of a payload survives in a block of text."""
    html = prose.block(text)

    assert [] == [element for element in elements(html) if not _is_harmless(element)]


@pytest.mark.security(11, 13, 14, 15)
@pytest.mark.parametrize("text", CASES)
def test_payload_in_a_line_leaves_only_text_and_public_links(prose: Prose, text: str) -> None:
    """No element, attribute or address of a payload survives in a line of text."""
    html = prose.line(text)

    assert [] == [element for element in elements(html) if not _is_harmless(element)]


@pytest.mark.parametrize("text", CASES)
def test_payload_as_plain_text_has_no_element_at_all(text: str) -> None:
    """Plain text holds no element and reads as it was written."""
    html = plain(text)

    assert ([], text.strip().replace("\r", "")) == (elements(html), text_of(html))


@pytest.mark.security(11, 16)
@pytest.mark.parametrize("text", CASES)
def test_output_is_always_one_line(prose: Prose, text: str) -> None:
    """Whatever is rendered has no line break, so the builder's Markdown sees no line start."""
    lines = [f(text) for f in (prose.block, prose.line, plain)]

    assert [1, 1, 1] == [len(html.splitlines()) for html in lines]


@pytest.mark.security(16, 17)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="html"),
        pytest.param("{{ 7*7 }} {{config}}", "{{ 7*7 }} {{config}}", id="template"),
        pytest.param('--8<-- "mkdocs.yml"', '--8<-- "mkdocs.yml"', id="snippet"),
        pytest.param("x {: onclick=y }", "x {: onclick=y }", id="attr-list"),
        pytest.param("<!-- note -->", "<!-- note -->", id="comment"),
        pytest.param("&lt;b&gt; &amp; &#106;", "&lt;b&gt; &amp; &#106;", id="entities"),
        pytest.param("a < b > c & d", "a < b > c & d", id="comparison"),
        pytest.param("[x](javascript:alert(1))", "[x](javascript:alert(1))", id="script-link"),
        pytest.param("[x](//evil.example)", "[x](//evil.example)", id="protocol-relative"),
        pytest.param("[x](https://127.0.0.1/)", "[x](https://127.0.0.1/)", id="loopback"),
        pytest.param("![x](http://evil.example/a)", "![x](http://evil.example/a)", id="image"),
    ],
)
def test_what_is_not_allowed_can_still_be_read(prose: Prose, text: str, shown: str) -> None:
    """Refused markup is shown as the author wrote it, not dropped."""
    html = prose.line(text)

    assert shown == text_of(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>", id="marks"),
        pytest.param(
            "[x](https://good.example/a?b=1&c=2)",
            f'<a href="https://good.example/a?b=1&amp;c=2" rel="{REL}">x</a>',
            id="link",
        ),
        pytest.param(
            "<https://good.example/>",
            f'<a href="https://good.example/" rel="{REL}">https://good.example/</a>',
            id="autolink",
        ),
        pytest.param(
            '[x](https://good.example "a tooltip")',
            f'<a href="https://good.example" rel="{REL}">x</a>',
            id="link-title-is-dropped",
        ),
        pytest.param(
            "![x](https://good.example/a.png)",
            f'!<a href="https://good.example/a.png" rel="{REL}">x</a>',
            id="image-becomes-a-link",
        ),
    ],
)
def test_allowed_markup_is_rendered(prose: Prose, text: str, html: str) -> None:
    """Emphasis, code and links to public https pages are what a text may have."""
    rendered = prose.line(text)

    assert html == rendered


@settings(max_examples=300)
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_text_without_markup_is_what_the_long_way_makes_of_it(text: str) -> None:
    """Only a lonely asterisk, which means nothing, sends the second one through the parser."""
    prose = Prose({}, str)
    bare = text.strip()
    if "*" not in bare and not bare.endswith("\\"):
        assert prose.line(f"{bare} *") == f"{prose.line(bare)} *"


def test_block_holds_paragraphs_lists_quotes_and_code(prose: Prose) -> None:
    """The structure of a longer text survives on one line."""
    html = prose.block("one\ntwo\n\n- a\n- b\n\n> c\n\n```\nd\ne\n```\n")

    expected = (
        "<p>one\ntwo</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        "<blockquote>\n<p>c</p>\n</blockquote>\n<pre><code>d\ne\n</code></pre>"
    )
    assert expected.replace("\n", "&#10;") == html


class TestReference:
    """Links to entries, written as `[[id]]`."""

    def test_known_id_becomes_a_relative_link_with_the_title(self, prose: Prose) -> None:
        """A reference shows the entry's title, escaped, and points to its page."""
        html = prose.line("See [[stale-joins]].")

        assert f'See <a href="{ENTRY}" rel="{REL}">Joins &amp; "keys"</a>.' == html

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("[[no-such-entry]]", id="unknown"),
            pytest.param("[[Stale-joins]]", id="other-case"),
            pytest.param("[[stale-joins", id="unclosed"),
            pytest.param("[[ stale-joins ]]", id="spaces"),
            pytest.param("[[]]", id="empty"),
            pytest.param("[stale-joins]", id="single-brackets"),
        ],
    )
    def test_anything_else_in_brackets_stays_text(self, prose: Prose, text: str) -> None:
        """Only the exact id of an entry between double brackets is a link."""
        html = prose.line(text)

        assert text == html

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            pytest.param("`[[stale-joins]]`", "<code>[[stale-joins]]</code>", id="span"),
            pytest.param("\\[[stale-joins]]", "[[stale-joins]]", id="escaped"),
        ],
    )
    def test_reference_in_code_stays_text(self, prose: Prose, text: str, html: str) -> None:
        """In a code span, and after a backslash, brackets are only brackets."""
        rendered = prose.line(text)

        assert html == rendered

    def test_reference_in_a_code_block_stays_text(self, prose: Prose) -> None:
        """A data frame indexed by a list of columns is not a link."""
        html = prose.block("```\nframe[[stale-joins]]\n```")

        assert [Element("pre", {}), Element("code", {})] == elements(html)

    def test_reference_inside_a_link_does_not_nest(self, prose: Prose) -> None:
        """A reference in the text of a link never gives a link inside a link."""
        html = prose.line("[see [[stale-joins]] there](https://good.example/)")

        assert 1 == html.count("<a ") == html.count("</a>")

    def test_address_is_the_one_seen_from_the_page(self) -> None:
        """The same reference is another address on a page at another depth."""
        prose = Prose({"a": "A"}, "issues/{}/".format)

        html = prose.line("[[a]]")

        assert f'<a href="issues/a/" rel="{REL}">A</a>' == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<pre>a\nb</pre>", "<pre>a&#10;b</pre>", id="line-break"),
        pytest.param("a\r\nb\rc", "a&#10;bc", id="carriage-return"),
        pytest.param("\n a \n", "a", id="margins"),
    ],
)
def test_one_line_keeps_what_a_browser_shows(html: str, expected: str) -> None:
    """A line break becomes its character reference, which a browser shows in the same way."""
    line = one_line(html)

    assert expected == line


def test_plain_escapes_quotes_for_attributes() -> None:
    """Plain text can stand in an attribute without ending it."""
    html = plain("a \"b\" 'c' <d> & e")

    assert ("a \"b\" 'c' <d> & e", False) == (unescape(html), bool({'"', "'", "<"} & set(html)))
