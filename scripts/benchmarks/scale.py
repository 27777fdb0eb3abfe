"""What commands take as a catalog grows: time, memory and the exponent of growth."""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from scripts.benchmarks import site
from scripts.benchmarks.process import (
    Row,
    Taken,
    exponent,
    frozen,
    in_turns,
    made,
    row,
    say,
    work,
)

__all__ = ["measure"]

_SIZES = (100, 1000, 10_000)
_FACTOR = 10
_TURNS = 3
_SITE = "site build"
_FLOOR = "CSafeLoader, whole process"


def measure(*, full: bool = False) -> list[Row]:
    """Return for every size the commands against only reading the files; sites with `full` alone."""
    rows: list[Row] = []
    before: dict[str, list[Taken]] = {}
    for size in _SIZES:
        say(f"{size} entries: making the catalog, if it is not there yet …")
        folder = made(size)
        say(f"{size} entries: running the commands …")
        taken = in_turns(_commands(folder), _TURNS, about=f"{size} entries, ")
        floor = [one.seconds for one in taken.pop(_FLOOR)]
        rows += [_row(what, size, runs, floor, before) for what, runs in taken.items()]
        if full:
            say(f"{size} entries: building sites …")
            told, taken[_SITE] = _site(size, folder, before.get(_SITE, ()))
            rows.append(told)
        before = taken
    return rows


def _site(size: int, folder: Path, smaller: Sequence[Taken]) -> tuple[Row, list[Taken]]:
    # The design promises a share for a site of some size: in a small one, what every build does counts.
    budget = site.BUDGET if size > _SIZES[0] else None
    turns = _TURNS if size < _SIZES[-1] else 1
    title = f"{_SITE}, {size}"
    return site.compared(title, turns, catalog=folder, budget=budget, smaller=smaller)


def _row(
    what: str, size: int, runs: list[Taken], floor: list[float], before: dict[str, list[Taken]]
) -> Row:
    seconds = [one.seconds for one in runs]
    smaller = [one.seconds for one in before.get(what, ())]
    return row(
        f"{what}, {size}",
        seconds,
        floor,
        unit="s",
        named=_FLOOR,
        growth=exponent(smaller, seconds, _FACTOR) if smaller else None,
        differs=f"peak {median(one.megabytes for one in runs):.0f} MB",
    )


def _commands(folder: Path) -> dict[str, list[str]]:
    target = folder.parent / "export.db"
    return {
        _FLOOR: work("csafe", folder),
        "kb check": _kb(folder, "check"),
        "kb export sqlite": _kb(folder, "export", "sqlite", "-o", str(target)),
        "kb diagnose": _kb(folder, "diagnose", "great offline, bad live"),
        "open snapshot, diagnose": work("diagnose", frozen(folder)),
    }


def _kb(catalog: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "kb.cli", "--catalog", str(catalog), *arguments]
