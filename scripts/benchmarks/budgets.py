"""Every budget of the design and how things grow, from one run of the suites that measure them."""

from collections.abc import Iterable
from time import monotonic

from scripts.benchmarks.process import Row, absent, measured, say

__all__ = ["chosen", "measure"]

_SUITES = ("start", "loading", "diagnosis", "plan", "site", "browser", "serve", "scale")
"""In the order of the design's table."""


def measure(*, full: bool = False) -> list[Row]:
    """Return the rows that have a budget, then those that tell how something grows."""
    return chosen(one for suite in _SUITES for one in _told(suite, full=full))


def chosen(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with a budget, then the others that tell growth, or could not be measured."""
    known = [
        one
        for one in rows
        if one["budget"] is not None or one["growth"] is not None or one["value"] is None
    ]
    return sorted(known, key=lambda one: one["budget"] is None)


def _told(suite: str, *, full: bool) -> list[Row]:
    """Return the rows of a suite, and say how long it took."""
    start = monotonic()
    say(f"{suite} …")
    try:
        rows = measured(suite, full=full)
    except SystemExit:
        rows = [absent(suite, "the suite does not run here")]  # the others are worth having
    say(f"{suite}: {len(rows)} rows in {monotonic() - start:.0f} s")
    return rows
