"""Where everything of a bow-tie stands, from its stages alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.render.drawing import Box, Picture, Stroke
from kb.render.svg import (
    DOOR,
    GAP,
    bar,
    card,
    curve,
    height_of,
    merged,
    note,
    ports,
    stacked,
    taller,
    tip,
)
from kb.render.views import Chip, Item, Stage

__all__ = ["bow_tie_picture"]

Parts = Iterator[Box | Stroke]


class _Column(NamedTuple):
    """Where a column of the picture starts and how wide it is."""

    x: float
    width: float


_CAUSES, _GUARDS, _ISSUE = _Column(1, 157), _Column(178, 242), _Column(482, 108)
_ANSWERS, _HARM = _Column(614, 184), _Column(850, 145)
_WIDTH = 996.0
_TOP = 30.0
"""Below the headings of the columns."""

_STUCK = 2.0
"""Between the barriers of one line."""


class _Row(NamedTuple):
    """A cause and the barriers on its line; the last cause may only be the way to the others."""

    cause: Box
    barriers: tuple[Box, ...] = ()
    style: str = ""

    @property
    def height(self) -> float:
        return max(self.cause.height, height_of(self.barriers, gap=_STUCK))


def bow_tie_picture(stages: Sequence[Stage]) -> Picture:
    """Return the picture of the stages: causes, guards, issue, answers, consequences."""
    causes, guards, issue, answers, harm = stages
    rows = list(_rows(causes, guards))
    walls = _wall(answers.items, answers.more, _ANSWERS)
    ends = [_card(item, _HARM, harm.kind) for item in harm.items]
    ends += _notes(harm.more, _HARM)
    knot = card(issue.items[0].target, *_ISSUE, style="knot")
    heights = (_height(rows), height_of(walls, gap=_STUCK), height_of(ends), knot.height)
    middle = _TOP + max(heights) / 2
    lines = sum(bool(row.style) for row in rows)
    knot = _centred([taller(knot, DOOR * (lines + 1))], middle)[0]
    parts = [
        *_left(rows, middle - heights[0] / 2, knot),
        knot,
        *_right(_centred(walls, middle, gap=_STUCK), _centred(ends, middle), knot, harm.items),
    ]
    boxes = tuple(part for part in parts if isinstance(part, Box))
    strokes = merged(part for part in parts if isinstance(part, Stroke))
    told = f"Bow-tie of {issue.items[0].target.text}: root causes, barriers and consequences"
    return Picture(_WIDTH, _TOP + max(heights) + 4, told, strokes, (*_headings(stages), *boxes))


def _rows(causes: Stage, guards: Stage) -> Iterator[_Row]:
    for item in causes.items:
        barriers = _wall(item.barriers, item.more, _GUARDS)
        yield _Row(_card(item, _CAUSES, causes.kind), barriers, item.style)
    yield from (_Row(box) for box in _notes(causes.more, _CAUSES))
    if guards.items:
        any_cause = card(Chip(guards.title), *_CAUSES, style="any")
        yield _Row(any_cause, _wall(guards.items, guards.more, _GUARDS), "medium")


def _card(item: Item, column: _Column, kind: str) -> Box:
    return card(item.target, *column, style=kind, label=item.word)


def _wall(items: Sequence[Item], more: Chip, column: _Column) -> tuple[Box, ...]:
    cards = [_card(item, column, f"barrier-{item.style}") for item in items]
    return (*cards, *_notes(more, column))


def _notes(chip: Chip, column: _Column) -> Iterator[Box]:
    if chip.text:
        yield note(chip, *column)


def _height(rows: Sequence[_Row]) -> float:
    return sum(row.height for row in rows) + GAP * max(len(rows) - 1, 0)


def _centred(boxes: Sequence[Box], middle: float, *, gap: float = GAP) -> tuple[Box, ...]:
    return stacked(boxes, middle - height_of(boxes, gap=gap) / 2, gap=gap)


def _left(rows: Sequence[_Row], top: float, knot: Box) -> Parts:
    """Yield the causes, each with its line through its barriers to the issue."""
    doors = iter(ports(sum(bool(row.style) for row in rows), knot.middle))
    for row in rows:
        middle = top + row.height / 2
        cause = _centred([row.cause], middle)[0]
        barriers = _centred(row.barriers, middle, gap=_STUCK)
        yield cause
        yield from barriers
        yield from _bars(barriers)
        if row.style:
            start, door = cause.right, next(doors)
            if barriers:
                yield curve((start, middle), (barriers[0].x, middle), row.style)
                start = barriers[0].right
            yield curve((start, middle), (knot.x - 4, door), row.style)
            yield tip(knot.x, door)
        top += row.height + GAP


def _right(walls: Sequence[Box], ends: Sequence[Box], knot: Box, items: Sequence[Item]) -> Parts:
    """Yield the barriers behind the issue and the lines through them to the consequences."""
    start = knot.right
    doors = ports(len(items), knot.middle)
    if walls and items:
        yield curve((start, knot.middle), (walls[0].x, knot.middle), "strong")
        start = walls[0].right
    yield from walls
    yield from _bars(walls)
    for item, door, box in zip(items, doors, ends, strict=False):
        yield curve((start, door), (box.x - 4, box.middle), item.style)
        yield tip(box.x, box.middle)
    yield from ends


def _bars(walls: Sequence[Box]) -> Iterator[Stroke]:
    return (
        bar(box, box.style.removeprefix("barrier-"))
        for box in walls
        if box.style.startswith("barrier")
    )


def _headings(stages: Sequence[Stage]) -> Iterator[Box]:
    causes, guards, _, answers, harm = stages
    columns = (
        (causes.items or guards.items, causes.title, _CAUSES),
        (guards.items or any(item.barriers for item in causes.items), "Barriers", _GUARDS),
        (answers.items, answers.title, _ANSWERS),
        (harm.items, harm.title, _HARM),
    )
    for used, title, column in columns:
        if used:
            yield note(Chip(title), *column, style="heading")
