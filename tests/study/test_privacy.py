"""Whoever is named in a table is found, and can be masked."""

import time

import pytest

from kb.errors import QueryError
from kb.study.privacy import masked, refuse_personal
from tests.csv_files import table


@pytest.mark.parametrize(
    ("cell", "clean"),
    [
        ("write to a.b+c@ex-ample.co.uk now", "write to [e-mail address 1] now"),
        ("a(at)example.org", "[e-mail address 1]"),
        ("call +49 (30) 123-4567", "call [phone number 1]"),
        ("call 0172 1234567 or 0172 1234567", "call [phone number 1] or [phone number 1]"),
        ("call (555) 123-4567 or 555-123-4568", "call [phone number 1] or [phone number 2]"),
        ("asked Dr. Ada Lovelace twice", "asked Dr. [name 1] twice"),
        ("ich heiße Änne Müller", "ich heiße [name 1]"),
        ("Mr Smith wrote to s@example.org", "Mr [name 1] wrote to [e-mail address 2]"),
    ],
)
def test_personal_text_is_masked(cell: str, clean: str) -> None:
    """The same text has the same number, so that people are still told apart."""
    found, places = masked(table(f'text\n"{cell}"'))

    assert clean == found.rows[0].cells[0]
    assert {(2, "text")} == {(place.row, place.column) for place in places}


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-21 17:20:11",
        "21/11/2026 5:13:22 PM",
        "0.123 of 45678",
        "1,234,567",
        "often",
        "P7",
        "section 10.1145/3510003.3510209",
        "Data Scientist",
        "the Dr made it",
        "@everyone",
    ],
)
def test_harmless_text_is_left(cell: str) -> None:
    """Dates, figures and roles name nobody."""
    assert () == masked(table(f'text\n"{cell}"'))[1]


@pytest.mark.parametrize(
    ("header", "cell", "clean"),
    [
        ("First name", "ada", "[name 1]"),
        ("E-Mail", "n/a", "[e-mail address 1]"),
        ("IP address", "10.0.0.1", "[contact detail 1]"),
        ("coder", "Ada Lovelace", "[name 1]"),
        ("interview", "Ada B. Lovelace", "[name 1]"),
        ("coder", "Coder Two", "Coder Two"),
        ("coder", "A", "A"),
    ],
)
def test_column_that_names_people_is_masked(header: str, cell: str, clean: str) -> None:
    """Some columns hold names whatever they look like, in others a full name shows by its form."""
    assert clean == masked(table(f"{header}\n{cell}"))[0].rows[0].cells[0]


def test_names_are_refused_with_their_place() -> None:
    """The message names row, column and kind, and does not repeat the text."""
    with pytest.raises(QueryError) as caught:
        refuse_personal(table("a,b\n1,2\n1,x@example.org\ny@example.org,1\n"))

    assert (
        "a.csv: row 3, column 'b': e-mail address (1 more); delete it, or replace all of them with --mask"
    ) == str(caught.value)


def test_header_is_looked_at_too() -> None:
    """A turned table has its segments in the header."""
    found, places = masked(table("code,x@example.org\na,1\n"))

    assert ("code", "[e-mail address 1]") == found.columns
    assert "a.csv: row 1, column '[e-mail address 1]': something personal in the header" == str(
        places[0]
    )


def test_table_without_names_passes() -> None:
    """Nothing is said where nobody is named."""
    refuse_personal(table("role,q\ndata-scientist,4\n"))


@pytest.mark.security(23)
@pytest.mark.parametrize(
    "part", ["a.a", "a@b.", "+49 1 ", "0123-", "(555) ", "Dr Aa ", "my name is "]
)
def test_long_text_costs_little_time(part: str) -> None:
    """No text makes the search for names slow."""
    long = table(f"text\n{part * 10_000}")
    start = time.perf_counter()
    masked(long)

    assert time.perf_counter() - start < 5
