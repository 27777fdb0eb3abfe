"""A built page as its elements and the files that it names."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tests.markup import Element

__all__ = ["NOT_FOUND", "Page", "is_internal"]

NOT_FOUND = "404.html"
"""Shown at any address, so it alone names files from the top of the server."""


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


def is_internal(address: str) -> bool:
    """Return whether an address leads to this site."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc
