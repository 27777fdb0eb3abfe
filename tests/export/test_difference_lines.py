"""A difference in lines: for people, for a job's summary, for the changelog."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.errors import one_line
from kb.export.difference_lines import changelog, code_span, markdown, plain
from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Rejected
from kb.query.difference import Difference, difference
from tests.small_tables import link, row, small_tables

OLD = small_tables(
    (row("leak"), row("rush", Kind.ROOT_CAUSE), row("vague"), row("old")),
    (link("leak", "caused_by", "rush", strength="main"),),
    documents={
        "leak": {"phase": "training", "summary": "One two."},
        "rush": {"evidence": [{"source": "doe"}]},
    },
    terms={"tools": ({"id": "saw", "title": "Saw"}, {"id": "axe", "title": "Axe"})},
)
NEW = small_tables(
    (
        row("leak", grade=Grade.C),
        row("rush", Kind.ROOT_CAUSE),
        row("vague", status="retired"),
        row("new", title="Made new"),
        row("skew"),
    ),
    (link("skew", "caused_by", "rush", strength="main"),),
    documents={
        "leak": {"phase": "deployment", "summary": "One two three."},
        "rush": {"root_causes": [{"id": "x", "evidence": [{"source": "doe"}, {"source": "doe"}]}]},
        "vague": {"replaced_by": "leak", "reason": "It was vague."},
        "skew": {"former_ids": ["old"]},
    },
    terms={
        "tools": ({"id": "saw", "title": "Saw", "licence": "MIT"}, {"id": "file", "title": "File"})
    },
)._replace(rejected=(Rejected("Bad luck", Kind.ISSUE, "", "Nobody can act.", (), (), ""),))
FOUND = difference(OLD, NEW)
HOSTILE = "x`y\n::set-output name=a::b ##[error] <img src=x onerror=a()> [a](b) @bob | *c*"


@pytest.mark.parametrize(
    ("name", "tell"), [("txt", plain), ("md", markdown), ("changelog.md", changelog)]
)
def test_every_part_is_told(
    golden: Callable[[str, str], None], name: str, tell: Callable[[Difference], str]
) -> None:
    """Each part has a heading and a line per item; the changelog has its usual headings."""
    golden(f"export/difference.{name}", tell(FOUND))


def test_no_difference_is_no_line() -> None:
    """People are told that there is none; a changelog needs no line."""
    same = difference(OLD, OLD)

    assert ("Nothing but form has changed.\n", "") == (plain(same), changelog(same))
    assert "## Changes of the catalog\n\nNothing but form has changed.\n" == markdown(same)


@pytest.mark.security(24)
def test_contributed_title_stays_text() -> None:
    """A title is one piece of code on one line, whatever is in it."""
    new = small_tables((row("evil", title=HOSTILE),))
    lines = markdown(difference(small_tables(()), new)).splitlines()

    assert lines[lines.index("### Added (1)") + 2] == (
        r"- issue `evil`, `` x`y\n::set-output name=a::b #\x23[error]"
        " <img src=x onerror=a()> [a](b) @bob | *c* ``"
    )


@pytest.mark.security(24)
@given(st.text())
def test_any_text_is_code_and_nothing_else(text: str) -> None:
    """A renderer sees one piece of code in the item of a list, with the text as it was."""
    tokens = MarkdownIt("commonmark").parse(f"- issue {code_span(text)}, end")

    [inline] = [token for token in tokens if token.type == "inline"]
    assert ["text", "code_inline", "text"] == [child.type for child in inline.children or ()]
    assert one_line(text).strip() == (inline.children or ())[1].content.strip()
