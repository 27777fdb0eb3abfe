"""What commands take as a catalog grows: time, memory and the exponent of growth."""

import os
import sys
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median

from scripts.benchmarks.process import Row, Taken, frozen, in_turns, made, row, work

__all__ = ["measure"]

_SIZES = (100, 1000, 10_000)
_TURNS = 3
_FLOOR = "CSafeLoader, whole process"


def measure(*, full: bool = False) -> list[Row]:
    """Return for every size the commands against only reading the files; sites with `full` alone."""
    rows: list[Row] = []
    before: dict[str, float] = {}
    for size, folder in ((size, made(size)) for size in _SIZES):
        taken = in_turns(_commands(folder, full=full), 1 if full else _TURNS)
        floor = [one.seconds for one in taken.pop(_FLOOR)]
        for what, runs in taken.items():
            seconds = [one.seconds for one in runs]
            differs = _said(runs, median(seconds), before.get(what), size)
            before[what] = median(seconds)
            title = f"{what}, {size}"
            rows.append(row(title, seconds, floor, unit="s", named=_FLOOR, differs=differs))
    return rows


def _said(runs: list[Taken], now: float, before: float | None, size: int) -> str:
    peak = f"peak {median(one.megabytes for one in runs):.0f} MB"
    if before is None:
        return peak
    smaller = next(a for a, b in pairwise(_SIZES) if b == size)
    return f"{peak}, exponent {log(now / before, size / smaller):.2f}"


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
