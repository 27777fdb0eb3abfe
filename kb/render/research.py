"""The pages below `research/`: each question with charts, the tables behind them and files to take along."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from kb.export.research.answers import research_answers
from kb.export.research.figure import Answer, Grid, Mark, figure_csv
from kb.graph.amounts import part
from kb.graph.kinds import Kind
from kb.render.map_views import Cell, Matrix, MatrixRow
from kb.render.parts import cite
from kb.render.site import Site
from kb.render.views import Chip

__all__ = ["Chart", "ChartRow", "ResearchPage", "research_files", "research_pages"]

FOLDER = "research"
_DRAWN = 15
"""Bars of a chart; the table behind it has all."""

_TINTS = 4


class ChartRow(NamedTuple):
    """A count as a bar, or as a share with its interval, in percent of the width of the chart."""

    head: Chip
    finding: str
    """Safe HTML; empty where the catalog itself was counted."""
    source: Chip
    figure: str
    length: float
    low: float = -1
    high: float = -1


class Chart(NamedTuple):
    """A drawing with the table behind it and the file that holds both."""

    heading: str
    lead: str
    template: str
    content: tuple[ChartRow, ...] | Matrix
    file: str
    drawn: int = 0
    """How many rows the drawing has."""


class ResearchPage(NamedTuple):
    """A question with its charts."""

    name: str
    title: str
    lead: str
    charts: tuple[Chart, ...]
    others: tuple[Chip, ...]
    """The questions before and after it."""


def research_pages(site: Site) -> Mapping[PurePosixPath, ResearchPage]:
    """Return a page for each question."""
    answers = research_answers(site.tables)
    near: dict[str, list[Chip]] = {answer.name: [] for answer in answers}
    for one, other in pairwise(answers):
        near[one.name].append(Chip(other.title, other.question, f"../{other.name}/"))
        near[other.name].insert(0, Chip(one.title, one.question, f"../{one.name}/"))
    return {
        PurePosixPath(FOLDER, f"{answer.name}.md"): ResearchPage(
            answer.name,
            answer.title,
            answer.question,
            tuple(_charts(site, answer)),
            tuple(near[answer.name]),
        )
        for answer in answers
    }


def research_files(site: Site) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the table behind each chart as a file for a spreadsheet."""
    for answer in research_answers(site.tables):
        for figure in answer.figures:
            path = PurePosixPath(FOLDER, answer.name, f"{figure.name}.csv")
            yield path, figure_csv(figure)


def _charts(site: Site, answer: Answer) -> Iterator[Chart]:
    for figure in answer.figures:
        file = f"{figure.name}.csv"
        if isinstance(figure, Grid):
            told = (figure.heading, figure.lead, "matrix", _matrix(figure), file)
            yield Chart(*told)
        else:
            rows = tuple(_rows(site, figure.marks))
            # Shares of studies are all drawn: each is a finding, and none is a rest.
            drawn = len(rows) if figure.marks[0].of else _DRAWN
            yield Chart(figure.heading, figure.lead, "bars", rows, file, drawn)


def _rows(site: Site, marks: Sequence[Mark]) -> Iterator[ChartRow]:
    most = max((mark.n for mark in marks), default=0) or 1
    for mark in marks:
        known = mark.id in site.tables.rows
        # What a study counted of itself is told by its finding, not by the name of the study.
        own = known and site.tables.rows[mark.id].kind is Kind.STUDY
        told = mark.finding if own else mark.title
        head = Chip(told, href=site.address(mark.id) if known else "")
        finding = site.prose.line(mark.finding) if mark.finding else ""
        figure = part(mark.n, mark.of, mark.unit)
        row = ChartRow(head, finding, _source(site, mark), figure, _percent(mark.n / most))
        if mark.interval and mark.of:
            low, high = map(_percent, mark.interval)
            row = row._replace(length=_percent(mark.n / mark.of), low=low, high=high)
        yield row


def _source(site: Site, mark: Mark) -> Chip:
    if not mark.source:
        return Chip("")
    return Chip(cite(site, mark.source), mark.place, site.address(mark.source))


def _percent(share: float) -> float:
    return round(100 * share, 1)


def _matrix(grid: Grid) -> Matrix:
    most = max((max(counts, default=0) for _, _, counts in grid.rows), default=0) or 1
    rows = tuple(
        MatrixRow(Chip(title), tuple(_cell(count, most) for count in counts))
        for _, title, counts in grid.rows
    )
    return Matrix(grid.corner, tuple(Chip(title) for _, title in grid.columns), rows, "tints")


def _cell(count: int, most: int) -> Cell:
    return Cell(str(count), style=f"tint-{-(-_TINTS * count // most)}") if count else Cell("0")
