"""From files to entries, against readers that check less, on the same files."""

from scripts.benchmarks.process import Row, exponent, frozen, in_turns, made, row, work

__all__ = ["measure"]

_TURNS = 3
_SIZES = (1000, 10_000)
_CSAFE = "CSafeLoader"
_BOTH = "CSafeLoader and pydantic"
_CATALOG = "YAML to a valid catalog"
_OURS: dict[str, tuple[str, dict[int, float], str]] = {
    _CATALOG: (_CSAFE, {1000: 1.3, 10_000: 1.3}, "it checks nothing, keeps no place"),
    "kb.load(folder)": (_CSAFE, {}, "with grades and the text index"),
    "snapshot with every entry": (_BOTH, {10_000: 0.25}, ""),
}
"""What is measured beside what, with its budget by size, and what the other leaves out."""


def measure(*, full: bool = False) -> list[Row]:
    """Return the rows of both sizes, and how the time grows from one to the other."""
    small, large = (_times(size, _TURNS * (3 if full else 1)) for size in _SIZES)
    factor = _SIZES[1] / _SIZES[0]
    growth = {what: exponent(small[what], large[what], factor) for what in _OURS}
    rows = [*_rows(_SIZES[0], small, {}), *_rows(_SIZES[1], large, growth)]
    slope = row(
        "growth of YAML to a catalog",
        large[_CATALOG],
        small[_CATALOG],
        unit="s",
        named=f"{_SIZES[0]} entries",
        budget=11,
        growth=growth[_CATALOG],
    )
    return [*rows, slope]


def _times(size: int, turns: int) -> dict[str, list[float]]:
    """Return the seconds of the work alone, modules imported before."""
    folder = made(size)
    commands = {
        _CSAFE: work("csafe", folder, "warm"),
        _BOTH: work("csafe_pydantic", folder, "warm"),
        _CATALOG: work("catalog", folder, "warm"),
        "kb.load(folder)": work("load", folder, "warm"),
        "snapshot with every entry": work("snapshot", frozen(folder), "warm"),
    }
    taken = in_turns(commands, turns)
    return {what: [float(one.output) for one in runs] for what, runs in taken.items()}


def _rows(size: int, times: dict[str, list[float]], growth: dict[str, float]) -> list[Row]:
    return [
        row(
            f"{what}, {size}",
            times[what],
            times[floor],
            unit="s",
            named=floor,
            budget=budgets.get(size),
            growth=growth.get(what),
            differs=differs,
        )
        for what, (floor, budgets, differs) in _OURS.items()
    ]
