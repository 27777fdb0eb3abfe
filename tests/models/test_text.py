"""What ids, titles, addresses, numbers and dates may look like."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from kb.models.text import (
    ArxivId,
    Day,
    Days,
    Doi,
    EntryId,
    Line,
    Prose,
    TermId,
    Title,
    WebAddress,
    Whole,
    Year,
    is_web_address,
)
from tests.payloads import (
    ADDRESSES,
    IDS,
    LOOKALIKES,
    LOOKALIKES_ALLOWED,
    TITLES,
    TITLES_REFUSED,
    cases,
)

GOOD_ADDRESSES = (
    pytest.param("https://example.org", id="host"),
    pytest.param("https://example.org/", id="slash"),
    pytest.param("https://sub.example.org/a/b.html?c=d&e=%20#f", id="path, query and fragment"),
    pytest.param("https://xn--mnchen-3ya.example.org", id="international name in ASCII"),
    pytest.param("https://example.org/a_(b)", id="brackets in the path"),
    pytest.param("https://example.org/~user/@handle", id="at sign in the path"),
    pytest.param("https://3d.example.org/2020:1", id="digits and colon"),
)


@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_public_address_is_accepted_as_it_is(address: str) -> None:
    """An encrypted page of a named host is fine."""
    assert address == TypeAdapter(WebAddress).validate_python(address)
    assert is_web_address(address)


@pytest.mark.security(14)
@pytest.mark.parametrize("address", cases(ADDRESSES))
def test_other_address_is_refused(address: str) -> None:
    """Whatever could run code, hide its target or reach a private machine is refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(WebAddress).validate_python(address)


@pytest.mark.security(14)
@pytest.mark.parametrize("address", cases(ADDRESSES))
def test_link_in_prose_is_held_to_the_same_rule(address: str) -> None:
    """Markdown links go through the same check as fields."""
    assert not is_web_address(address)


@pytest.mark.security(9)
@pytest.mark.parametrize("id", cases(IDS))
def test_id_that_could_be_a_path_or_markup_is_refused(id: str) -> None:
    """An id is a file name on every system, a folder of the site and an anchor."""
    with pytest.raises(ValidationError):
        TypeAdapter(EntryId).validate_python(id)


@pytest.mark.security(10, 12, 20, 24)
@pytest.mark.parametrize("title", cases(TITLES_REFUSED, LOOKALIKES))
def test_title_that_could_deceive_is_refused(title: str) -> None:
    """A title holds no markup, no line break and no word of two scripts."""
    with pytest.raises(ValidationError):
        TypeAdapter(Title).validate_python(title)


@pytest.mark.security(10)
@pytest.mark.parametrize("title", cases(LOOKALIKES_ALLOWED, TITLES))
def test_title_in_other_scripts_is_accepted(title: str) -> None:
    """Names, units and words of other scripts are fine, and so are signs that are escaped later."""
    assert title == TypeAdapter(Title).validate_python(title)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        pytest.param(EntryId, "label-noise", id="entry id"),
        pytest.param(EntryId, "a", id="one letter"),
        pytest.param(EntryId, "doe2021", id="digits"),
        pytest.param(EntryId, "console", id="begins like a device"),
        pytest.param(EntryId, "a" * 64, id="64 characters"),
        pytest.param(TermId, "con", id="a term is no file"),
        pytest.param(Title, "Model A/B testing, 50 % & more", id="title"),
        pytest.param(Line, "code `x < 1` in a line", id="line"),
        pytest.param(Prose, "two\nlines", id="prose"),
        pytest.param(Doi, "10.1145/3510003.3510209", id="doi"),
        pytest.param(Doi, "10.1016/S0004-3702(99)00052-1", id="doi with brackets"),
        pytest.param(ArxivId, "2209.09125", id="arxiv"),
        pytest.param(ArxivId, "cs-ai/9901001", id="old arxiv"),
        pytest.param(Whole, 0, id="zero"),
        pytest.param(Year, 1999, id="year"),
        pytest.param(Days, 0.25, id="days"),
        pytest.param(Day, date(2026, 1, 15), id="date"),
    ],
)
def test_value_of_the_right_form_is_accepted(type_: object, value: object) -> None:
    """Good values come back unchanged."""
    assert value == TypeAdapter(type_).validate_python(value)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        pytest.param(EntryId, "a" * 65, id="65 characters"),
        pytest.param(EntryId, 7, id="number"),
        pytest.param(Title, "ab", id="short title"),
        pytest.param(Title, "a" * 201, id="long title"),
        pytest.param(Line, "two\nlines", id="two lines in one"),
        pytest.param(Line, "a\tb", id="tab in a line"),
        pytest.param(Line, "a" * 601, id="long line"),
        pytest.param(Prose, "", id="empty prose"),
        pytest.param(Prose, "a" * 6001, id="long prose"),
        pytest.param(Doi, "https://doi.org/10.1145/1", id="doi with resolver"),
        pytest.param(WebAddress, "https://example.org/a b", id="space in an address"),
        pytest.param(WebAddress, "https://example.org/<b>", id="markup in an address"),
        pytest.param(WebAddress, "https://example.org/`", id="back-tick in an address"),
        pytest.param(WebAddress, "https://example.org/" + "a" * 490, id="long address"),
        pytest.param(Doi, "10.1145/<b>", id="markup in a doi"),
        pytest.param(ArxivId, "arXiv:2209.09125", id="arxiv with prefix"),
        pytest.param(Whole, -1, id="negative"),
        pytest.param(Whole, 1.0, id="decimal for whole"),
        pytest.param(Whole, "1", id="text for whole"),
        pytest.param(Whole, True, id="truth for whole"),
        pytest.param(Year, 26, id="short year"),
        pytest.param(Days, "1_0", id="underscore"),
        pytest.param(Days, "1e1", id="exponent"),
        pytest.param(Days, "nan", id="not a number"),
        pytest.param(Days, float("nan"), id="float that is not a number"),
        pytest.param(Days, "inf", id="infinity"),
        pytest.param(Days, "-1", id="negative days"),
        pytest.param(Days, 2001, id="too many days"),
        pytest.param(Days, True, id="truth for days"),
        pytest.param(Days, None, id="nothing for days"),
        pytest.param(Day, "2026-1-5", id="date without zeros"),
        pytest.param(Day, "2026-02-30", id="no such day"),
        pytest.param(Day, "2026-01-15T00:00:00", id="time"),
        pytest.param(Day, "0", id="zero as text"),
        pytest.param(Day, 0, id="time stamp"),
    ],
)
def test_value_of_another_form_is_refused(type_: object, value: object) -> None:
    """Nothing is converted that an author would not recognise."""
    with pytest.raises(ValidationError):
        TypeAdapter(type_).validate_python(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("0.5", 0.5, id="half"),
        pytest.param("3.10", 3.1, id="trailing zero"),
        pytest.param("2", 2.0, id="whole"),
    ],
)
def test_decimal_number_is_parsed_from_its_text(text: str, value: float) -> None:
    """The reader keeps decimals as text, so the field parses them."""
    assert value == TypeAdapter(Days).validate_python(text)
