"""Markdown that reads as the text it was made of, judged by a reader of Markdown that is not ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.render.markdown import as_text, fenced, from_html, to_link
from kb.render.prose import Prose
from tests.markup import elements, text_of
from tests.payloads import MARKUP

READER = MarkdownIt("commonmark")
SIGNS = st.text(alphabet="ab1 _*`[]()<>#+-=.~!&;\\|\"'/:é", min_size=1, max_size=40)


def _read(markdown: str) -> str:
    """Return HTML as other people's readers make it, raw HTML switched on."""
    return READER.render(markdown)


class TestText:
    """Plain texts of contributors."""

    @given(SIGNS)
    def test_any_text_reads_as_itself(self, text: str) -> None:
        """No sign means anything: one paragraph with the words of the text and nothing else."""
        html = _read(f"x\n\n{as_text(text)}\n")

        words = " ".join(text.split())
        assert ["p", "p"][: 1 + bool(words)] == [item.tag for item in elements(html)]
        assert words == " ".join(text_of(html).split()).removeprefix("x").strip()

    @given(SIGNS)
    def test_any_text_stays_one_item(self, text: str) -> None:
        """A text in a list begins no list, heading or quote of its own."""
        html = _read(f"- {as_text(text)} x\n")

        assert ["ul", "li"] == [item.tag for item in elements(html)]

    @pytest.mark.security(11, 16)
    @pytest.mark.parametrize("payload", MARKUP.values(), ids=MARKUP)
    def test_markup_of_strangers_is_shown(self, payload: str) -> None:
        """What would be an element for a browser is words for every reader."""
        html = _read(f"# {as_text(payload)}\n\n{as_text(payload)}\n")

        assert {"h1", "p"} == {item.tag for item in elements(html)}

    def test_names_keep_their_lines_and_sums_their_signs(self) -> None:
        """What cannot be misread is not escaped."""
        text = "train_test_split costs 3-5 days, R&D, a > b - c + d"

        assert text == as_text(text)


class TestHtml:
    """What the prose renderer makes becomes Markdown again."""

    @pytest.mark.parametrize(
        "source",
        [
            pytest.param("One *two* **three** `four`.", id="marks"),
            pytest.param("- one\n- two\n\n  more\n- three", id="list"),
            pytest.param("1. one\n2. two\n   - inner", id="nested"),
            pytest.param("> said\n\nand done", id="quote"),
            pytest.param("```\na  b\n\nc\n```", id="code"),
            pytest.param("``a ` b``", id="tick-in-code"),
            pytest.param("see [here](https://a.example.org/x_(y)?a=1&copy;=2)", id="link"),
            pytest.param("one\\\ntwo", id="line-break"),
            pytest.param("see [[noise]]!", id="reference"),
            pytest.param("2 < 3 & \\*no\\* \\# mark", id="signs"),
        ],
    )
    def test_markdown_reads_as_the_same_html(self, source: str) -> None:
        """Reading the twin gives the elements and words of the page; its lists may be spaced out."""
        html = Prose({"noise": "Label *noise*"}, "../issues/{}".format).block(source)

        again = _read(from_html(html))

        assert text_of(html).split() == text_of(again).split()
        before, after = (
            [item.tag for item in elements(text) if item.tag not in ("br", "p")]
            for text in (html, again)
        )
        assert before == after

    @pytest.mark.security(11)
    @pytest.mark.parametrize("payload", MARKUP.values(), ids=MARKUP)
    def test_prose_of_strangers_brings_no_element(self, payload: str) -> None:
        """Only what the page has as well: links, lists, emphasis, code."""
        html = Prose({}, str).block(payload)

        again = _read(from_html(html))

        assert {item.tag for item in elements(again)} <= {item.tag for item in elements(html)} | {
            "p"
        }


class TestLinks:
    """Where links lead."""

    @pytest.mark.parametrize(
        ("href", "link"),
        [
            pytest.param("../../issues/x/", "[t](../../issues/x/index.md)", id="entry"),
            pytest.param("../../vocabulary/#a-b", "[t](../../vocabulary/#a-b)", id="term"),
            pytest.param("https://a.org/x/", "[t](https://a.org/x/)", id="web"),
            pytest.param("#part", "t", id="part-of-the-page"),
            pytest.param("", "t", id="none"),
        ],
    )
    def test_link_leads_to_the_twin(self, href: str, link: str) -> None:
        """Entries lead to their twins, terms and the web to where they are."""
        assert link == to_link("t", href)


def test_code_is_fenced_with_more_ticks_than_it_has() -> None:
    """Code that holds a fence does not end its own block."""
    assert "````python\n```\nx\n````" == fenced("```\nx\n", "python")
