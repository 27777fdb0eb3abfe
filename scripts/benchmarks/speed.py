"""Diagnosis and planning, each as a ratio to a floor that is measured in the same run."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import TypeVar

import kb
from kb.query.text import stems
from scripts.benchmarks.diagnosis import load_half
from scripts.benchmarks.synthetic import synthetic_catalog

__all__ = ["measure", "table"]

_LARGE = 10_000
_RUNS = 5

T = TypeVar("T")


def measure() -> list[dict[str, object]]:
    """Return one row per promise: the median in milliseconds, its floor and the budget."""
    texts = [query["text"] for query in load_half("tuning")["queries"]]
    base = kb.load()
    large = kb.load(synthetic_catalog(_LARGE))
    rng = random.Random(1)  # noqa: S311 - a sample, no secret
    issues = [rng.sample(list(base.issues), 10) for _ in range(20)]
    return [
        _row("diagnose, shipped catalog", 5, *_diagnosis(base, texts)),
        _row(f"diagnose, {_LARGE} entries", 50, *_diagnosis(large, texts)),
        _row("plan for 10 issues", 200, *_plan(base, issues)),
    ]


def _row(what: str, budget: float, ours: float, floor: float, floor_is: str) -> dict[str, object]:
    return {
        "what": what,
        "median_ms": round(ours, 2),
        "budget_ms": budget,
        "floor": floor_is,
        "floor_ms": round(floor, 3),
        "ratio": round(ours / floor, 1),
    }


def _diagnosis(base: kb.KnowledgeBase, texts: Sequence[str]) -> tuple[float, float, str]:
    """Time descriptions against adding up the postings of their words in plain Python."""
    postings = base.tables.postings()

    def add_up(text: str) -> None:
        scores: dict[int, float] = {}
        for word in set(stems(text)):
            for document, _, frequency in postings.words.get(word, ()):
                scores[document] = scores.get(document, 0.0) + frequency

    ours = _median(base.diagnose, texts)
    return ours, _median(add_up, texts), "adding up the postings of the words"


def _plan(base: kb.KnowledgeBase, cases: Sequence[Sequence[str]]) -> tuple[float, float, str]:
    """Time plans against parsing the JSON of the issues' mitigations once."""
    tables = base.tables

    def parse(issues: Sequence[str]) -> None:
        for issue in issues:
            for link in tables.links(issue, "mitigated_by"):
                json.loads(tables.documents[link.target])

    ours = _median(lambda issues: base.plan(*issues), cases)
    return ours, _median(parse, cases), "parsing the issues' mitigations"


def _median(run: Callable[[T], object], cases: Sequence[T]) -> float:
    """Return the median over cases of the best of some runs, in milliseconds; the first is warm-up."""
    for case in cases:
        run(case)
    times = []
    for case in cases:
        best = float("inf")
        for _ in range(_RUNS):
            start = perf_counter()
            run(case)
            best = min(best, perf_counter() - start)
        times.append(best * 1000)
    return median(times)


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return the measured promises as a table."""
    lines = [f"{'':<28}{'median':>10}{'budget':>10}{'floor':>10}{'ratio':>8}  floor is"]
    lines += [
        f"{row['what']:<28}{row['median_ms']:>7} ms{row['budget_ms']:>7} ms"
        f"{row['floor_ms']:>7} ms{row['ratio']:>8}  {row['floor']}"
        for row in rows
    ]
    return "\n".join(lines)
