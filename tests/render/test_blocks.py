"""Finished HTML goes past the builder untouched."""

import pytest

from kb.render.blocks import put_back, take_out

PAGE = """---
title: "A"
---

<div class="kb-head"><h1>A &amp; B</h1></div>

## What \\<it\\> is

<p>one \\1 &#10; two</p>
"""


def test_page_is_whole_again() -> None:
    """Headings and header stay for the builder; blocks come back to the letter."""
    marked, blocks = take_out(PAGE)

    assert ["---", "title", "---", "", "<!--", "", "## What", "", "<!--", ""] == [
        line if line in ("---", "") else line.split(":")[0].split(" kb")[0].split(" \\")[0]
        for line in marked.split("\n")
    ]
    assert 2 == len(blocks)
    assert PAGE == put_back(marked, blocks)


@pytest.mark.parametrize("text", ["<!-- kb 0 -->", "<!-- kb 7 -->", "\\g<0>"])
def test_block_that_looks_like_a_mark_stays_as_it_is(text: str) -> None:
    """What stands in a block is never taken for a mark or a pattern."""
    page = f"<p>{text}</p>\n"
    marked, blocks = take_out(page)

    assert page == put_back(marked, blocks)


def test_page_without_blocks_is_left_alone() -> None:
    """A page written by hand has nothing to put back."""
    assert ("# A\n", ()) == take_out("# A\n")
    assert "<h1>A</h1>" == put_back("<h1>A</h1>", ())
