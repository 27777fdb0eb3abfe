"""Did a ratio get worse? Two saved runs, or a git revision and the work tree in turns."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import exp, log, sqrt
from pathlib import Path
from statistics import fmean, median, variance
from typing import TypedDict

from scripts.benchmarks.process import ROOT, Row, measured, say

__all__ = ["Compared", "compare", "compare_files", "compared", "verdict"]

_BY_CHANCE = 0.01
"""How often a whole comparison of equal programs may raise an alarm."""

_TOO_LITTLE = 0.01
"""Differences below this share are nobody's concern, however sure they are."""

Turns = Mapping[str, Sequence[float]]
"""Figures by the name of their row, one for each turn."""


class Compared(TypedDict):
    """A figure before and here, from each turn; `change` and `noise` are shares of the figure before.

    One turn alone says nothing about noise; nothing is called worse then.
    """

    what: str
    before: list[float]
    here: list[float]
    change: float
    noise: float | None
    worse: bool


def compare(suite: str, base: str, runs: int) -> list[Compared]:
    """Return what a suite measures at a revision and here; its programs are those from here.

    Raises:
        SystemExit: git knows no such revision, or the suite does not run there.
    """
    before: list[list[Row]] = []
    here: list[list[Row]] = []
    with _checked_out(base) as tree:
        for number in range(runs):
            # Whoever comes second finds warmer caches, so the sides take turns at that, too.
            sides = [(before, tree), (here, ROOT)]
            for rows, place in sides if number % 2 else reversed(sides):
                rows.append(measured(suite, place))
            say(f"run {number + 1} of {runs} of both sides")
    return compared(_medians(before), _medians(here))


def _medians(runs: Sequence[Sequence[Row]]) -> dict[str, list[float]]:
    """Return the figure of every run: turns of one run share its luck and are no repetitions."""
    found: dict[str, list[float]] = {}
    for rows in runs:
        for one in rows:
            found.setdefault(one["what"], []).append(median(one["turns"]))
    return found


def compare_files(before: Path, here: Path) -> list[Compared]:
    """Return the turns of two saved runs.

    Raises:
        SystemExit: a file cannot be read, or is no saved run.
    """
    sides = []
    for path in (before, here):
        try:
            rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))["rows"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            say(f"{path} is no saved run: {error!r}; make one with -o {path}")
            raise SystemExit(2) from None
        sides.append({one["what"]: one["turns"] for one in rows})
    return compared(*sides)


def compared(before: Turns, here: Turns) -> list[Compared]:
    """Return the figures that both sides have.

    The noise is what equal programs with such a scatter of turns differ by, but for one comparison
    in a hundred: the t test for trimmed means (Yuen 1974) over the logarithms of the turns, with the
    chance shared by the rows. One turn in five may be an accident of the machine at either end.
    """
    both = [what for what in here if before.get(what) and here[what]]
    return [_compared(what, before[what], here[what], _BY_CHANCE / len(both)) for what in both]


def _compared(what: str, before: Sequence[float], here: Sequence[float], chance: float) -> Compared:
    old, new = ([log(turn) for turn in side] for side in (before, here))
    change, noise = fmean(_trimmed(new)) - fmean(_trimmed(old)), _noise(old, new, chance)
    return {
        "what": what,
        "before": list(before),
        "here": list(here),
        "change": round(exp(change) - 1, 4),
        "noise": None if noise is None else round(exp(noise) - 1, 4),
        "worse": noise is not None and change > max(noise, log(1 + _TOO_LITTLE)),
    }


def _trimmed(turns: Sequence[float]) -> list[float]:
    cut = len(turns) // 5
    return sorted(turns)[cut : len(turns) - cut]


def _noise(old: Sequence[float], new: Sequence[float], chance: float) -> float | None:
    if min(len(old), len(new)) == 1:
        return None
    from scipy.stats import t as student

    errors, shares = [], []
    for turns in (old, new):
        kept = _trimmed(turns)
        cut = (len(turns) - len(kept)) // 2
        winsorised = [kept[0]] * cut + kept + [kept[-1]] * cut
        squares = variance(winsorised) * (len(turns) - 1)
        errors.append(squares / (len(kept) * (len(kept) - 1)))
        shares.append(errors[-1] ** 2 / (len(kept) - 1))
    if not any(errors):
        return 0.0
    return float(student.ppf(1 - chance, sum(errors) ** 2 / sum(shares))) * sqrt(sum(errors))


@contextmanager
def _checked_out(base: str) -> Iterator[Path]:
    """Give a work tree of a revision, with the benchmarks from here."""
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        added = subprocess.run([*git, "add", "--quiet", "--detach", str(tree), base], check=False)
        if added.returncode:
            raise SystemExit(2)  # git has said why
        try:
            shutil.rmtree(tree / "scripts" / "benchmarks", ignore_errors=True)
            shutil.copytree(ROOT / "scripts" / "benchmarks", tree / "scripts" / "benchmarks")
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def verdict(found: Sequence[Compared]) -> str:
    """Return the figures as a table; what got worse is marked."""
    lines = [f"{'':<44}{'before':>10}{'here':>10}{'change':>9}{'noise':>8}"]
    for one in found:
        noise = "?" if one["noise"] is None else f"{one['noise']:.1%}"
        lines.append(
            f"{one['what']:<44}{median(one['before']):>10.4g}{median(one['here']):>10.4g}"
            f"{one['change']:>+9.1%}{noise:>8}{'  WORSE' * one['worse']}"
        )
    return "\n".join(lines)
