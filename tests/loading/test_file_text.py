"""What a file must be before anybody looks at its YAML."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.loading.file_text import MAX_BYTES, Refused, forbidden_character, read_text
from kb.loading.reader import Document
from tests.payloads import INVISIBLE, cases

Read = Callable[[str | bytes], Document]


@pytest.mark.security(10)
@pytest.mark.parametrize("character", cases(INVISIBLE))
def test_invisible_character_is_refused_at_its_place(read: Read, character: str) -> None:
    """A raw control, bidirectional or zero-width character is named with line and column."""
    document = read(f"id: a\ntitle: ab{character}c\n")

    [problem] = document.problems
    assert ("entry.yaml", 2, 10) == problem.where
    assert f"invisible or control character U+{ord(character):04X}" == problem.what
    assert "KB503" == problem.code


@pytest.mark.security(10)
@pytest.mark.parametrize("character", cases(INVISIBLE))
def test_escaped_invisible_character_is_refused_like_the_raw_one(
    read: Read, character: str
) -> None:
    """An escape in a quoted scalar does not smuggle the character past the check."""
    document = read(f'id: a\ntitle: "ab\\U{ord(character):08x}c"\n')

    [problem] = document.problems
    assert ("KB503", 2, 8) == (problem.code, problem.where.line, problem.where.column)


@pytest.mark.security(10)
def test_escaped_invisible_character_in_a_key_is_refused(read: Read) -> None:
    """Keys are held to the same rule as values."""
    document = read('"ti\\u200btle": x\n')

    assert ["KB503"] == [problem.code for problem in document.problems]


def test_lone_surrogate_escape_is_refused(read: Read) -> None:
    """Half a character cannot be written as an escape."""
    document = read('title: "\\ud800"\n')

    assert ["KB101"] == [problem.code for problem in document.problems]


@pytest.mark.security(4)
@pytest.mark.security(8)
@pytest.mark.security(10)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("café", id="composed accent"),
        pytest.param("Jörg König", id="umlaut"),
        pytest.param("\N{GREEK SMALL LETTER ALPHA} = 0.05", id="greek letter"),
        pytest.param("naïve — “quoted” … 95 %", id="punctuation"),
        pytest.param("数据质量", id="chinese"),
        pytest.param("a ≤ b → c", id="mathematics"),
    ],
)
def test_legitimate_text_passes(read: Read, text: str) -> None:
    """Names, symbols and other scripts are fine."""
    document = read(f"title: {text}\n")

    assert () == document.problems
    assert {"title": text} == document.data


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("cafe\u0301", id="raw"),
        pytest.param('"cafe\\u0301"', id="escaped"),
        pytest.param("\u212b", id="angstrom sign"),
    ],
)
def test_text_that_is_not_nfc_is_refused(read: Read, value: str) -> None:
    """Two spellings of one character would make two names that look the same."""
    document = read(f"id: a\ntitle: {value}\n")

    [problem] = document.problems
    assert "entry.yaml:2:8: KB503: text that is not in Unicode form NFC; normalise it" == str(
        problem
    )


def test_windows_line_ends_pass_and_keep_positions(read: Read) -> None:
    """CRLF is not a control character, and does not shift the column of a problem."""
    document = read(b"id: a\r\ntitle: b\x07\r\n")

    assert [("entry.yaml", 2, 9)] == [problem.where for problem in document.problems]


@pytest.mark.security(10, 24)
def test_carriage_return_alone_is_refused(read: Read) -> None:
    """A carriage return without a line feed would overwrite the line in a terminal."""
    document = read(b"id: a\rtitle: b\n")

    assert ["KB503"] == [problem.code for problem in document.problems]


@pytest.mark.security(7)
def test_byte_order_mark_is_refused(read: Read) -> None:
    """A byte order mark has a message of its own, since editors hide it."""
    document = read(b"\xef\xbb\xbfid: a\n")

    assert [
        "entry.yaml:1:1: KB504: the file starts with a byte order mark; save it as plain UTF-8"
    ] == [str(problem) for problem in document.problems]


def test_byte_that_is_not_utf8_is_refused_at_its_character(read: Read) -> None:
    """The column counts characters, not bytes."""
    document = read("id: a\ntitle: éé".encode() + b"\xff\n")

    assert ["entry.yaml:2:10: KB504: byte 0xff is not UTF-8; save the file as UTF-8"] == [
        str(problem) for problem in document.problems
    ]


@pytest.mark.security(7)
def test_utf16_is_refused(read: Read) -> None:
    """Another encoding is not guessed."""
    document = read("id: a\n".encode("utf-16"))

    assert ["KB504"] == [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        pytest.param(MAX_BYTES, [], id="at the limit"),
        pytest.param(MAX_BYTES + 1, ["KB505"], id="one byte more"),
        pytest.param(300_000, ["KB505"], id="300 KB"),
    ],
)
def test_file_size_is_limited(read: Read, size: int, codes: list[str]) -> None:
    """A file may have 256 KB and no byte more."""
    document = read(b"id: " + b"a" * (size - 5) + b"\n")

    assert codes == [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.symlink_to("/etc/hostname"), id="link to a file"),
        pytest.param(lambda path: path.symlink_to(path.parent), id="link to a folder"),
        pytest.param(lambda path: path.symlink_to("nowhere"), id="dangling link"),
        pytest.param(lambda path: path.mkdir(), id="folder"),
        pytest.param(os.mkfifo, id="pipe"),
    ],
)
def test_what_is_no_regular_file_is_not_opened(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """Links lead outside the catalog and pipes never end, so neither is read."""
    path = tmp_path / "entry.yaml"
    make(path)

    with pytest.raises(Refused) as refused:
        read_text(path, "entry.yaml")

    assert "KB506" == refused.value.problem.code


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A file that vanishes between listing and reading is reported, not raised."""
    with pytest.raises(Refused) as refused:
        read_text(tmp_path / "gone.yaml", "gone.yaml")

    assert "gone.yaml: KB101: cannot be read (No such file or directory); check the file" == str(
        refused.value
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("plain\ttext\n", None, id="tab and line feed are fine"),
        pytest.param("", None, id="empty"),
        pytest.param("é\u200b", ("\u200b", 1), id="offset counts characters"),
        pytest.param("a\x1b\x00", ("\x1b", 1), id="first of several"),
    ],
)
def test_forbidden_character_is_found_with_its_offset(
    text: str, found: tuple[str, int] | None
) -> None:
    """The first forbidden character is returned with its offset, or nothing."""
    assert found == forbidden_character(text)
