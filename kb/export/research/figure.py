"""What an answer is made of: counts to draw and to download."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.diagnosis.prevalence import wilson
from kb.export.csv_cells import Cell, csv_text

__all__ = ["Answer", "Figure", "Grid", "Mark", "figure_csv"]


class Mark(NamedTuple):
    """A count: of entries of the catalog, or of people and organisations as a study reports it."""

    id: str
    """The entry or the term that is counted."""
    title: str
    n: int
    of: int | None = None
    unit: str = ""
    source: str = ""
    """The source or the study that counted; empty where the catalog itself was counted."""
    place: str = ""
    finding: str = ""

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval of the share; nothing without a denominator."""
        return wilson(self.n, self.of) if self.of else None


class Figure(NamedTuple):
    """Counts that are drawn as bars, or as shares with intervals where all have a denominator."""

    name: str
    """Name of the file, unique among the figures."""
    heading: str
    lead: str
    marks: tuple[Mark, ...]


class Grid(NamedTuple):
    """Counts by two dimensions."""

    name: str
    heading: str
    lead: str
    corner: str
    """What the rows and the columns are."""
    columns: tuple[tuple[str, str], ...]
    """Id and title of each."""
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]
    """Id, title and the counts."""


class Answer(NamedTuple):
    """A research question with all that the catalog can count about it."""

    name: str
    title: str
    question: str
    figures: tuple[Figure | Grid, ...]


def figure_csv(figure: Figure | Grid) -> str:
    """Return what stands behind a figure as comma-separated values; no cell can become a formula."""
    if isinstance(figure, Grid):
        head = ("id", "title", *(id for id, _ in figure.columns))
        return csv_text(head, ((id, title, *counts) for id, title, counts in figure.rows))
    counted = ("n", "of", "unit", "low", "high")
    head = ("id", "title", *counted, "source", "place", "finding")
    return csv_text(head, _lines(figure.marks))


def _lines(marks: Iterable[Mark]) -> Iterator[tuple[Cell, ...]]:
    for mark in marks:
        low, high = mark.interval or (None, None)
        told = (mark.source, mark.place, mark.finding)
        yield (mark.id, mark.title, mark.n, mark.of, mark.unit, low, high, *told)
