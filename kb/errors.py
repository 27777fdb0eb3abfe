"""Where a problem is, what it is, and the exceptions that carry it.

KbError
├── CatalogError    a catalog that cannot be used; `problems` holds every reason
├── EntryNotFound   an id that names no entry; `suggestions` holds the closest ones
└── QueryError      a question that makes no sense as asked
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "CatalogError",
    "EntryNotFound",
    "KbError",
    "Level",
    "Location",
    "Problem",
    "QueryError",
    "one_line",
]


class Level(StrEnum):
    """How bad a problem is: errors stop a load, warnings are only printed."""

    ERROR = "error"
    WARNING = "warning"


class Location(NamedTuple):
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Problem(NamedTuple):
    """One complaint about the catalog: place, code, field, what is wrong, what to do.

    `other` is the id of the entry elsewhere without which there would be no problem, if there is one.
    """

    where: Location
    code: str
    field: str
    what: str
    fix: str
    level: Level = Level.ERROR
    other: str = ""

    def __str__(self) -> str:
        subject = f" {self.field}" if self.field else ""
        mark = "warning " if self.level is Level.WARNING else ""
        return one_line(f"{self.where}: {mark}{self.code}{subject}: {self.what}; {self.fix}")

    def to_dict(self) -> dict[str, str | int]:
        """Return the problem as JSON-ready data with flat keys."""
        return {
            "path": self.where.path,
            "line": self.where.line,
            "column": self.where.column,
            "level": str(self.level),
            "code": self.code,
            "field": self.field,
            "what": self.what,
            "fix": self.fix,
        }


def one_line(text: str) -> str:
    r"""Escape what would break a line, a terminal or a log: a contributor's key may hold anything.

    Some services take `##[` and the like anywhere in a log for a command.

    >>> one_line("a\n##[error]b")
    'a\\n#\\x23[error]b'
    """
    text = text.replace("##", r"#\x23")
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


class KbError(Exception):
    """Base of everything this package raises on purpose."""


class CatalogError(KbError):
    """The catalog has errors; all of them are in `problems`, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class EntryNotFound(KbError, KeyError):
    """No entry has this id, alias or former id; close ids are in `suggestions`."""

    def __init__(self, id: str, suggestions: Iterable[str] = ()) -> None:
        self.id = id
        self.suggestions = tuple(suggestions)
        super().__init__(id)

    def __str__(self) -> str:
        if not self.suggestions:
            return f"no entry {self.id!r}; `kb search` finds entries by their words"
        return f"no entry {self.id!r}; did you mean {' or '.join(self.suggestions)}?"


class QueryError(KbError, ValueError):
    """The question uses a name or value that the catalog does not know."""
