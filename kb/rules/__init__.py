"""What each problem code of `kb check` means, as the pages beside this file tell it."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from kb.errors import QueryError

__all__ = ["Rule", "rule", "rules"]


class Rule(NamedTuple):
    """A problem code with its page; `text` is Markdown without the heading."""

    code: str
    title: str
    text: str

    def to_dict(self) -> dict[str, str]:
        """Return the rule as JSON-ready data."""
        return self._asdict()


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order of their codes."""
    return tuple(map(_read, sorted(Path(__file__).parent.glob("KB*.md"))))


def rule(code: str) -> Rule:
    """Return the rule of a code, in either case and with or without its letters.

    Raises:
        QueryError: there is no such code.
    """
    for found in rules():
        if found.code.removeprefix("KB") == code.strip().upper().removeprefix("KB"):
            return found
    known = ", ".join(found.code for found in rules())
    msg = f"no rule {code!r}; use one of {known}"
    raise QueryError(msg)


def _read(path: Path) -> Rule:
    heading, _, text = path.read_text(encoding="utf-8").partition("\n")
    code, _, title = heading.removeprefix("# ").partition(" ")
    return Rule(code, title, text.strip())
