"""Turn one YAML file into plain data plus the position of every value, and refuse all that is not plain."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from kb.errors import Location, Problem
from kb.loading.file_text import (
    Refused,
    character_problem,
    clean_text,
    forbidden_character,
    read_bytes,
)
from kb.loading.memory import Memory, Plain, content_key

__all__ = [
    "MAX_DEPTH",
    "MAX_EVENTS",
    "Document",
    "Node",
    "Parser",
    "plain_value",
    "read_document",
    "read_file",
]

MAX_DEPTH = 16
MAX_EVENTS = 20_000
MAX_SHARED = 8
"""So many anchors and aliases are reported at their places."""

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}

# The pure-Python parser speaks the same events; it only runs where libyaml is missing.
Parser = getattr(yaml, "CLoader", yaml.Loader)


class Node(NamedTuple):
    """Where a value stands, where its key stands, and the nodes below it."""

    line: int
    column: int
    key_line: int
    key_column: int
    children: "dict[str, Node] | list[Node] | None"


class Document(NamedTuple):
    """A file as data with positions; `node` is None when nothing could be read.

    `key` names the content in a memory. A file whose data came from there has no nodes but its
    `text`, which is parsed when a place is asked for.
    """

    path: str
    data: Plain
    node: Node | None
    problems: tuple[Problem, ...]
    key: str = ""
    text: str = ""

    def where(self, field: tuple[str | int, ...], *, key: bool = False) -> Location:
        """Return the place of a field's value, or of its key; of its nearest parent if absent."""
        node, complete = _parsed(self.path, self.text) if self.text else self.node, True
        if node is None:
            return Location(self.path)
        for part in field:
            child: Node | None = None
            if isinstance(node.children, dict) and isinstance(part, str):
                child = node.children.get(part)
            elif isinstance(node.children, list) and isinstance(part, int):
                child = node.children[part] if part < len(node.children) else None
            if child is None:
                complete = False
                break
            node = child
        if key and complete:
            return Location(self.path, node.key_line, node.key_column)
        return Location(self.path, node.line, node.column)


def read_file(path: Path, shown: str, memory: Memory | None = None) -> Document:
    """Read one file; whatever is wrong with it is in the document's problems.

    Args:
        path: the file.
        shown: the path as problems should print it.
        memory: what is known of files read before.
    """
    try:
        raw = read_bytes(path, shown)
        key = content_key(path, raw)
        kept = memory.of(key) if memory else {}
        if "data" in kept:
            return Document(shown, kept["data"], None, (), key, raw.decode("utf-8"))
        document = read_document(clean_text(raw, shown), shown)._replace(key=key)
    except Refused as refused:
        return Document(shown, None, None, (refused.problem,))
    if not document.problems:
        kept["data"] = document.data
    return document


@lru_cache(maxsize=8)
def _parsed(shown: str, text: str) -> Node | None:
    return read_document(text, shown).node


def read_document(text: str, shown: str) -> Document:
    """Read the text of a file, as `clean_text` returns it; its problems are in the document."""
    return _Reader(shown).read(text)


def plain_value(text: str) -> str | int | bool | None:
    """Return what a text without quotes stands for."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return line and column of an event, counted from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Reader:
    """Builds plain data from the event stream, without recursion."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self.shared = 0

    def read(self, text: str) -> Document:
        parser = Parser(text)
        try:
            data, node = self._document(parser)
        except yaml.YAMLError as error:
            data, node = None, None
            self.problems.append(self._syntax(error))
        except Refused as refused:
            data, node = None, None
            self.problems.append(refused.problem)
        finally:
            parser.dispose()
        return Document(self.shown, data, node, tuple(self.problems))

    def _syntax(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        where = (
            Location(self.shown, mark.line + 1, mark.column + 1) if mark else Location(self.shown)
        )
        what = " ".join(str(getattr(error, "problem", None) or error).split())
        fix = "check indentation (spaces, no tabs) and quotes here and in the line above; quote text that holds ': ' or ' #'"
        return Problem(where, "KB101", "", f"not YAML ({what})", fix)

    def _refuse(self, event: yaml.Event, code: str, what: str, fix: str) -> None:
        self.problems.append(Problem(self._at(event), code, "", what, fix))

    def _at(self, event: yaml.Event) -> Location:
        return Location(self.shown, *_place(event))

    def _document(self, parser: yaml.Loader) -> tuple[Plain, Node | None]:
        root: tuple[Plain, Node | None] = (None, None)
        stack: list[_Frame] = []
        events = documents = 0
        while parser.check_event():
            event: yaml.Event = parser.get_event()  # type: ignore[no-untyped-call]  # stubs
            events += 1
            if events > MAX_EVENTS:
                what = f"more than {MAX_EVENTS} YAML events"
                raise Refused(Problem(self._at(event), "KB505", "", what, "split the entry"))
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "KB103", "a second document", "keep one entry per file")
                    break
                continue
            if isinstance(event, yaml.CollectionEndEvent):
                frame = stack.pop()
                root = root if stack else (frame.data, frame.node)
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, stack) or root
        if not isinstance(root[0], dict) and not self.problems:
            where = Location(self.shown, 1, 1)
            what = "the file does not hold a mapping"
            self.problems.append(Problem(where, "KB103", "", what, "write `id: …` and so on"))
        return root

    def _node(
        self, event: yaml.NodeEvent, stack: "list[_Frame]"
    ) -> tuple[Plain, Node | None] | None:
        """Take in one value or the start of a collection; return it if it is the whole document."""
        self._reject_features(event)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event, stack)
            return None
        value = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else None
        line, column = _place(event)
        if not stack:
            return value, Node(line, column, line, column, None)
        if stack[-1].wants_key:
            self._key(event, value, stack[-1])
        else:
            stack[-1].add(value, line, column, None)
        return None

    def _open(self, event: yaml.CollectionStartEvent, stack: "list[_Frame]") -> None:
        if len(stack) >= MAX_DEPTH:
            what = f"nested deeper than {MAX_DEPTH} levels"
            raise Refused(Problem(self._at(event), "KB505", "", what, "flatten the entry"))
        line, column = _place(event)
        data: Plain = {} if isinstance(event, yaml.MappingStartEvent) else []
        children: dict[str, Node] | list[Node] = {} if isinstance(data, dict) else []
        node = Node(line, column, line, column, children)
        if stack and stack[-1].wants_key:
            what = "a key that is not text"
            raise Refused(Problem(self._at(event), "KB103", "", what, "use plain words as keys"))
        if stack:
            node = stack[-1].add(data, line, column, children)
        stack.append(_Frame(data, node))

    def _reject_features(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:  # an alias carries the name of its anchor
            self._reject_shared(event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(event, "KB501", f"the tag {tag[:40]!r}", "delete the tag")

    def _reject_shared(self, event: yaml.NodeEvent) -> None:
        self.shared += 1
        if self.shared > MAX_SHARED:
            # An author mends a few at their places; a bomb is one problem, not hundreds.
            self.problems = [problem for problem in self.problems if problem.code != "KB502"]
            what = f"more than {MAX_SHARED} anchors and aliases"
            raise Refused(Problem(self._at(event), "KB502", "", what, "write all values out"))
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "KB502", "an alias", "write the value out")
        else:
            self._refuse(event, "KB502", "an anchor", "delete it and write values out")

    def _scalar(self, event: yaml.ScalarEvent) -> Plain:
        value: str = event.value
        if event.style in (None, "") and event.implicit[0]:
            meant = plain_value(value)
            if not isinstance(meant, str):
                return meant
        elif event.style == '"' and (bad := forbidden_character(value)):
            self.problems.append(character_problem(self._at(event), bad[0]))
        if not value.isascii() and not unicodedata.is_normalized("NFC", value):
            self._refuse(event, "KB503", "text that is not in Unicode form NFC", "normalise it")
        return value

    def _key(self, event: yaml.Event, value: Plain, frame: "_Frame") -> None:
        if not isinstance(value, str):
            what = f"the key {str(value)!r} is not text"
            self._refuse(event, "KB103", what, "use plain words as keys, quoted if need be")
            value = str(value)
        if value == "<<":
            self._refuse(event, "KB502", "a merge key", "write the values out")
        first = frame.position_of(value)
        if first is not None:
            what = f"{value[:60]!r} is written twice, first in line {first}"
            self._refuse(event, "KB102", what, "keep one of the two")
        frame.open_key(value, _place(event), keep=first is None)


class _Frame:
    """A collection under construction."""

    __slots__ = ("data", "keep", "key", "key_at", "node")

    def __init__(self, data: Plain, node: Node) -> None:
        self.data = data
        self.node = node
        self.key: str | None = None
        self.key_at = (0, 0)
        self.keep = True

    @property
    def wants_key(self) -> bool:
        return isinstance(self.data, dict) and self.key is None

    def position_of(self, key: str) -> int | None:
        children = self.node.children
        node = children.get(key) if isinstance(children, dict) else None
        return node.key_line if node else None

    def open_key(self, key: str, at: tuple[int, int], *, keep: bool) -> None:
        self.key, self.key_at, self.keep = key, at, keep

    def add(
        self, value: Plain, line: int, column: int, children: dict[str, Node] | list[Node] | None
    ) -> Node:
        if isinstance(self.data, list) and isinstance(self.node.children, list):
            node = Node(line, column, line, column, children)
            self.data.append(value)
            self.node.children.append(node)
            return node
        node = Node(line, column, *self.key_at, children)
        # The second of two equal keys is reported and dropped; the first one stands.
        if self.keep and isinstance(self.data, dict) and isinstance(self.node.children, dict):
            self.data[self.key or ""] = value
            self.node.children[self.key or ""] = node
        self.key = None
        return node
