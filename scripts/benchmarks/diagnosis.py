"""How long a diagnosis takes; how good it is, is in `quality`."""

import kb
from scripts.benchmarks.inside import adding_up, timed
from scripts.benchmarks.process import Row, made
from scripts.benchmarks.quality import load_half

__all__ = ["measure"]

_LARGE = 10_000
_CASES = 50


def measure(*, full: bool = False) -> list[Row]:
    """Return one row for the shipped catalog and one for a large one."""
    texts = [query["text"] for query in load_half("tuning")["queries"]][:_CASES]
    bases = {
        "shipped catalog": (kb.load(), 5),
        f"{_LARGE} entries": (kb.load(made(_LARGE)), 50),
    }
    return [
        timed(
            f"diagnose, {which}",
            base.diagnose,
            adding_up(base),
            texts,
            named="adding up the postings of the words",
            turns=9 if full else 3,
            budget=budget,
            differs="with word parts, evidence in bits and the next question",
        )
        for which, (base, budget) in bases.items()
    ]
