"""Collections under construction while a YAML file is read: their data, and where each value stands."""

from typing import NamedTuple

from kb.loading.memory import Plain

__all__ = ["Frame", "ListFrame", "MappingFrame", "Node"]


class Node(NamedTuple):
    """Where a value stands, where its key stands, and the nodes below it."""

    line: int
    column: int
    key_line: int
    key_column: int
    children: "dict[str, Node] | list[Node] | None"


class ListFrame:
    """A list under construction."""

    __slots__ = ("children", "data")

    wants_key = False

    def __init__(self) -> None:
        self.data: list[Plain] = []
        self.children: list[Node] = []

    def add(
        self, value: Plain, line: int, column: int, children: dict[str, Node] | list[Node] | None
    ) -> None:
        """Take in an item and its place."""
        self.data.append(value)
        self.children.append(Node(line, column, line, column, children))


class MappingFrame:
    """A mapping under construction."""

    __slots__ = ("children", "data", "keep", "key", "key_at", "wants_key")

    def __init__(self) -> None:
        self.data: dict[str, Plain] = {}
        self.children: dict[str, Node] = {}
        self.wants_key = True
        self.key = ""
        self.key_at = (0, 0)
        self.keep = True

    def open_key(self, key: str, at: tuple[int, int]) -> int | None:
        """Take in a key; return the line in which it stood before, if it did."""
        first = self.children.get(key)
        self.wants_key, self.key, self.key_at, self.keep = False, key, at, first is None
        return first.key_line if first else None

    def add(
        self, value: Plain, line: int, column: int, children: dict[str, Node] | list[Node] | None
    ) -> None:
        """Take in the value of the open key and its place."""
        # The second of two equal keys is reported and dropped; the first one stands.
        if self.keep:
            self.data[self.key] = value
            self.children[self.key] = Node(line, column, *self.key_at, children)
        self.wants_key = True


Frame = ListFrame | MappingFrame
