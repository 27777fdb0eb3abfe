"""Run commands in turns, each in a process of its own, and compare what they took."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from threading import Event, Thread
from time import monotonic
from types import MappingProxyType
from typing import Literal, NamedTuple, TypedDict

__all__ = [
    "ROOT",
    "Row",
    "Taken",
    "absent",
    "exponent",
    "frozen",
    "holds",
    "in_turns",
    "made",
    "measured",
    "row",
    "say",
    "table",
    "work",
]

ROOT = Path(__file__).parents[2]


class Taken(NamedTuple):
    """What a process took; processor time, because waiting for other processes says nothing."""

    seconds: float
    megabytes: float
    output: str


class Row(TypedDict):
    """A figure: median and spread over the turns, as a ratio to a floor of the same turns."""

    what: str
    value: float | None
    """None where nothing could be measured; `differs` says why."""
    spread: float | None
    unit: str
    floor: str
    """What the ratio is to; empty where there is none, and then `ratio` is None."""
    ratio: float | None
    turns: list[float]
    """The ratio of every turn, or the figure where there is no floor: what revisions are compared by."""
    budget: float | None
    limits: Literal["ratio", "value"]
    """What the budget is for."""
    growth: float | None
    """The exponent of growth from the size before."""
    differs: str


def work(task: str, *arguments: str | Path) -> list[str]:
    """Return the command that does a task of `scripts.benchmarks.work` in its own process."""
    return [sys.executable, "-m", "scripts.benchmarks.work", task, *map(str, arguments)]


def made(size: int) -> Path:
    """Return the folder of a synthetic catalog; made elsewhere, so that this process stays small."""
    command = [sys.executable, "-m", "scripts.benchmarks.synthetic", str(size)]
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return Path(done.stdout.strip())


def frozen(catalog: Path) -> Path:
    """Return the folder of a catalog's snapshot, written anew."""
    subprocess.run(work("freeze", catalog), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return catalog.parent / "snapshot"


def in_turns(
    commands: Mapping[str, Sequence[str]],
    turns: int,
    *,
    folder: Path = ROOT,
    variables: Mapping[str, str] = MappingProxyType({}),
    about: str = "",
) -> dict[str, list[Taken]]:
    """Run every command once in each turn, after a turn that does not count.

    Args:
        commands: what to run, by name.
        turns: how many turns count.
        folder: where to run them.
        variables: environment variables that the commands need.
        about: what people are told, before the name of a command that takes long.
    """
    runs: list[dict[str, Taken]] = []
    for turn in range(turns + 1):
        runs.append({})
        for name, command in commands.items():
            with _watched(f"{about}{name}, turn {turn} of {turns}"):
                runs[-1][name] = _run(command, folder, variables)
    return {name: [turn[name] for turn in runs[1:]] for name in commands}


@contextmanager
def _watched(what: str) -> Iterator[None]:
    """Tell people every few seconds what is running, and for how long."""
    start, done = monotonic(), Event()

    def tell() -> None:
        while not done.wait(_PATIENCE):
            say(f"{what}: {monotonic() - start:.0f} s so far")

    Thread(target=tell, daemon=True).start()
    try:
        yield
    finally:
        done.set()


_PATIENCE = 10
"""Seconds after which people wonder whether anything happens."""


def _run(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Taken:
    # A memory of earlier runs would let `kb check` skip what is to be measured.
    environment = {**os.environ, **variables, "KB_CACHE": ""}
    # Modules are compiled in the turn that does not count: else the compiler would be measured.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with (
        TemporaryFile() as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, cwd=folder, env=environment
        ) as process,
    ):
        output = process.stdout.read().decode() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    if process.returncode:
        msg = f"{output[-_SHOWN:]}{said[-_SHOWN:]}failed with {process.returncode}: {' '.join(command)}"
        raise SystemExit(msg)
    kilobyte = 1024 if sys.platform != "darwin" else 1
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss * kilobyte / 1e6, output)


_SHOWN = 2000
"""Letters at the end of what a failed command said."""

_SUITE = """
import json, sys
from importlib import import_module
suite = import_module(f"scripts.benchmarks.{sys.argv[1]}")
print(json.dumps(suite.measure(full=bool(sys.argv[2]))))
"""


def measured(suite: str, tree: Path = ROOT, *, full: bool = False) -> list[Row]:
    """Return the rows of a suite from a process of its own, of the work tree in a folder.

    Raises:
        SystemExit: the suite does not run there.
    """
    command = [sys.executable, "-c", _SUITE, suite, "full" if full else ""]
    done = subprocess.run(command, check=False, cwd=tree, stdout=subprocess.PIPE)
    if done.returncode:
        say(f"the suite {suite} does not run in {tree}; the lines above say why")
        raise SystemExit(2)
    rows: list[Row] = json.loads(done.stdout)
    return rows


def say(line: str) -> None:
    """Tell people how far the work is; what was measured goes to standard output."""
    print(line, file=sys.stderr, flush=True)


def row(  # noqa: PLR0913 - what a row says, each by its name
    what: str,
    ours: Sequence[float],
    floor: Sequence[float] | None = None,
    *,
    unit: str,
    named: str = "",
    budget: float | None = None,
    limits: Literal["ratio", "value"] = "ratio",
    growth: float | None = None,
    differs: str = "",
) -> Row:
    """Return a row; each turn of ours is compared with the same turn of the floor, if there is one."""
    ratios = [a / b for a, b in zip(ours, floor, strict=True)] if floor else None
    return {
        "what": what,
        "value": round(median(ours), 3),
        "spread": round(max(ours) - min(ours), 3),
        "unit": unit,
        "floor": named,
        "ratio": round(median(ratios), 3) if ratios else None,
        "turns": [float(f"{one:.5g}") for one in ratios or ours],
        "budget": budget,
        "limits": limits,
        "growth": growth,
        "differs": differs,
    }


def absent(what: str, why: str) -> Row:
    """Return the row of something that cannot be measured here."""
    nothing = row(what, [0], unit="", differs=why)
    return {**nothing, "value": None, "spread": None, "turns": []}


def exponent(smaller: Sequence[float], larger: Sequence[float], factor: float) -> float:
    """Return the power of the size that something grows by, from its turns at two sizes."""
    return round(log(median(larger) / median(smaller), factor), 2)


def holds(one: Row) -> bool:
    """Whether a row was measured and keeps its budget, if it has one."""
    figure = one[one["limits"]]
    if one["value"] is None or one["budget"] is None or figure is None:
        return one["value"] is not None
    return figure <= one["budget"]


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table; whether a budget holds stands after it."""
    lines = [f"{'':<44}{'median':>10}{'spread':>9}    {'ratio':>9}{'budget':>12}      ratio to"]
    for one in rows:
        figures = (_shown(one["value"], 3), _shown(one["spread"], 3), _shown(one["ratio"], 2))
        kept = "" if one["budget"] is None else "ok" if holds(one) else "MISS"
        power = f"exponent {one['growth']:.2f}" if one["growth"] is not None else ""
        said = "; ".join(part for part in (one["floor"], power, one["differs"]) if part)
        lines.append(
            f"{one['what']:<44}{figures[0]:>10}{figures[1]:>9} {one['unit']:<3}"
            f"{figures[2]:>9}{_limit(one):>12} {kept:<4} {said}".rstrip()
        )
    return "\n".join(lines)


def _shown(figure: float | None, places: int) -> str:
    return "" if figure is None else f"{figure:.{places}f}"


def _limit(one: Row) -> str:
    if one["budget"] is None:
        return ""
    return f"{one['budget']:g} {'x' if one['limits'] == 'ratio' else one['unit']}"
