"""Find the comments of a YAML file, and the key or item that each of them is about."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import filterfalse
from typing import NamedTuple

import yaml

from kb.loading.scalars import Parser

__all__ = ["MODELINE", "Comments", "FieldPath", "find_comments"]

FieldPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

MODELINE = "# yaml-language-server: $schema="
"""How the line begins that tells editors the schema."""

_FOR_EDITORS = re.compile(r"#\s*yaml-language-server:\s*\$schema=")
_COMMENT = re.compile(r"#[^\n]*")
_Places = defaultdict[FieldPath, list[str]]


class Comments(NamedTuple):
    """The comments of a file, each with its `#`, in order, by the field they are about."""

    modelines: list[str]
    """Comments for the editor, wherever they stood."""
    above: _Places
    """Whole lines before a key or item."""
    beside: _Places
    """Ends of lines that hold a key or item."""
    below: _Places
    """Whole lines after the last key or item of a mapping or list."""

    def texts(self) -> list[str]:
        """Return all comments but those for the editor, sorted."""
        places = (self.above, self.beside, self.below)
        return sorted(text for place in places for texts in place.values() for text in texts)

    def without(self, dropped: Callable[[str], bool]) -> "Comments":
        """Return the comments that are not to be dropped."""
        above, beside, below = (
            _Places(list, {path: [*filterfalse(dropped, texts)] for path, texts in place.items()})
            for place in (self.above, self.beside, self.below)
        )
        return Comments(self.modelines, above, beside, below)


def find_comments(text: str) -> Comments:
    """Return the comments of a text that the strict reader accepts."""
    first, _, rest = text.partition("\n")
    if first.startswith(MODELINE) and "#" not in rest:  # most files; saves half the time
        return _comments(first.rstrip(" \t\r"))
    return _Finder(text).find()


def _comments(*modelines: str) -> Comments:
    return Comments([*modelines], defaultdict(list), defaultdict(list), defaultdict(list))


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun."""

    path: FieldPath
    column: int
    is_mapping: bool
    is_flow: bool
    key: str | None = None
    """The key whose value comes next."""
    children: int = 0


class _Finder:
    """Looks for `#` between the values; inside them it is text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = _comments()
        self.waiting: list[tuple[int, str]] = []
        """Whole-line comments, with their columns, whose key or item has not come yet."""
        self.last: FieldPath = ()
        self.last_end = 0
        """What has ended last, and where."""
        self.stack: list[_Open] = []

    def find(self) -> Comments:
        parser = Parser(self.text)
        seen = 0
        try:
            while parser.check_event():
                event: yaml.Event = parser.get_event()
                start, end, column = _span(event)
                self._between(seen, start)
                self._take(event, start, end, column)
                seen = max(seen, end)
        finally:
            parser.dispose()
        self._between(seen, len(self.text))
        self._settle(self.found.below, ())
        return self.found

    def _between(self, start: int, end: int) -> None:
        """Take in the comments of a stretch without values."""
        for match in _COMMENT.finditer(self.text, start, end):
            line = self.text.rfind("\n", 0, match.start()) + 1
            comment = match[0].rstrip(" \t\r")
            if _FOR_EDITORS.match(comment):
                self.found.modelines.append(comment)
            elif self.last and self.last_end > line:
                self.found.beside[self.last].append(comment)
            else:
                self.waiting.append((match.start() - line, comment))

    def _take(self, event: yaml.Event, start: int, end: int, column: int) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self._close(end)
        elif isinstance(event, yaml.CollectionStartEvent):
            path = self._place(event)
            if path and isinstance(path[-1], int):
                self._settle(self.found.above, path)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self.stack.append(_Open(path, column, is_mapping, bool(event.flow_style)))
        elif isinstance(event, yaml.ScalarEvent):
            self.last, self.last_end = self._place(event), end
            self._settle(self.found.above, self.last)
            if event.style in ("|", ">"):
                self._header(start)

    def _place(self, event: yaml.NodeEvent) -> FieldPath:
        """Return the path of a value, or the path of the value whose key comes now."""
        if not self.stack:
            return ()
        parent = self.stack[-1]
        if not parent.is_mapping:
            parent.children += 1
            return (*parent.path, parent.children - 1)
        if parent.key is None and isinstance(event, yaml.ScalarEvent):
            parent.children += 1
            parent.key = event.value
            return (*parent.path, parent.key)
        key, parent.key = parent.key or "", None
        return (*parent.path, key)

    def _header(self, start: int) -> None:
        """Take in the comment after the `|` or `>` of a text."""
        if match := _COMMENT.search(self.text, start, self.text.find("\n", start)):
            self.found.beside[self.last].append(match[0].rstrip(" \t\r"))

    def _close(self, end: int) -> None:
        """End a mapping or list; the comments that are indented like its children stay in it."""
        closed = self.stack.pop()
        outer = -1 if closed.is_flow or not self.stack else self.stack[-1].column
        if closed.children:
            self._settle(self.found.below, closed.path, deeper_than=outer)
        elif closed.path:
            self._settle(self.found.above, closed.path)
        if closed.is_flow:
            self.last, self.last_end = closed.path, end

    def _settle(self, place: _Places, path: FieldPath, *, deeper_than: int = -1) -> None:
        """Give the waiting comments to a path, up to the first that is not indented enough."""
        shallow = (at for at, (column, _) in enumerate(self.waiting) if column <= deeper_than)
        count = next(shallow, len(self.waiting))
        if count:
            place[path] += [comment for _, comment in self.waiting[:count]]
            del self.waiting[:count]


def _span(event: yaml.Event) -> tuple[int, int, int]:
    """Return where an event starts and ends in the text, and the column of its start."""
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index, start.column) if start and end else (0, 0, 0)
