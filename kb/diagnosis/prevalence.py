"""How often an issue was met: every figure of every study with its interval, never merged."""

import json
from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

from kb.graph.tables import Tables

__all__ = ["Frequency", "prevalence", "wilson"]

_Z = 1.959963984540054
"""Quantile of the normal distribution for a two-sided level of 95 %."""


class Frequency(NamedTuple):
    """n of `of` with a 95 % Wilson interval, as a study counted it."""

    source: str
    locator: str
    finding: str
    n: int
    of: int
    unit: str
    low: float
    high: float

    def to_dict(self) -> dict[str, object]:
        """Return the frequency as JSON-ready data."""
        return self._asdict()


def wilson(n: int, of: int) -> tuple[float, float]:
    """Return the 95 % score interval for n successes out of `of` trials (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(11, 28)]
    [0.236, 0.576]
    """
    if of == 0:
        return 0.0, 1.0
    share, square = n / of, _Z * _Z
    centre = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    # Rounded, so that 9 of 9 reaches exactly 1.
    return max(0.0, round(centre - half, 9)), min(1.0, round(centre + half, 9))


def prevalence(tables: Tables, id: str) -> tuple[Frequency, ...]:
    """Return every counted piece of evidence on an entry itself and every questionnaire result."""
    data = json.loads(tables.documents[id])
    found = []
    for piece in data.get("evidence", ()):
        count = piece.get("count")
        if count and piece.get("stance") != "contradicts":
            interval = wilson(count["n"], count["of"])
            place = piece.get("locator", "")
            row = (piece["source"], place, piece["finding"], count["n"], count["of"], count["unit"])
            found.append(Frequency(*row, *interval))
    found += _answers(tables, id)
    return tuple(sorted(found, key=lambda row: (row.source, row.locator, row.finding)))


def _answers(tables: Tables, id: str) -> Iterator[Frequency]:
    """Yield the share of respondents in the two top points of the scale of every question on an issue."""
    # A study with several questions on the issue is linked once for each.
    for study_id in dict.fromkeys(link.target for link in tables.links(id, "asked_in")):
        study = json.loads(tables.documents[study_id])
        questions = {item["id"] for item in study.get("questions", ()) if item.get("issue") == id}
        for result in study.get("results", ()):
            if result["question"] in questions and sum(result["counts"]):
                top, total = sum(result["counts"][-2:]), sum(result["counts"])
                place = f"question {result['question']}"
                finding = "Answers in the two highest points of the scale."
                interval = wilson(top, total)
                yield Frequency(study_id, place, finding, top, total, "respondents", *interval)
