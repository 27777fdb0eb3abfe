"""Carry finished HTML past a builder's Markdown, which would parse all of it and change nothing."""

import re

__all__ = ["put_back", "take_out"]

_BLOCK = re.compile(r"^<.+$", re.MULTILINE)
_MARK = "<!-- kb {} -->"
_MARKS = re.compile(r"<!-- kb (\d+) -->")


def take_out(page: str) -> tuple[str, tuple[str, ...]]:
    r"""Return a generated page with a mark in place of every block of HTML, and the blocks.

    >>> take_out("## Causes\n\n<p>one</p>\n")
    ('## Causes\n\n<!-- kb 0 -->\n', ('<p>one</p>',))
    """
    blocks: list[str] = []

    def mark(found: re.Match[str]) -> str:
        blocks.append(found.group())
        return _MARK.format(len(blocks) - 1)

    return _BLOCK.sub(mark, page), tuple(blocks)


def put_back(html: str, blocks: tuple[str, ...]) -> str:
    """Return what the builder made of a page, with its blocks where their marks are."""
    return _MARKS.sub(lambda found: blocks[int(found.group(1))], html)
