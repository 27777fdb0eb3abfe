"""Boxes, lines and measured text of the pictures; templates draw them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kb.render.drawing import Box, Line, Stroke
from kb.render.views import Chip

__all__ = [
    "DOOR",
    "GAP",
    "PAD",
    "SIZE",
    "SMALL",
    "bar",
    "card",
    "curve",
    "height_of",
    "merged",
    "note",
    "ports",
    "stacked",
    "taller",
    "text_width",
    "tip",
    "wrap",
]

SIZE, SMALL = 13.0, 11.0
"""Sizes of the letters of titles and of labels."""

GAP = 10.0
"""Between two boxes of a column."""

PAD = 8.0
"""Between the edge of a box and its text."""

DOOR = 11.0
"""Between two lines that meet the same side of a box."""

_LINE, _LABEL = 16.0, 14.0
_SPARE = 1.03
"""Room for a reader's font that is wider than the one measured, and for no kerning."""

_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
"""Advance widths of Helvetica and of the fonts made to its measure, in thousandths of its size."""

_ADVANCE = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_FOREIGN, _FULL = 800, 1050
_PARTS = re.compile(r"(\s*)([^\s-]*-+|[^\s-]+)")
"""Between which a line may break, each with the space before it."""


@cache
def _advance(letter: str) -> int:
    known = _ADVANCE.get(letter)
    if known is not None:
        return known
    return _FULL if unicodedata.east_asian_width(letter) in "WF" else _FOREIGN


def text_width(text: str, size: float = SIZE) -> float:
    """Return how wide a text is drawn at most, in the units of the picture.

    >>> round(text_width("stale joins", 10), 1)
    50.1
    """
    return sum(map(_advance, text)) * size * _SPARE / 1000


def wrap(text: str, width: float, size: float = SIZE) -> tuple[str, ...]:
    """Return a text in lines that fit a width; a word that is too long is cut.

    >>> wrap("training-serving skew", 60)
    ('training-', 'serving', 'skew')
    """
    lines = [""]
    for space, part in _PARTS.findall(text):
        longer = f"{lines[-1]}{' ' if space and lines[-1] else ''}{part}"
        if text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(part, width, size)
    return tuple(line for line in lines if line)


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def card(chip: Chip, x: float, width: float, *, style: str, label: str = "", id: str = "") -> Box:
    """Return a box at the top of the picture that is as high as its title needs."""
    top = PAD + (_LABEL if label else 0)
    titles = wrap(chip.text, width - 2 * PAD)
    lines = tuple(Line(top + 12 + _LINE * row, text) for row, text in enumerate(titles))
    if label:
        lines = (Line(PAD + 9, label, "label"), *lines)
    return Box(x, 0, width, top + _LINE * len(titles) + PAD, style, chip.href, lines, id)


def note(chip: Chip, x: float, width: float, *, style: str = "note") -> Box:
    """Return small text without a frame: a heading, or the way to what is not shown."""
    found = wrap(chip.text, width - 2 * PAD, SMALL)
    lines = tuple(Line(_LABEL * (row + 1), text, "label") for row, text in enumerate(found))
    return Box(x, 0, width, _LABEL * len(lines) + 6, style, chip.href, lines)


def taller(box: Box, height: float) -> Box:
    """Return a box of at least that height with its text in the middle."""
    down = max(height - box.height, 0) / 2
    lines = tuple(line._replace(y=line.y + down) for line in box.lines)
    return box._replace(height=box.height + 2 * down, lines=lines)


def stacked(boxes: Iterable[Box], top: float, *, gap: float = GAP) -> tuple[Box, ...]:
    """Return boxes one below the other."""
    placed = []
    for box in boxes:
        placed.append(box._replace(y=top))
        top += box.height + gap
    return tuple(placed)


def height_of(boxes: Sequence[Box], *, gap: float = GAP) -> float:
    """Return how high boxes are one below the other."""
    return sum(box.height for box in boxes) + gap * max(len(boxes) - 1, 0)


def curve(start: tuple[float, float], end: tuple[float, float], style: str) -> Stroke:
    """Return a line that leaves and arrives level."""
    (x, y), (to_x, to_y) = start, end
    half = (x + to_x) / 2
    if y == to_y:
        return Stroke(f"M{x:g} {y:g}H{to_x:g}", style)
    return Stroke(f"M{x:g} {y:g}C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}", style)


def ports(count: int, middle: float) -> tuple[float, ...]:
    """Return the heights at which lines meet one side of a box, evenly around its middle."""
    return tuple(middle + DOOR * (number - (count - 1) / 2) for number in range(count))


def tip(x: float, y: float) -> Stroke:
    """Return the head of an arrow that comes from the left and ends here."""
    return Stroke(f"M{x - 8:g} {y - 4:g}L{x:g} {y:g}L{x - 8:g} {y + 4:g}Z", "tip")


def merged(strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Return lines of one style as one path, which is quicker to write and to read."""
    paths: dict[str, list[str]] = {}
    for stroke in strokes:
        paths.setdefault(stroke.style, []).append(stroke.path)
    return tuple(Stroke("".join(found), style) for style, found in paths.items())


def bar(box: Box, style: str) -> Stroke:
    """Return the upright bar that makes a box a barrier."""
    return Stroke(f"M{box.x:g} {box.y + 5:g}V{box.bottom - 5:g}", f"bar-{style}")
