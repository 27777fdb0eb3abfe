"""Lay out a small graph in columns that are read from left to right."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kb.render.drawing import Box, Picture, Stroke
from kb.render.svg import DOOR, card, curve, height_of, merged, note, ports, stacked, taller, tip
from kb.render.views import Chip, Stage

__all__ = ["Edge", "layered"]

Place = tuple[int, str]
"""A column and what stands in it; one entry may stand in two columns."""

_WIDTH = 996.0
_CARD = 236.0
_TOP = 30.0


class Edge(NamedTuple):
    """A line from what stands in a column to what stands in the next one."""

    start: Place
    end: str
    style: str

    @property
    def goal(self) -> Place:
        """Where the line ends."""
        return self.start[0] + 1, self.end


def layered(stages: Sequence[Stage], edges: Sequence[Edge], *, label: str) -> Picture:
    """Return the picture of a graph; a later column is ordered by where its lines come from."""
    xs = [
        1 + number * (_WIDTH - 2 - _CARD) / max(len(stages) - 1, 1) for number in range(len(stages))
    ]
    columns = [_cards(number, stage, xs[number], edges) for number, stage in enumerate(stages)]
    high = max(height_of(tuple(column.values())) for column in columns)
    placed: dict[Place, Box] = {}
    for column in columns:
        order = sorted(column, key=partial(_pull, edges=edges, placed=placed))
        boxes = tuple(column[place] for place in order)
        top = _TOP + (high - height_of(boxes)) / 2
        placed |= zip(order, stacked(boxes, top), strict=True)
    headings = [
        note(Chip(stage.title), x, _CARD, style="heading")
        for stage, x in zip(stages, xs, strict=True)
        if stage.items
    ]
    boxes = (*headings, *placed.values())
    return Picture(_WIDTH, _TOP + high + 4, label, merged(_strokes(edges, placed)), boxes)


def _cards(number: int, stage: Stage, x: float, edges: Sequence[Edge]) -> dict[Place, Box]:
    """Return the boxes of a column, each high enough for the lines that meet it."""
    cards = {}
    for item in stage.items:
        place = (number, item.id)
        lines = max(
            sum(edge.start == place for edge in edges), sum(edge.goal == place for edge in edges)
        )
        box = card(item.target, x, _CARD, style=stage.kind, label=item.word)
        cards[place] = taller(box, DOOR * (lines + 1))
    if stage.more.text:
        cards[number, ""] = note(stage.more, x, _CARD)
    return cards


def _pull(place: Place, edges: Sequence[Edge], placed: Mapping[Place, Box]) -> float:
    """Return the mean height of what leads here; what nothing leads to keeps its order, at the end."""
    heights = [placed[edge.start].middle for edge in edges if edge.goal == place]
    return sum(heights) / len(heights) if heights else float("inf")


def _strokes(edges: Sequence[Edge], placed: Mapping[Place, Box]) -> Iterator[Stroke]:
    """Yield the lines; those that meet one box meet it in the order of their other ends."""
    starts: dict[Edge, float] = {}
    ends: dict[Edge, float] = {}
    for place, box in placed.items():
        out = sorted((e for e in edges if e.start == place), key=lambda e: placed[e.goal].middle)
        into = sorted((e for e in edges if e.goal == place), key=lambda e: placed[e.start].middle)
        starts |= zip(out, ports(len(out), box.middle), strict=True)
        ends |= zip(into, ports(len(into), box.middle), strict=True)
    for edge in edges:
        start, end = placed[edge.start], placed[edge.goal]
        yield curve((start.right, starts[edge]), (end.x - 4, ends[edge]), edge.style)
        yield tip(end.x, ends[edge])
