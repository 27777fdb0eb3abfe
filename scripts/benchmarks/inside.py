"""Time functions in this process, each beside a floor that does the least that such an answer needs."""

from collections.abc import Callable, Sequence
from statistics import median
from time import process_time
from typing import TypeVar

import kb
from kb.query.text import stems
from scripts.benchmarks.process import Row, row

__all__ = ["adding_up", "timed"]

_RUNS = 3
_ENOUGH = 1000
"""Milliseconds after which a case is not run again."""

T = TypeVar("T")


def timed(
    what: str,
    ours: Callable[[T], object],
    floor: Callable[[T], object],
    cases: Sequence[T],
    *,
    named: str,
    turns: int,
    budget: float | None = None,
    differs: str = "",
) -> Row:
    """Return a row in milliseconds: of every turn the median over the cases, each at its best.

    Args:
        what: the name of the row.
        ours: what is measured, called with each case.
        floor: what it is compared with, called with the same cases.
        cases: what to ask.
        named: what the floor is.
        turns: how often all cases are asked.
        budget: how many milliseconds it may take.
        differs: what the floor leaves out.
    """
    for case in cases:
        ours(case), floor(case)
    taken = [[(_best(ours, case), _best(floor, case)) for case in cases] for _ in range(turns)]
    return row(
        what,
        [median(one for one, _ in turn) for turn in taken],
        [median(other for _, other in turn) for turn in taken],
        unit="ms",
        named=named,
        budget=budget,
        limits="value",
        differs=differs,
    )


def _best(run: Callable[[T], object], case: T) -> float:
    """Return the milliseconds of the best of three runs, or of fewer when they take a second."""
    times: list[float] = []
    while len(times) < _RUNS and sum(times) < _ENOUGH:
        start = process_time()
        run(case)
        times.append((process_time() - start) * 1000)
    return min(times)


def adding_up(base: kb.KnowledgeBase) -> Callable[[str], object]:
    """Return the floor of every answer to a text: add up the postings of its words in plain Python."""
    postings = base.tables.postings()

    def add_up(text: str) -> dict[int, float]:
        scores: dict[int, float] = {}
        for word in set(stems(text)):
            for document, _, frequency in postings.words.get(word, ()):
                scores[document] = scores.get(document, 0.0) + frequency
        return scores

    return add_up
