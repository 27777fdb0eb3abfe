"""Codings in three layouts; what is not understood is named with row and column."""

import pytest

from kb.errors import QueryError
from kb.study.codings import read_codings
from tests.csv_files import coded, table

LAYOUTS = {
    "long": "Quotation ID,Code,Comment\ns1,labels,\ns1,age,\ns2,,nothing here\ns3,age,\n",
    "codes in one cell": "segment,codes\ns1,labels; age\ns2,\ns3,age\n",
    "wide": "segment,labels,age\ns1,1,x\ns2,0,\ns3,no,ja\n",
    "turned": "code,s1,s2,s3\nlabels,1,0,0\nage,1,0,1\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_says_the_same(text: str) -> None:
    """Segments without a code are kept: that a coder gave none is an answer."""
    found = {(one.segment, one.code) for one in coded(text).codings}

    assert {("s1", "labels"), ("s1", "age"), ("s2", ""), ("s3", "age")} == found


def test_details_are_read_and_tell_segments_apart() -> None:
    """The same segment number in two interviews is two segments."""
    one, other = coded("segment,code,interview,team\n1,a,P1,T\n1,b,P2,T\n").codings

    assert ("P1/1", "P2/1") == (one.unit, other.unit)
    assert {"interview": "P1", "team": "T"} == one.details


def test_wide_table_may_have_details() -> None:
    """Columns that are known are no codes."""
    [one] = coded("interview,segment,age\nP1,1,1\n").codings

    assert ("P1/1", "age") == (one.unit, one.code)


def test_codes_without_segments_are_rows() -> None:
    """A table for tallies needs no segments."""
    assert ["2", "3"] == [one.segment for one in coded("code,team\na,T\na,T\n").codings]


def test_column_is_passed_over_on_request() -> None:
    """What a tool adds can be ignored by its header."""
    found = read_codings(table("segment,code,Colour\ns1,a,red\n"), ignore=["colour"])

    assert ["a"] == [one.code for one in found.codings]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "row 1: no column 'segment' and none 'code'"),
        ("segment,code,Colour\ns1,a,red\n", "row 1, column C 'Colour': nobody knows this column"),
        ("segment,code,Codes\ns1,a,b\n", "row 1, column C 'Codes': a second column with the code"),
        ("segment\ns1\n", "row 1: segments without codes"),
        ("segment,age\ns1,1\ns2,2\n", "row 3, column 'age': '2' is neither 1 nor 0"),
        ("segment,age\ns1,1\ns1,0\n", "row 3, column 'segment': 's1' a second time"),
        ("segment,age\n,1\n", "row 2, column 'segment': empty; one row per segment"),
        ("segment,code\n,age\n", "row 2, column 'segment': empty; every row needs"),
        ("code,s1\nage,maybe\n", "row 2, column 's1': 'maybe' is neither"),
    ],
)
def test_what_is_not_understood_has_its_place(text: str, said: str) -> None:
    """Nothing is guessed and nothing is skipped."""
    with pytest.raises(QueryError, match=f"^a.csv: {said}"):
        coded(text)
