"""Plain YAML in, plain data and positions out; whatever is not plain is refused."""

from collections.abc import Callable

import pytest

from kb.loading.memory import Plain
from kb.loading.reader import Document
from kb.loading.scalars import MAX_DEPTH, MAX_EVENTS

Read = Callable[[str | bytes], Document]


@pytest.mark.security(6)
@pytest.mark.security(6)
@pytest.mark.security(1, 2, 5, 7)
@pytest.mark.security(3)
@pytest.mark.security(4)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=text)
        for text in (
            *("no", "No", "NO", "yes", "on", "off", "y", "n"),
            *("True", "TRUE", "False", "Null", "NULL", "~"),
            *("3.10", "1.0", "0.5", "1e3", ".5", ".inf", "-.inf", ".nan"),
            *("12:30", "12:30:45", "2026-01-15", "2026-01-15T10:00:00Z"),
            *("010", "0o10", "0x1F", "0b1", "1_000", "1,000", "+1", "-0", "-01", "00"),
            *("=", "1234567890123456789"),
        )
    ],
)
def test_plain_scalar_stays_what_the_author_typed(read: Read, text: str) -> None:
    """YAML 1.1 would turn each of these into something else."""
    document = read(f"field: {text}\n")

    assert {"field": text} == document.data
    assert () == document.problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("true", True, id="true"),
        pytest.param("false", False, id="false"),
        pytest.param("null", None, id="null"),
        pytest.param("", None, id="nothing"),
        pytest.param("0", 0, id="zero"),
        pytest.param("42", 42, id="number"),
        pytest.param("-7", -7, id="negative number"),
        pytest.param("123456789012345678", 123456789012345678, id="18 digits"),
        pytest.param("'true'", "true", id="single quotes"),
        pytest.param('"42"', "42", id="double quotes"),
        pytest.param("''", "", id="empty quotes"),
        pytest.param("|\n  42", "42\n", id="block"),
    ],
)
def test_few_plain_words_have_a_type(read: Read, text: str, value: Plain) -> None:
    """Only true, false, null and canonical whole numbers are typed, and never inside quotes."""
    document = read(f"field: {text}\n")

    assert {"field": value} == document.data
    assert type(value) is type(document.data["field"])


@pytest.mark.security(4, 6)
def test_number_of_5000_digits_is_text(read: Read) -> None:
    """Python refuses to convert such a number, so it is not tried."""
    document = read(f"field: {'9' * 5000}\n")

    assert {"field": "9" * 5000} == document.data


def test_collections_and_block_text_are_read(read: Read) -> None:
    """Nested mappings, lists and literal blocks come back as dicts, lists and strings."""
    document = read("a:\n  - b: 1\n    c: [2, x]\n  - |\n    two\n    lines\nd: {}\n")

    assert {"a": [{"b": 1, "c": [2, "x"]}, "two\nlines\n"], "d": {}} == document.data


@pytest.mark.parametrize(
    ("text", "report"),
    [
        pytest.param(
            "a: !!python/object/apply:os.system [id]\n",
            "1:4: KB501: the tag 'tag:yaml.org,2002:python/object/apply:os'; delete the tag",
            id="python tag",
        ),
        pytest.param("a: !x b\n", "1:4: KB501: the tag '!x'; delete the tag", id="local tag"),
        pytest.param("a: ! b\n", "1:4: KB501: the tag '!'; delete the tag", id="bare tag"),
        pytest.param(
            "a: !!str b\n",
            "1:4: KB501: the tag 'tag:yaml.org,2002:str'; delete the tag",
            id="string tag",
        ),
        pytest.param(
            "a: !!set {b}\n",
            "1:4: KB501: the tag 'tag:yaml.org,2002:set'; delete the tag",
            id="set tag",
        ),
        pytest.param(
            "!!omap\n- a: 1\n",
            "1:1: KB501: the tag 'tag:yaml.org,2002:omap'; delete the tag",
            id="tag on the document",
        ),
        pytest.param(
            "a: !!binary aGk=\n",
            "1:4: KB501: the tag 'tag:yaml.org,2002:binary'; delete the tag",
            id="binary tag",
        ),
        pytest.param("!x a: b\n", "1:1: KB501: the tag '!x'; delete the tag", id="tag on a key"),
        pytest.param(
            "a: &b c\n", "1:4: KB502: an anchor; delete it and write values out", id="anchor"
        ),
        pytest.param("a: *b\n", "1:4: KB502: an alias; write the value out", id="alias"),
        pytest.param(
            "a: [*b]\n", "1:5: KB502: an alias; write the value out", id="alias in a list"
        ),
        pytest.param(
            "<<: {a: 1}\n", "1:1: KB502: a merge key; write the values out", id="merge key"
        ),
        pytest.param(
            '"<<": {a: 1}\n', "1:1: KB502: a merge key; write the values out", id="quoted merge"
        ),
        pytest.param(
            "a: 1\nb: 2\na: 3\n",
            "3:1: KB102: 'a' is written twice, first in line 1; keep one of the two",
            id="key twice",
        ),
        pytest.param(
            "a:\n  b: 1\n  b: 1\n",
            "3:3: KB102: 'b' is written twice, first in line 2; keep one of the two",
            id="nested key twice",
        ),
        pytest.param(
            "7: a\n",
            "1:1: KB103: the key '7' is not text; use plain words as keys, quoted if need be",
            id="number as key",
        ),
        pytest.param(
            "true: a\n",
            "1:1: KB103: the key 'True' is not text; use plain words as keys, quoted if need be",
            id="truth as key",
        ),
        pytest.param(
            "? [a]\n: b\n",
            "1:3: KB103: a key that is not text; use plain words as keys",
            id="list as key",
        ),
        pytest.param(
            "? {a: b}\n: c\n",
            "1:3: KB103: a key that is not text; use plain words as keys",
            id="mapping as key",
        ),
        pytest.param(
            "a: 1\n---\nb: 2\n",
            "2:1: KB103: a second document; keep one entry per file",
            id="two documents",
        ),
        pytest.param(
            "", "1:1: KB103: the file does not hold a mapping; write `id: …` and so on", id="empty"
        ),
        pytest.param(
            "# only a comment\n",
            "1:1: KB103: the file does not hold a mapping; write `id: …` and so on",
            id="comment",
        ),
        pytest.param(
            "- a\n",
            "1:1: KB103: the file does not hold a mapping; write `id: …` and so on",
            id="list",
        ),
        pytest.param(
            "text\n",
            "1:1: KB103: the file does not hold a mapping; write `id: …` and so on",
            id="text",
        ),
        pytest.param(
            "a:\n\tb: 1\n",
            "2:1: KB101: not YAML (found character that cannot start any token); check indentation (spaces, no tabs) "
            "and quotes here and in the line above; quote text that holds ': ' or ' #'",
            id="tab",
        ),
        pytest.param(
            "a: b: c\n",
            "1:5: KB101: not YAML (mapping values are not allowed in this context); check "
            "indentation (spaces, no tabs) and quotes here and in the line above; quote text that holds ': ' or ' #'",
            id="colon in text",
        ),
        pytest.param(
            'a: "b\n',
            "2:1: KB101: not YAML (found unexpected end of stream); check indentation (spaces, no tabs) "
            "and quotes here and in the line above; quote text that holds ': ' or ' #'",
            id="open quote",
        ),
    ],
)
def test_what_is_not_plain_is_refused_at_its_place(read: Read, text: str, report: str) -> None:
    """Each feature beyond plain YAML is one problem with place, reason and remedy."""
    document = read(text)

    assert [f"entry.yaml:{report}"] == [str(problem) for problem in document.problems]


def test_first_of_two_equal_keys_stands(read: Read) -> None:
    """The second value is reported and dropped, whatever it is."""
    document = read("a: 1\na: {b: 2}\nc: 3\n")

    assert {"a": 1, "c": 3} == document.data


def test_alias_as_key_is_reported_and_reading_goes_on(read: Read) -> None:
    """A key that stands for something else does not hide what follows."""
    document = read("*a : 1\nb: !x 2\n")

    assert ["KB502", "KB103", "KB501"] == [problem.code for problem in document.problems]


def test_problems_before_the_last_straw_are_kept(read: Read) -> None:
    """What was found before reading had to stop is reported, too."""
    document = read(f"a: !x b\nc: {'[' * 20}\n")

    assert ["KB501", "KB505"] == [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    ("levels", "codes"),
    [
        pytest.param(MAX_DEPTH - 1, [], id="16 levels"),
        pytest.param(MAX_DEPTH, ["KB505"], id="17 levels"),
    ],
)
def test_depth_is_limited(read: Read, levels: int, codes: list[str]) -> None:
    """Sixteen levels are allowed, the mapping of the file included."""
    document = read(f"a: {'[' * levels}{']' * levels}\n")

    assert codes == [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        pytest.param(MAX_EVENTS - 9, [], id="20 000 events"),
        pytest.param(MAX_EVENTS - 8, ["KB505"], id="one more"),
    ],
)
def test_number_of_events_is_limited(read: Read, items: int, codes: list[str]) -> None:
    """Nine events make up the rest of the file: stream, document, mapping, key and list."""
    document = read(f"a: [{'x,' * items}]\n")

    assert codes == [problem.code for problem in document.problems]
