"""Read HTML back the way a visitor's tools would: its elements, its text, its links."""

from html.parser import HTMLParser
from typing import NamedTuple

__all__ = ["Element", "elements", "text_of"]


class Element(NamedTuple):
    """A start tag with its attributes, names in lower case and values unescaped."""

    tag: str
    attributes: dict[str, str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def elements(html: str) -> list[Element]:
    """Return every element of a page in the order of its start tags."""
    return _read(html).found


def text_of(html: str) -> str:
    """Return what is left of a page without its tags."""
    return "".join(_read(html).text)
