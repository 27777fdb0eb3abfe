"""A picture as plain data: boxes with text, and lines between them."""

from typing import NamedTuple

__all__ = ["Box", "Line", "Picture", "Stroke"]


class Line(NamedTuple):
    """A line of text, its baseline that far below the top of its box."""

    y: float
    text: str
    style: str = ""


class Box(NamedTuple):
    """A rectangle with text, a link if it has an address; lines are placed relative to it."""

    x: float
    y: float
    width: float
    height: float
    style: str
    href: str = ""
    lines: tuple[Line, ...] = ()
    id: str = ""

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


class Stroke(NamedTuple):
    """A line or an arrow's tip as the `d` of a path."""

    path: str
    style: str
    ends: tuple[str, str] = ("", "")
    """What it joins, for a map that lights up."""


class Picture(NamedTuple):
    """All that a template draws: strokes behind, boxes in reading order."""

    width: float
    height: float
    label: str
    strokes: tuple[Stroke, ...]
    boxes: tuple[Box, ...]
