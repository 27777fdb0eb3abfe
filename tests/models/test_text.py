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

GOOD_ADDRESSES = (
    pytest.param("https://example.org", id="host"),
    pytest.param("https://example.org/", id="slash"),
    pytest.param("https://sub.example.org/a/b.html?c=d&e=%20#f", id="path, query and fragment"),
    pytest.param("https://xn--mnchen-3ya.example.org", id="international name in ASCII"),
    pytest.param("https://example.org/a_(b)", id="brackets in the path"),
    pytest.param("https://example.org/~user/@handle", id="at sign in the path"),
    pytest.param("https://3d.example.org/2020:1", id="digits and colon"),
)

BAD_ADDRESSES = (
    pytest.param("javascript:alert(1)", id="script"),
    pytest.param("JavaScript:alert(1)", id="script in capitals"),
    pytest.param("javascript://example.org/%0aalert(1)", id="script like an address"),
    pytest.param("data:text/html,<script>alert(1)</script>", id="data"),
    pytest.param("data:text/html;base64,PHNjcmlwdD4=", id="encoded data"),
    pytest.param("vbscript:msgbox(1)", id="basic"),
    pytest.param("file:///etc/passwd", id="file"),
    pytest.param("ftp://example.org/a", id="ftp"),
    pytest.param("http://example.org", id="without encryption"),
    pytest.param("HTTPS://example.org", id="scheme in capitals"),
    pytest.param("Https://example.org", id="scheme with a capital"),
    pytest.param("https://EXAMPLE.org", id="host in capitals"),
    pytest.param("//example.org", id="without a scheme"),
    pytest.param("/path", id="path"),
    pytest.param("example.org", id="host only"),
    pytest.param("https:example.org", id="without slashes"),
    pytest.param("https:/example.org", id="one slash"),
    pytest.param("https:///example.org", id="three slashes"),
    pytest.param("https:\\\\example.org", id="backslashes"),
    pytest.param("https://", id="without a host"),
    pytest.param("", id="empty"),
    pytest.param("&#106;avascript:alert(1)", id="numeric entity"),
    pytest.param("&#x6A;avascript:alert(1)", id="hexadecimal entity"),
    pytest.param("javascript&colon;alert(1)", id="named entity"),
    pytest.param("java\tscript:alert(1)", id="tab in the scheme"),
    pytest.param("java\nscript:alert(1)", id="line break in the scheme"),
    pytest.param("\x01https://example.org", id="control character"),
    pytest.param("https://exa mple", id="space without a dot"),
    pytest.param("https://exa mple.org", id="space in the host"),
    pytest.param("https://example.org/a b", id="space in the path"),
    pytest.param("https://example.org/<b>", id="markup"),
    pytest.param("https://example.org/`", id="backtick"),
    pytest.param("https://user@example.org", id="user"),
    pytest.param("https://user:pass@example.org", id="user and password"),
    pytest.param("https://@example.org", id="empty user"),
    pytest.param("https://example.org@evil.example", id="host as user"),
    pytest.param("https://example.org\\@evil.example", id="backslash before an at sign"),
    pytest.param("https://evil.example\\.example.org", id="backslash in the host"),
    pytest.param("https://example.org:443", id="port"),
    pytest.param("https://example.org:", id="empty port"),
    pytest.param("https://example.org:99999", id="impossible port"),
    pytest.param("https://127.0.0.1", id="loopback"),
    pytest.param("https://10.0.0.1/a", id="private address"),
    pytest.param("https://8.8.8.8", id="public address"),
    pytest.param("https://127.1", id="short address"),
    pytest.param("https://0177.0.0.1", id="octal address"),
    pytest.param("https://0x7f.0.0.0x1", id="hexadecimal address"),
    pytest.param("https://2130706433", id="address as a number"),
    pytest.param("https://[::1]", id="loopback, version 6"),
    pytest.param("https://[::1", id="open bracket"),
    pytest.param("https://localhost", id="this machine"),
    pytest.param("https://a.localhost", id="below this machine"),
    pytest.param("https://printer.local", id="local network"),
    pytest.param("https://example.org.", id="dot at the end"),
    pytest.param("https://example..org", id="two dots"),
    pytest.param("https://.example.org", id="dot first"),
    pytest.param("https://m\u00fcnchen.example.org", id="umlaut"),
    pytest.param("https://ex\u0430mple.org", id="cyrillic letter"),
    pytest.param("https://example\u3002org", id="ideographic dot"),
    pytest.param("https://%65xample.org", id="escape in the host"),
    pytest.param("https://example.org/" + "a" * 490, id="too long"),
)


@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_public_address_is_accepted_as_it_is(address: str) -> None:
    """An encrypted page of a named host is fine."""
    assert address == TypeAdapter(WebAddress).validate_python(address)
    assert is_web_address(address)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_other_address_is_refused(address: str) -> None:
    """Whatever could run code, hide its target or reach a private machine is refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(WebAddress).validate_python(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("HTTPS://example.org", id="capitals"),
        pytest.param("http://example.org", id="without encryption"),
        pytest.param("https://user@example.org", id="user"),
        pytest.param("https://127.0.0.1", id="number"),
        pytest.param("https://[::1", id="open bracket"),
        pytest.param("mailto:a@example.org", id="mail"),
        pytest.param("#part", id="fragment"),
    ],
)
def test_link_in_prose_is_held_to_the_same_rule(address: str) -> None:
    """Markdown links go through the same check as fields."""
    assert not is_web_address(address)


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
        pytest.param(EntryId, "", id="empty id"),
        pytest.param(EntryId, "../x", id="path"),
        pytest.param(EntryId, "a/b", id="slash"),
        pytest.param(EntryId, "a\n", id="line break at the end"),
        pytest.param(EntryId, "a\nb", id="line break"),
        pytest.param(EntryId, "a\x00b", id="null"),
        pytest.param(EntryId, "CON", id="capitals"),
        pytest.param(EntryId, "con", id="device"),
        pytest.param(EntryId, "nul", id="null device"),
        pytest.param(EntryId, "com0", id="serial port"),
        pytest.param(EntryId, "index", id="list page"),
        pytest.param(EntryId, "\u0430bc", id="cyrillic letter"),
        pytest.param(EntryId, "\uff41bc", id="full-width letter"),
        pytest.param(EntryId, "a" * 65, id="65 characters"),
        pytest.param(EntryId, "a-", id="hyphen last"),
        pytest.param(EntryId, 7, id="number"),
        pytest.param(Title, "ab", id="short title"),
        pytest.param(Title, "a" * 201, id="long title"),
        pytest.param(Title, "<script>", id="markup in a title"),
        pytest.param(Title, "{{7*7}}", id="template in a title"),
        pytest.param(Title, "[a](b)", id="link in a title"),
        pytest.param(Title, "`code`", id="code in a title"),
        pytest.param(Title, "a\\b", id="backslash in a title"),
        pytest.param(Title, "two\nlines", id="two lines in a title"),
        pytest.param(Line, "two\nlines", id="two lines in one"),
        pytest.param(Line, "a\tb", id="tab in a line"),
        pytest.param(Line, "a" * 601, id="long line"),
        pytest.param(Prose, "", id="empty prose"),
        pytest.param(Prose, "a" * 6001, id="long prose"),
        pytest.param(Doi, "https://doi.org/10.1145/1", id="doi with resolver"),
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
