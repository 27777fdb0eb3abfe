"""One corpus of hostile texts and files, for the tests of the reader, the pages, exports and the browser.

Texts lie in `tests/data/payloads/`, odd characters written as escapes; a payload that works sets
`window.XSS`, opens a dialog or asks evil.example for something.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import yaml

__all__ = [
    "ADDRESSES",
    "BOMB",
    "COSTLY",
    "DEEP",
    "FORMULAS",
    "IDS",
    "INVISIBLE",
    "LOG_LINES",
    "LOOKALIKES",
    "LOOKALIKES_ALLOWED",
    "MARKUP",
    "QUESTIONS",
    "TERMINAL",
    "TITLES",
    "TITLES_REFUSED",
    "YAML_PIECES",
    "cases",
    "texts",
]

_FOLDER = Path(__file__).parent / "data" / "payloads"


def texts(name: str) -> dict[str, str]:
    """Return the payloads of one file by name."""
    path = _FOLDER / f"{name}.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def cases(*kinds: Mapping[str, str]) -> Iterable[object]:
    """Return payloads as parameters of a test, each with its name as the id."""
    return [pytest.param(text, id=name) for kind in kinds for name, text in kind.items()]


MARKUP = texts("markup")
TITLES = texts("titles")
TITLES_REFUSED = texts("titles-refused")
IDS = texts("ids")
ADDRESSES = texts("addresses")
INVISIBLE = texts("invisible")
LOOKALIKES = texts("lookalikes")
LOOKALIKES_ALLOWED = texts("lookalikes-allowed")
FORMULAS = texts("formulas")
QUESTIONS = texts("questions")
LOG_LINES = texts("log-lines")
TERMINAL = texts("terminal")

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
)
"""Nine levels of nine aliases: 387 million values when written out."""

DEEP = {
    "brackets": "[" * 100_000,
    "braces": "a: " + "{a: " * 50_000,
    "lists in a block": "- " * 100_000,
    "keys in a block": "? " * 100_000,
    "mappings in a block": "".join(f"{' ' * n}a:\n" for n in range(600)),
}
"""Files that overflow the stack of other readers or crash them."""

COSTLY = {
    "spaces": " " * 250_000,
    "empty lines": "\n" * 250_000,
    "comment": "#" * 250_000,
    "directive": "%" * 250_000,
    "tag": "!" * 250_000,
    "long anchor": "a: &" + "b" * 250_000,
    "long tag": "a: !<" + "b" * 250_000 + ">",
    "escapes": 'a: "' + "\\x41" * 60_000 + '"',
    "lines in quotes": 'a: "' + "\n" * 250_000 + '"',
    "blank lines in a block": "a: |\n" + " \n" * 120_000,
    "long word": "a: " + "b-" * 120_000,
    "long key": "a" * 250_000 + ": b",
    "long explicit key": "? " + "a" * 250_000,
    "commas": "a: [" + "," * 250_000,
    "many items": "a: [" + "x," * 19_000 + "]",
    "one key many times": "a: 1\n" * 9_000,
    "many aliases": "a: *b\n" * 9_000,
    "many unknown fields": "".join(f"key-{n}: 1\n" for n in range(9_000)),
    "many unknown terms": "tags:\n" + "".join(f"  - freshness-{n}\n" for n in range(9_000)),
    "many dangling links": "root_causes:\n"
    + "".join(f"  - id: slow-job-{n}\n" for n in range(4_500)),
    "long dangling link": "root_causes:\n  - id: " + "slow-" * 50_000,
    "long unknown word": "detectability: " + "quiet " * 40_000,
    "open references": "description: '" + "[[" * 120_000 + "'",
    "many dead references": "description: '" + "[[a]]" * 5_000 + "'",
    "long host": "url: https://" + "a." * 120_000,
    "long title": "title: " + "a-" * 120_000,
    "long title of lookalikes": "title: " + "\u0430a-" * 60_000,
    "long number": "added: " + "9" * 250_000,
}
"""Files within the limit of size that could keep a reader or a check busy."""

YAML_PIECES = (
    *("\n", "\n", "\n  ", "\n    ", " ", "\t", "\r\n", "\r", "- ", ": ", ":", ", ", "? ", "# "),
    *("{", "}", "[", "]", "'", '"', "|\n", ">\n", "|-\n", "&a ", "*a", "<<", "!x ", "!!str "),
    *("---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "\\u202e", "\\x", "\u202e", "\ufeff", "\0"),
    *("id", "title", "id: ", "title: ", "root_causes:\n  - id: ", "true", "null", "0", "-7", "1e3"),
    *("é", "e\u0301", "[[x]]", "../x", "stale-features", "<script>", "~", "@", "`", "::", "##["),
)
"""What files look like YAML with, to be put together in any order."""
