"""Get the text of one file, and refuse whatever an editor would not show or a build should not touch."""

import stat
import unicodedata
from pathlib import Path

from kb.errors import Location, Problem

__all__ = [
    "FORBIDDEN",
    "MAX_BYTES",
    "Refused",
    "character_problem",
    "clean_text",
    "forbidden_character",
    "read_bytes",
    "read_text",
]

MAX_BYTES = 256 * 1024

FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that no text may hold, but for line breaks and tabs."""


class Refused(Exception):
    """Reading cannot go on; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_text(path: Path, shown: str) -> str:
    """Return a regular, small, clean UTF-8 file as text.

    Raises:
        Refused: it is none of that; the problem says what.
    """
    return clean_text(read_bytes(path, shown), shown)


def read_bytes(path: Path, shown: str) -> bytes:
    """Return what is in a regular, small file.

    Raises:
        Refused: it is none of that; the problem says what.
    """
    where = Location(shown)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused(
                Problem(where, "KB506", "", "not a regular file", "replace the link by the file")
            )
        if status.st_size > MAX_BYTES:
            what = f"the file has {status.st_size} bytes, more than {MAX_BYTES}"
            raise Refused(Problem(where, "KB505", "", what, "split or shorten the entry"))
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise Refused(Problem(where, "KB101", "", what, "check the file")) from None


def clean_text(raw: bytes, shown: str) -> str:
    """Return bytes as text.

    Raises:
        Refused: they are not UTF-8, or hold what an editor would not show; the problem says what.
    """
    if raw.startswith(b"\xef\xbb\xbf"):
        what = "the file starts with a byte order mark"
        raise Refused(Problem(Location(shown, 1, 1), "KB504", "", what, "save it as plain UTF-8"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        where = Location(shown, line, column)
        raise Refused(Problem(where, "KB504", "", what, "save the file as UTF-8")) from None
    if bad := forbidden_character(text.replace("\r\n", "\n")):
        character, offset = bad
        before_text = text.replace("\r\n", "\n")[:offset]
        line = before_text.count("\n") + 1
        where = Location(shown, line, offset - (before_text.rfind("\n") + 1) + 1)
        raise Refused(character_problem(where, character))
    return text


def forbidden_character(text: str) -> tuple[str, int] | None:
    """Return the first invisible or control character and its offset, if there is one."""
    # What Python calls printable holds none of them, and it says so without a loop.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return None
    for offset, character in enumerate(text):
        if character not in "\n\t" and (
            unicodedata.category(character) in FORBIDDEN or _is_noncharacter(ord(character))
        ):
            return character, offset
    return None


def _is_noncharacter(code: int) -> bool:
    """Whether Unicode keeps a code point out of all text; YAML readers of others refuse U+FFFE."""
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE  # noqa: PLR2004 - Unicode 23.7


def character_problem(where: Location, character: str) -> Problem:
    """Return the complaint about such a character."""
    what = f"invisible or control character U+{ord(character):04X}"
    return Problem(where, "KB503", "", what, "delete it")
