"""The same suite at a git revision and here, in turns: did a ratio get worse?"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TypedDict

from scripts.benchmarks.process import ROOT, Row

__all__ = ["compare", "verdict"]

_TURNS = 3
_ALWAYS = 0.05
"""Differences below this share are not looked at: caches and the order of processes make as much."""


class Compared(TypedDict):
    """A ratio before and here, from each turn."""

    what: str
    before: list[float]
    here: list[float]
    worse: bool


def compare(suite: str, base: str) -> list[Compared]:
    """Return the ratios of a suite at a revision and here; programs of the suite are those from here.

    A ratio is worse if every turn here is worse than every turn before, in the median by 5 % or more.
    """
    with _checked_out(base) as before:
        turns = [(_run(before, suite), _run(ROOT, suite)) for _ in range(_TURNS)]
    found: list[Compared] = []
    for what in turns[0][1]:
        if what in turns[0][0]:
            old, new = [turn[0][what] for turn in turns], [turn[1][what] for turn in turns]
            apart = min(new) > max(old) and median(new) > median(old) * (1 + _ALWAYS)
            found.append({"what": what, "before": old, "here": new, "worse": apart})
    return found


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


def _run(tree: Path, suite: str) -> dict[str, float]:
    command = [sys.executable, "-m", "scripts.benchmarks", suite, "--json"]
    done = subprocess.run(command, check=True, cwd=tree, stdout=subprocess.PIPE)
    rows: list[Row] = json.loads(done.stdout)
    return {one["what"]: one["ratio"] for one in rows}


def verdict(compared: Sequence[Compared]) -> str:
    """Return the ratios as a table; what got worse is marked."""
    lines = [f"{'ratio':<44}{'before':>9}{'here':>9}   turns before | here"]
    for one in compared:
        turns = " | ".join(" ".join(map(str, one[side])) for side in ("before", "here"))
        old, new = median(one["before"]), median(one["here"])
        mark = "  WORSE" if one["worse"] else ""
        lines.append(f"{one['what']:<44}{old:>9.3f}{new:>9.3f}   {turns}{mark}")
    return "\n".join(lines)
