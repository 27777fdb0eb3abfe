"""How long the choice of a plan takes."""

import json
from collections.abc import Sequence
from random import Random

import kb
from scripts.benchmarks.inside import timed
from scripts.benchmarks.process import Row

__all__ = ["measure"]

_BUDGETS = {1: None, 10: 200.0, 30: None}
"""Milliseconds by the number of issues."""

_CASES = 5


def measure(*, full: bool = False) -> list[Row]:
    """Return one row for each number of issues, drawn from the shipped catalog."""
    base = kb.load()
    tables = base.tables
    rng = Random(1)  # noqa: S311 - a sample, no secret

    def parse(issues: Sequence[str]) -> None:
        for issue in issues:
            for link in tables.links(issue, "mitigated_by"):
                json.loads(tables.documents[link.target])

    return [
        timed(
            f"plan for {number} issue{'s' * (number > 1)}",
            lambda issues: base.plan(*issues),
            parse,
            [rng.sample(list(base.issues), number) for _ in range(_CASES)],
            named="parsing the JSON of the issues' mitigations",
            turns=9 if full else 3,
            budget=budget,
        )
        for number, budget in _BUDGETS.items()
    ]
