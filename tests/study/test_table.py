"""Tables of any usual delimiter and encoding; what is none is refused in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import QueryError
from kb.export.csv_cells import csv_text, original
from kb.study.table import MAX_BYTES, Table, read_table
from tests.csv_files import table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiter_and_encoding_are_found(mark: str, encoding: str) -> None:
    """What a spreadsheet of any country writes is read, also with other delimiters inside quotes."""
    text = f'a{mark}b\r\nhäufig{mark}"x, y; z | \t"\r\n\r\n{mark}\r\n1{mark}2\r\n'

    found = read_table(text.encode(encoding), "a.csv", original)

    assert ("a", "b") == found.columns
    assert [(2, ("häufig", "x, y; z |")), (5, ("1", "2"))] == list(found.rows)


def test_one_column_is_a_table() -> None:
    """A file without any delimiter has one column."""
    assert Table("a.csv", ("a",), (table("a\n1").rows[0],)) == table("a\n1")


@pytest.mark.security(10, 24)
def test_invisible_characters_are_dropped_and_lines_joined() -> None:
    """Cells can be printed: no escape, no bidi mark, no line break is left."""
    found = table('a,"b\x1b[31m\nc"\n"\u202e1",2\n')

    assert (("a", "b[31m c"), ("1", "2")) == (found.columns, found.rows[0].cells)


@pytest.mark.security(21)
def test_own_export_is_read_back() -> None:
    """What was made harmless for spreadsheets is the same again."""
    assert ("=1+1", "'x") == table(csv_text(["a", "b"], [["=1+1", "'x"]])).rows[0].cells


@pytest.mark.security(4, 7)
@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(b"", "a.csv: the first row is empty", id="empty"),
        pytest.param(b"\n\na,b\n", "a.csv: the first row is empty", id="blank-first-row"),
        pytest.param(b"a,b\n", "a.csv: no rows below the header", id="header-only"),
        pytest.param(b"a,b\n1\n", "a.csv: row 2: 1 cell below 2 columns", id="too-few"),
        pytest.param(b"a,b\n1,2,3\n", "a.csv: row 2: 3 cells below 2 columns", id="too-many"),
        pytest.param(b"a\0b", "a.csv: not a text file", id="binary"),
        pytest.param(b"\x81\x8d", "a.csv: not a text file", id="no-encoding"),
        pytest.param(b'a,b\n"1,2\n', "a.csv: not a table", id="open-quote"),
        pytest.param(b"a" * (MAX_BYTES + 1), "a.csv: more than 20 MB", id="huge"),
    ],
)
def test_no_table_is_refused(raw: bytes, said: str) -> None:
    """Each kind of damage has its message."""
    with pytest.raises(QueryError, match=f"^{said}"):
        read_table(raw, "a.csv", original)


def test_column_far_to_the_right_has_its_letters() -> None:
    """The complaint about a column names it as a spreadsheet does."""
    columns = tuple(f"c{number}" for number in range(30))

    assert "a.csv: row 1, column AB 'c27': x" == str(
        Table("a.csv", columns, ()).wrong_column(27, "x")
    )


@pytest.mark.security(7)
@given(st.one_of(st.binary(), st.text("ab,;\t\"\n\r |'=\0ü").map(str.encode)))
def test_any_bytes_are_a_table_or_refused(raw: bytes) -> None:
    """Nothing that a file may hold ends in a traceback, and rows are as wide as the header."""
    try:
        found = read_table(raw, "a.csv", original)
    except QueryError:
        return

    assert {len(found.columns)} == {len(row.cells) for row in found.rows}
