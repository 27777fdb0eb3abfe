"""What commands take as a catalog grows: time, memory and the exponent of growth."""

import os
import sys
from pathlib import Path
from statistics import median

from scripts.benchmarks.process import Row, exponent, frozen, in_turns, made, row, work

__all__ = ["measure"]

_SIZES = (100, 1000, 10_000)
_FACTOR = 10
_TURNS = 3
_FLOOR = "CSafeLoader, whole process"


def measure(*, full: bool = False) -> list[Row]:
    """Return for every size the commands against only reading the files; sites with `full` alone."""
    rows: list[Row] = []
    before: dict[str, list[float]] = {}
    for size in _SIZES:
        taken = in_turns(_commands(made(size), full=full), 1 if full else _TURNS)
        floor = [one.seconds for one in taken.pop(_FLOOR)]
        for what, runs in taken.items():
            seconds = [one.seconds for one in runs]
            growth = exponent(before[what], seconds, _FACTOR) if what in before else None
            peak = f"peak {median(one.megabytes for one in runs):.0f} MB"
            before[what] = seconds
            title = f"{what}, {size}"
            rows.append(
                row(title, seconds, floor, unit="s", named=_FLOOR, growth=growth, differs=peak)
            )
    return rows


def _commands(folder: Path, *, full: bool) -> dict[str, list[str]]:
    target = folder.parent / "export.db"
    commands = {
        _FLOOR: work("csafe", folder),
        "kb check": work("check", folder),
        "open snapshot, diagnose": work("diagnose", frozen(folder)),
        "kb export sqlite": _kb("--catalog", str(folder), "export", "sqlite", "-o", str(target)),
    }
    if full:
        os.environ["KB_CATALOG"] = str(folder)
        site = str(folder.parent / "site")
        commands["site build"] = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", site]
    return commands


def _kb(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kb.cli", *arguments]
