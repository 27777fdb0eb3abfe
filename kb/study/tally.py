"""Count which kinds of data, ways of collecting and dimensions of quality the coded problems are about."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from kb.graph.names import fold, hint
from kb.graph.tables import Tables
from kb.loading.comments import find_comments
from kb.loading.memory import Plain
from kb.loading.writer import write_lines
from kb.models.study import Study
from kb.study.codings import Coded, Coding
from kb.study.words import folded

__all__ = ["DIMENSIONS", "Cell", "TallyTable", "TermCount", "tallies_text", "tally"]

DIMENSIONS = {
    "data-type": "data-types",
    "collection-process": "collection-processes",
    "data-quality-dimension": "data-quality-dimensions",
}
"""Vocabularies by the column that names their terms."""

_NOT_SAID = "not said"


class Cell(NamedTuple):
    """How many problems are about one combination."""

    data_type: str
    collection_process: str
    data_quality_dimension: str
    n: int


class TermCount(NamedTuple):
    """How many problems are about one term."""

    dimension: str
    term: str
    n: int


class TallyTable(NamedTuple):
    """Counts of problems; `unit` says what counts as one."""

    problems: int
    unit: str
    cells: tuple[Cell, ...]
    terms: tuple[TermCount, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the counts as JSON-ready data."""
        told = {"cells": [one._asdict() for one in self.cells]}
        return {**self._asdict(), **told, "terms": [one._asdict() for one in self.terms]}


def tally(tables: Tables, coded: Coded, *, once_per_team: bool) -> TallyTable:
    """Return the counts.

    Args:
        tables: the catalog with its vocabularies.
        coded: the codings; a row is one mention of a problem, its code; rows without a code do not count.
        once_per_team: count a problem once that several people of one team tell of.

    Raises:
        QueryError: a column is missing, a term is unknown, a row lacks its team or is still open.
    """
    coded.refuse_open()
    coded.need(*(("team",) if once_per_team else ()))
    if not coded.columns.keys() & DIMENSIONS.keys():
        coded.need(next(iter(DIMENSIONS)))
    known = {
        column: {
            fold(name): term["id"]
            for term in tables.terms.get(vocabulary, ())
            for name in (term["id"], term["title"])
        }
        for column, vocabulary in DIMENSIONS.items()
    }
    problems: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for coding in filter(lambda one: one.code, coded.codings):
        problem = _problem(coded, coding, once_per_team=once_per_team)
        terms = [_terms(coded, coding, column, known[column]) for column in DIMENSIONS]
        problems.setdefault(problem, set()).update(product(*terms))
    cells = {(problem, cell) for problem, said in problems.items() for cell in _telling(said)}
    counted = Counter(cell for _, cell in cells)
    return TallyTable(
        len(problems),
        "problems, once per team" if once_per_team else "mentions of problems",
        tuple(
            Cell(kind, process, dimension, n)
            for (kind, process, dimension), n in sorted(counted.items())
        ),
        tuple(_term_counts(cells)),
    )


def _telling(cells: Collection[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of one problem that no other cell of it says more fully."""
    for cell in cells:
        others = (other for other in cells if other != cell)
        if not any(
            all(mine in (_NOT_SAID, theirs) for mine, theirs in zip(cell, other, strict=True))
            for other in others
        ):
            yield cell


def _problem(coded: Coded, coding: Coding, *, once_per_team: bool) -> tuple[str, ...]:
    """Return what tells a problem from others."""
    if not once_per_team:
        return str(coding.row), folded(coding.code)
    team = coding.details["team"]
    if not team:
        raise coded.table.wrong(coding.row, coded.columns["team"], "empty; give the team a label")
    return folded(team), folded(coding.code)


def _terms(coded: Coded, coding: Coding, column: str, known: Mapping[str, str]) -> tuple[str, ...]:
    said = [name.strip() for name in coding.details.get(column, "").split(";") if name.strip()]
    for name in said:
        if fold(name) not in known:
            what = f"{name!r} is no term of {DIMENSIONS[column]}; {hint(name, sorted({*known.values()}))}"
            raise coded.table.wrong(coding.row, coded.columns[column], what)
    return tuple(dict.fromkeys(known[fold(name)] for name in said)) or (_NOT_SAID,)


def _term_counts(cells: set[tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[TermCount]:
    for place, vocabulary in enumerate(DIMENSIONS.values()):
        pairs = {(problem, cell[place]) for problem, cell in cells}
        counts = Counter(term for _, term in pairs if term != _NOT_SAID)
        for term, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            yield TermCount(vocabulary, term, n)


def tallies_text(found: TallyTable) -> str:
    """Return the field `tallies` of a study entry."""
    rows: list[Plain] = [
        {**one._asdict(), "of": found.problems, "unit": found.unit} for one in found.terms
    ]
    data: Plain = {"tallies": rows}
    return "\n".join(write_lines(data, Study, find_comments(""))) + "\n"
