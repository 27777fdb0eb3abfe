"""Turn one YAML file into plain data plus the position of every value, and refuse all that is not plain."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from kb.errors import Location, Problem
from kb.loading.file_text import (
    Refused,
    character_problem,
    clean_text,
    forbidden_character,
    read_bytes,
)
from kb.loading.flawless import flawless_data
from kb.loading.frame import Frame, ListFrame, MappingFrame, Node
from kb.loading.memory import Memory, Plain, content_key
from kb.loading.scalars import MAX_DEPTH, MAX_EVENTS, Parser, plain_value

__all__ = ["Document", "read_document", "read_file", "read_with_places"]

MAX_SHARED = 8
"""So many anchors and aliases are reported at their places."""


class Document(NamedTuple):
    """A file as data with positions.

    A file without problems keeps its `text`, which is parsed again when a place is asked for;
    one with problems has the `node` of its root, or none when nothing could be read.
    `key` names the content in a memory.
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
    return read_with_places(text, shown).node


def read_document(text: str, shown: str) -> Document:
    """Read the text of a file, as `clean_text` returns it; its problems are in the document."""
    data = flawless_data(text)
    if data is None:
        return read_with_places(text, shown)
    return Document(shown, data, None, (), text=text)


def read_with_places(text: str, shown: str) -> Document:
    """Read a text like `read_document`, at once with the place of every value: slower."""
    return _Reader(shown).read(text)


def _place(event: Event) -> tuple[int, int]:
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

    def _refuse(self, event: Event, code: str, what: str, fix: str) -> None:
        self.problems.append(Problem(self._at(event), code, "", what, fix))

    def _at(self, event: Event) -> Location:
        return Location(self.shown, *_place(event))

    def _document(self, parser: yaml.Loader) -> tuple[Plain, Node | None]:
        root: tuple[Plain, Node | None] = (None, None)
        stack: list[Frame] = []
        documents = 0
        event: Event
        for events, event in enumerate(iter(parser.get_event, None), start=1):
            if events > MAX_EVENTS:
                what = f"more than {MAX_EVENTS} YAML events"
                raise Refused(Problem(self._at(event), "KB505", "", what, "split the entry"))
            if isinstance(event, NodeEvent):
                root = self._node(event, stack) or root
            elif isinstance(event, CollectionEndEvent):
                stack.pop()
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "KB103", "a second document", "keep one entry per file")
                    break
        if not isinstance(root[0], dict) and not self.problems:
            where = Location(self.shown, 1, 1)
            what = "the file does not hold a mapping"
            self.problems.append(Problem(where, "KB103", "", what, "write `id: …` and so on"))
        return root

    def _node(self, event: NodeEvent, stack: list[Frame]) -> tuple[Plain, Node] | None:
        """Take in one value or the start of a collection; return what the whole document grows from."""
        if event.anchor is not None:  # an alias carries the name of its anchor
            self._reject_shared(event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(event, "KB501", f"the tag {tag[:40]!r}", "delete the tag")
        line, column = _place(event)
        parent = stack[-1] if stack else None
        value: Plain = None
        children: dict[str, Node] | list[Node] | None = None
        if isinstance(event, ScalarEvent):
            value = self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._refuse_place(event, stack)
            frame = MappingFrame() if isinstance(event, MappingStartEvent) else ListFrame()
            stack.append(frame)
            value, children = frame.data, frame.children
        if parent is None:
            return value, Node(line, column, line, column, children)
        if isinstance(parent, MappingFrame) and parent.wants_key:
            self._key(event, value, parent)
        else:
            parent.add(value, line, column, children)
        return None

    def _refuse_place(self, event: NodeEvent, stack: list[Frame]) -> None:
        """Refuse a collection that stands too deep, or for a key."""
        if len(stack) >= MAX_DEPTH:
            what = f"nested deeper than {MAX_DEPTH} levels"
            raise Refused(Problem(self._at(event), "KB505", "", what, "flatten the entry"))
        if stack and stack[-1].wants_key:
            what = "a key that is not text"
            raise Refused(Problem(self._at(event), "KB103", "", what, "use plain words as keys"))

    def _reject_shared(self, event: NodeEvent) -> None:
        self.shared += 1
        if self.shared > MAX_SHARED:
            # An author mends a few at their places; a bomb is one problem, not hundreds.
            self.problems = [problem for problem in self.problems if problem.code != "KB502"]
            what = f"more than {MAX_SHARED} anchors and aliases"
            raise Refused(Problem(self._at(event), "KB502", "", what, "write all values out"))
        if isinstance(event, AliasEvent):
            self._refuse(event, "KB502", "an alias", "write the value out")
        else:
            self._refuse(event, "KB502", "an anchor", "delete it and write values out")

    def _scalar(self, event: ScalarEvent) -> Plain:
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

    def _key(self, event: Event, value: Plain, frame: MappingFrame) -> None:
        if not isinstance(value, str):
            what = f"the key {str(value)!r} is not text"
            self._refuse(event, "KB103", what, "use plain words as keys, quoted if need be")
            value = str(value)
        if value == "<<":
            self._refuse(event, "KB502", "a merge key", "write the values out")
        first = frame.open_key(value, _place(event))
        if first is not None:
            what = f"{value[:60]!r} is written twice, first in line {first}"
            self._refuse(event, "KB102", what, "keep one of the two")
