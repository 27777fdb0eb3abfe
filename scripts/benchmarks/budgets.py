"""Every budget of the design and how things grow, from one run of the suites that measure them."""

from itertools import chain
from time import monotonic

from scripts.benchmarks.process import Row, measured, say

__all__ = ["measure"]

_SUITES = ("start", "loading", "diagnosis", "plan", "site", "browser", "scale")
"""In the order of the design's table."""


def measure(*, full: bool = False) -> list[Row]:
    """Return the rows that have a budget, then those that tell how something grows."""
    rows = list(chain.from_iterable(_told(suite, full=full) for suite in _SUITES))
    promised = [one for one in rows if one["budget"] is not None]
    return [
        *promised,
        *(one for one in rows if one["budget"] is None and one["growth"] is not None),
    ]


def _told(suite: str, *, full: bool) -> list[Row]:
    """Return the rows of a suite, and say how long it took."""
    start = monotonic()
    say(f"{suite} …")
    rows = measured(suite, full=full)
    say(f"{suite}: {len(rows)} rows in {monotonic() - start:.0f} s")
    return rows
