"""Run commands in turns, each in a process of its own, and compare what they took."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypedDict

__all__ = ["ROOT", "Row", "Taken", "frozen", "in_turns", "made", "row", "table", "work"]

ROOT = Path(__file__).parents[2]


class Taken(NamedTuple):
    """What a process took; processor time, because waiting for other processes says nothing."""

    seconds: float
    megabytes: float
    output: str


class Row(TypedDict):
    """A figure: median and spread over the turns, as a ratio to a floor of the same turns."""

    what: str
    value: float
    spread: float
    unit: str
    floor: str
    ratio: float
    budget: float | None
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
    commands: Mapping[str, Sequence[str]], turns: int, *, folder: Path = ROOT
) -> dict[str, list[Taken]]:
    """Run every command once in each turn, after a turn that does not count."""
    runs = [{name: _run(command, folder) for name, command in commands.items()}]
    runs += [
        {name: _run(command, folder) for name, command in commands.items()} for _ in range(turns)
    ]
    return {name: [turn[name] for turn in runs[1:]] for name in commands}


def _run(command: Sequence[str], folder: Path) -> Taken:
    # A memory of earlier runs would let `kb check` skip what is to be measured.
    environment = {**os.environ, "KB_CACHE": ""}
    # Modules are compiled in the turn that does not count: else the compiler would be measured.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder, env=environment) as process:
        output = process.stdout.read().decode() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        msg = f"failed with {process.returncode}: {' '.join(command)}"
        raise SystemExit(msg)
    kilobyte = 1024 if sys.platform != "darwin" else 1
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss * kilobyte / 1e6, output)


def row(
    what: str,
    ours: Sequence[float],
    floor: Sequence[float],
    *,
    unit: str,
    named: str,
    budget: float | None = None,
    differs: str = "",
) -> Row:
    """Return a row; each turn of ours is compared with the same turn of the floor."""
    value, ratio = median(ours), median(a / b for a, b in zip(ours, floor, strict=True))
    return {
        "what": what,
        "value": round(value, 3),
        "spread": round(max(ours) - min(ours), 3),
        "unit": unit,
        "floor": named,
        "ratio": round(ratio, 3),
        "budget": budget,
        "differs": differs,
    }


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table, over budget marked with `!`."""
    lines = [f"{'':<44}{'median':>10}{'spread':>9}{'':<4}{'ratio':>8}{'budget':>8}  to"]
    for one in rows:
        budget = one["budget"]
        over = " !" if budget is not None and one["ratio"] > budget else "  "
        lines.append(
            f"{one['what']:<44}{one['value']:>10.3f}{one['spread']:>9.3f} {one['unit']:<3}"
            f"{one['ratio']:>8.2f}{budget if budget is not None else '':>8}{over}{one['floor']}"
            + (f"; {one['differs']}" if one["differs"] else "")
        )
    return "\n".join(lines)
