"""Choose the suite, and print what it measured."""

import argparse
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from scripts.benchmarks.process import ROOT, Row, holds, table

__all__ = ["SUITES", "main"]

SUITES = (
    "budgets",
    "start",
    "loading",
    "queries",
    "diagnosis",
    "plan",
    "exports",
    "site",
    "browser",
    "serve",
    "scale",
    "memory",
)
_PACKAGES = ("pydantic", "PyYAML", "networkx", "mkdocs-material")


def main() -> None:
    """Do what the command line asks for; ends with 1 if a budget is missed or a figure got worse."""
    wanted = _wanted()
    if wanted.what == "compare" or wanted.compare:
        _compare(wanted)
    elif wanted.half or wanted.misses:
        _give(wanted, *_quality(wanted))
    else:
        _measure(wanted)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("what", choices=(*SUITES, "compare"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--half", choices=("tuning", "validation"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--compare", metavar="BASE")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-o", "--output", type=Path)
    wanted = parser.parse_intermixed_args()
    if len(wanted.files) != (2 if wanted.what == "compare" else 0):
        parser.error("compare needs two saved files, a suite none")
    if wanted.compare and (wanted.what == "compare" or wanted.full or wanted.peers):
        parser.error("--compare goes with a suite, without --full and --peers")
    if wanted.peers and wanted.what != "loading":
        parser.error("--peers is for the suite loading")
    if (wanted.half or wanted.misses) and wanted.what != "diagnosis":
        parser.error("--half and --misses are for the suite diagnosis")
    if wanted.runs < 2:  # noqa: PLR2004 - the least that has a scatter
        parser.error("--runs is 2 or more: one run says nothing about noise")
    if wanted.output and not wanted.output.absolute().parent.is_dir():
        parser.error(f"there is no folder for {wanted.output}")
    return wanted


def _compare(wanted: argparse.Namespace) -> None:
    from scripts.benchmarks.compare import compare, compare_files, verdict

    if wanted.compare:
        found = compare(wanted.what, wanted.compare, wanted.runs)
    else:
        found = compare_files(*wanted.files)
    _give(wanted, {"compared": found}, verdict(found))
    raise SystemExit(any(one["worse"] for one in found))


def _measure(wanted: argparse.Namespace) -> None:
    # One suite only is imported: what it measures must not stand in the shadow of this process.
    suite = import_module(f"scripts.benchmarks.{'peers' if wanted.peers else wanted.what}")
    rows: list[Row] = suite.measure(full=wanted.full)
    quality, said = _quality(wanted) if wanted.what == "diagnosis" else ({}, "")
    edition = _edition()
    head = ", ".join(f"{name} {number}" for name, number in edition.items())
    _give(
        wanted,
        {"suite": wanted.what, **edition, "rows": rows, **quality},
        f"{head}\n{table(rows)}{said}",
    )
    if wanted.what == "budgets":
        raise SystemExit(not all(map(holds, rows)))


def _edition() -> dict[str, str]:
    """Return what the figures are about: the revision, the versions, the machine."""
    git = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    done = subprocess.run(git, check=False, capture_output=True, text=True)
    return {
        "revision": done.stdout.strip() or "unknown",
        "Python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
        "processors": str(os.cpu_count()),
    }


def _quality(wanted: argparse.Namespace) -> tuple[dict[str, object], str]:
    """Return how good the diagnosis is on the halves of the descriptions, as data and as text."""
    from scripts.benchmarks import quality

    halves = (wanted.half,) if wanted.half else ("tuning", "validation")
    results = {half: quality.measure(half) for half in halves}
    parts = [f"\n{quality.table(half, result)}" for half, result in results.items()]
    if wanted.misses and "tuning" in halves:
        parts.append(f"\n{quality.misses('tuning')}")
    return dict(results), "".join(parts)


def _give(wanted: argparse.Namespace, data: Mapping[str, object], said: str) -> None:
    """Print the answer, and save it if that is wanted."""
    text = json.dumps(data, indent=2)
    print(text if wanted.json else said.strip("\n"))
    if wanted.output:
        from kb.cli.output import replace_file

        replace_file(wanted.output, f"{text}\n")


if __name__ == "__main__":
    main()
