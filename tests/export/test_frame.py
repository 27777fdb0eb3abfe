"""Entries as a pandas table, and what happens without pandas."""

import sys

import pytest

import kb
from kb.errors import QueryError
from kb.export.frame import to_frame
from tests.own_process import run_python

RECORDS: list[dict[str, object]] = [
    {"id": "a", "title": "One", "tags": ["x"]},
    {"id": "b", "title": "Two", "minutes": 5},
]


def test_table_has_one_row_per_entry() -> None:
    """Rows are found by id; a field that an entry lacks is empty."""
    pandas = pytest.importorskip("pandas")

    frame = to_frame(RECORDS)

    assert ["a", "b"] == list(frame.index)
    assert ["title", "tags", "minutes"] == list(frame.columns)
    assert ["x"] == frame.loc["a", "tags"]
    assert pandas.isna(frame.loc["a", "minutes"])


def test_table_of_nothing_is_empty() -> None:
    """A kind without entries gives a table without rows."""
    pytest.importorskip("pandas")

    frame = to_frame([])

    assert ("id", 0) == (frame.index.name, len(frame))


def test_knowledge_base_makes_the_table(tiny: kb.KnowledgeBase) -> None:
    """The face hands over the entries of a kind."""
    pytest.importorskip("pandas")

    frame = tiny.to_frame("symptoms")

    assert list(tiny.symptoms) == list(frame.index)


def test_missing_pandas_is_said_with_the_way_to_get_it() -> None:
    """Without pandas the error is one of ours and names the command that helps."""
    told = run_python("""
import sys
sys.modules["pandas"] = None  # as if it were not installed
from kb.errors import QueryError
from kb.export.frame import to_frame
try:
    to_frame([])
except QueryError as error:
    print(error)
""")

    assert "to_frame needs pandas: pip install pandas\n" == told


def test_knowledge_base_without_pandas_raises_an_error_of_ours(
    tiny: kb.KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The face raises what its docstring says, not an ImportError."""
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(QueryError, match="needs pandas"):
        tiny.to_frame("issue")
