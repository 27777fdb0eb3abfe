"""Turn contributed Markdown into HTML that cannot do anything but be read."""

import re
from collections.abc import Callable, Mapping
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from kb.models.text import is_web_address

__all__ = ["Prose", "one_line", "plain"]

_TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
_ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "*": set()}
_REL = "noopener noreferrer nofollow ugc"

_NO_MARKUP = re.compile(r"[^\\`*_\[\]!<>&\x00-\x1f\x7f\xa0]*")
"""Text that is its own HTML: without it half of the time would go into finding that out."""


class Prose:
    """Renders texts for one page; `[[id]]` becomes a link as seen from that page.

    Args:
        titles: title of every entry by id.
        address: the address of an entry, relative to the page.
    """

    def __init__(self, titles: Mapping[str, str], address: Callable[[str], str]) -> None:
        self._titles = titles
        self._address = address
        self._markdown = MarkdownIt("commonmark", {"html": False}).disable(
            ["image", "html_inline", "html_block", "entity"]
        )
        self._markdown.inline.ruler.before("link", "reference", self._reference)
        self._markdown.validateLink = is_web_address  # type: ignore[assignment,method-assign]  # its own way to set a policy

    def block(self, text: str) -> str:
        """Return paragraphs, lists and quotes as one line of safe HTML."""
        return one_line(self._clean(self._markdown.render(text)))

    def line(self, text: str) -> str:
        """Return a single line of text as safe HTML without a paragraph around it."""
        if _NO_MARKUP.fullmatch(text):
            return text.strip()
        return one_line(self._clean(self._markdown.renderInline(text)))

    def _clean(self, html: str) -> str:
        return nh3.clean(
            html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https"}, link_rel=_REL
        )

    def _reference(self, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        if not state.src.startswith("[[", state.pos):
            return False
        end = state.src.find("]]", state.pos)
        id = state.src[state.pos + 2 : end]
        if end < 0 or id not in self._titles:
            return False
        if not silent:
            opening = state.push("link_open", "a", 1)
            opening.attrs = {"href": self._address(id)}
            state.push("text", "", 0).content = self._titles[id]
            state.push("link_close", "a", -1)
        state.pos = end + 2
        return True


def one_line(html: str) -> str:
    r"""Return HTML on one line, so that no Markdown extension of the builder sees a line start.

    >>> one_line("<pre>a\nb</pre>")
    '<pre>a&#10;b</pre>'
    """
    return html.strip().replace("\r", "").replace("\n", "&#10;")


def plain(text: str) -> str:
    """Return text escaped for HTML, on one line."""
    return one_line(escape(text))
