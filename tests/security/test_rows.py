r"""The security bar: what strangers may try, and that each attempt has tests.

A test says which attempts it is about with `@pytest.mark.security(row, …)`; `pytest -m security` runs
them all, `grep -rn "security(.*\b10\b" tests` finds those of row 10.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROWS = {
    1: "YAML tags",
    2: "aliases that multiply",
    3: "deep nesting",
    4: "huge files and values",
    5: "one key twice",
    6: "words that YAML takes for something else",
    7: "several documents, odd keys, other encodings",
    8: "links, pipes and submodules",
    9: "ids and names that are paths",
    10: "invisible, control and lookalike characters",
    11: "HTML in texts",
    12: "titles and summaries in the head of a page",
    13: "attribute lists",
    14: "addresses that run, hide or reach inside",
    15: "images and beacons",
    16: "snippets that include files",
    17: "templates in texts",
    18: "the search and its results",
    19: "labels of diagrams",
    20: "JSON that ends its script",
    21: "formulas in tables",
    22: "questions in a query language",
    23: "texts that cost time",
    24: "orders to a terminal or the log of a CI",
    25: "workflows of the forge",
    26: "what is installed and what is in the tree",
    27: "addresses that die or change hands",
    28: "mentions of people",
}


def _rows_in(path: Path) -> set[int]:
    """Return the rows that the tests of a file are marked with."""
    return {
        argument.value
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.security"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, int)
    }


@pytest.fixture(scope="module", name="tested")
def _tested() -> set[int]:
    return set().union(*map(_rows_in, TESTS.rglob("test_*.py")))


@pytest.mark.parametrize("row", ROWS, ids=ROWS.values())
def test_every_row_has_a_test(tested: set[int], row: int) -> None:
    """No attempt is without a test that would fail if the defence went."""
    assert row in tested


def test_no_test_names_an_unknown_row(tested: set[int]) -> None:
    """A number that is not in the list is a slip."""
    assert set() == tested - set(ROWS)
