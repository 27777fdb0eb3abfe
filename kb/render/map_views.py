"""What a page of `maps/` shows, as plain data."""

from typing import NamedTuple

from kb.render.drawing import Box, Stroke
from kb.render.views import Chip, ListRow

__all__ = [
    "Cell",
    "Chain",
    "Content",
    "Group",
    "IssueMap",
    "Lines",
    "MapPage",
    "MapSection",
    "Matrix",
    "MatrixRow",
    "Neighbours",
    "Preview",
    "Served",
    "Square",
    "Step",
    "ToolRow",
]


class Cell(NamedTuple):
    """A cell of a matrix: what is seen, what is read aloud, how it is drawn, where it leads."""

    text: str = ""
    told: str = ""
    style: str = ""
    href: str = ""
    bar: float = 0
    """Length of a bar that shows the amount, in percent of the longest."""


class MatrixRow(NamedTuple):
    """A row with its head."""

    head: Chip
    cells: tuple[Cell, ...]


class Matrix(NamedTuple):
    """A table of two dimensions; `corner` says what rows and columns are."""

    corner: str
    columns: tuple[Chip, ...]
    rows: tuple[MatrixRow, ...]
    style: str = ""


class Group(NamedTuple):
    """A part of a list under an anchor."""

    anchor: str
    title: str
    rows: tuple[ListRow, ...]


class Step(NamedTuple):
    """An entry of a chain, with what the line to it says."""

    target: Chip
    word: str = ""
    grade: str = ""


class Chain(NamedTuple):
    """A way from a root cause to a consequence."""

    steps: tuple[Step, ...]


class Lines(NamedTuple):
    """A set of lines that is shown or not, and what a reader calls it."""

    name: str
    told: str
    strokes: tuple[Stroke, ...]
    directed: bool
    shown: bool


class IssueMap(NamedTuple):
    """All issues on one sheet with the lines between them."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Lines, ...]


class Neighbours(NamedTuple):
    """An issue with what it is linked with: how, and to which others."""

    issue: Chip
    links: tuple[tuple[str, tuple[Chip, ...]], ...]


class Served(NamedTuple):
    """An issue for which something uses a tool, with what does, and the phase it gets in."""

    issue: Chip
    via: tuple[Chip, ...]
    phase: str


class ToolRow(NamedTuple):
    """A tool with the issues that it notices and treats."""

    anchor: str
    tool: Chip
    noticed: tuple[Served, ...]
    treated: tuple[Served, ...]


class Square(NamedTuple):
    """A spot of a small picture."""

    x: float
    y: float
    width: float
    height: float
    style: str


class Preview(NamedTuple):
    """A map as its index shows it, in small."""

    page: Chip
    squares: tuple[Square, ...]


Content = (
    Matrix
    | IssueMap
    | tuple[Group, ...]
    | tuple[Chain, ...]
    | tuple[Neighbours, ...]
    | tuple[ToolRow, ...]
    | tuple[Preview, ...]
)


class MapSection(NamedTuple):
    """A part of a map's page, drawn by the template named; without a heading it opens the page."""

    heading: str
    template: str
    content: Content
    lead: str = ""


class MapPage(NamedTuple):
    """A map with the lists behind it."""

    name: str
    title: str
    lead: str
    sections: tuple[MapSection, ...]
    squares: tuple[Square, ...]
    """The map in small, for the index."""
