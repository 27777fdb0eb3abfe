"""What is read fast is what the reader with places reads; whatever it would refuse is left to it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.loading.flawless import flawless_data
from kb.loading.reader import read_with_places
from kb.loading.scalars import MAX_DEPTH, MAX_EVENTS
from tests.payloads import YAML_PIECES

CATALOGS = (Path("catalog"), Path("tests/data/tiny"))


@pytest.mark.parametrize("catalog", CATALOGS, ids=str)
def test_files_without_problems_are_read_fast(catalog: Path) -> None:
    """Every file of a good catalog takes the fast way, with the same data in the same order."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(catalog.rglob("*.yaml"))]

    fast = [flawless_data(text) for text in texts]

    assert None not in fast
    assert [read_with_places(text, "").data for text in texts] == fast


@settings(deadline=None, max_examples=400)
@given(content=st.lists(st.sampled_from(YAML_PIECES), max_size=60).map("".join))
def test_fast_way_never_overlooks_a_problem(content: str) -> None:
    """Pieces of YAML in any order: what is read has no problem and is the same; a doubt is allowed."""
    document = read_with_places(content, "")
    fast = flawless_data(content)

    assert fast is None or (fast, ()) == (document.data, document.problems)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("- a\n", id="list"),
        pytest.param("a\n", id="text"),
        pytest.param("a: &x b\n", id="anchor"),
        pytest.param("a: &x [b]\n", id="anchored list"),
        pytest.param("&x a: b\n", id="anchored key"),
        pytest.param("&x\na: b\n", id="anchored root"),
        pytest.param("a: b\nc: *a\n", id="alias of nothing"),
        pytest.param("a: !!str b\n", id="tag"),
        pytest.param("!x\na: b\n", id="tagged root"),
        pytest.param("a: !x {b: c}\n", id="tagged mapping"),
        pytest.param("a: b\na: c\n", id="equal keys"),
        pytest.param("'a': b\n\"a\": c\n", id="equal keys in different quotes"),
        pytest.param("<<: b\n", id="merge"),
        pytest.param("1: b\n", id="number as key"),
        pytest.param("true: b\n", id="word as key"),
        pytest.param("[a]: b\n", id="list as key"),
        pytest.param("? {a: b}\n: c\n", id="mapping as key"),
        pytest.param("a: b\n---\nc: d\n", id="second document"),
        pytest.param("a: [b\n", id="open list"),
        pytest.param("a: b: c\n", id="not YAML"),
        pytest.param('a: "\\e"\n', id="escaped control character"),
        pytest.param('a: "\\u202e"\n', id="escaped direction"),
        pytest.param('"\\u202e": a\n', id="escaped direction in a key"),
        pytest.param('a: "e\\u0301"\n', id="escaped accent"),
        pytest.param("a: e\u0301\n", id="accent apart"),
        pytest.param("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n", id="17 levels"),
        pytest.param("a: [" + "x, " * (MAX_EVENTS - 8) + "]\n", id="20 001 events"),
    ],
)
def test_anything_doubtful_is_left_to_the_other_reader(text: str) -> None:
    """Each of these has a problem, which only the reader with places can show."""
    assert flawless_data(text) is None
    assert read_with_places(text, "").problems
