"""Choose the benchmark and print what it measured."""

import argparse
import json
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from scripts.benchmarks import process

_TURNED = ("start", "loading", "scale", "memory")
"""Suites of which each row is a ratio in turns: they can be compared with those of a revision."""


def main() -> None:
    """Run one benchmark with the options of the command line."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("what", choices=("diagnosis", "site", "speed", *_TURNED))
    parser.add_argument("--half", choices=("tuning", "validation"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--compare", metavar="BASE")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    # One suite only is imported: what it measures must not stand in the shadow of this process.
    suite = import_module(f"scripts.benchmarks.{wanted.what}")
    if wanted.what == "diagnosis":
        _diagnosis(suite, wanted)
    elif wanted.what in _TURNED:
        _turned(parser, suite, wanted)
    else:
        rows = suite.measure()
        print(json.dumps(rows, indent=2) if wanted.json else suite.table(rows))


def _turned(parser: argparse.ArgumentParser, suite: ModuleType, wanted: argparse.Namespace) -> None:
    if wanted.compare:
        from scripts.benchmarks.compare import compare, verdict

        compared = compare(wanted.what, wanted.compare)
        print(json.dumps(compared, indent=2) if wanted.json else verdict(compared))
        raise SystemExit(any(one["worse"] for one in compared))
    rows: Sequence[process.Row]
    if wanted.peers:
        from scripts.benchmarks import peers

        if wanted.what != "loading":
            parser.error("--peers is for the suite loading")
        rows = peers.measure()
    else:
        rows = suite.measure(full=wanted.full)
    print(json.dumps(rows, indent=2) if wanted.json else process.table(rows))


def _diagnosis(suite: ModuleType, wanted: argparse.Namespace) -> None:
    halves = (wanted.half,) if wanted.half else ("tuning", "validation")
    results = {half: suite.measure(half) for half in halves}
    if wanted.json:
        print(json.dumps(results, indent=2))
    else:
        for half, result in results.items():
            print(suite.table(half, result))
    if wanted.misses and "tuning" in halves:
        print(suite.misses("tuning"))


if __name__ == "__main__":
    main()
