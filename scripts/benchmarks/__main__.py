"""Choose the benchmark and print what it measured."""

import argparse
import json

from scripts.benchmarks import diagnosis, site, speed


def main() -> None:
    """Run one benchmark with the options of the command line."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("what", choices=("diagnosis", "site", "speed"))
    parser.add_argument("--half", choices=("tuning", "validation"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    if wanted.what != "diagnosis":
        suite = {"site": site, "speed": speed}[wanted.what]
        rows = suite.measure()
        print(json.dumps(rows, indent=2) if wanted.json else suite.table(rows))
        return
    halves = (wanted.half,) if wanted.half else ("tuning", "validation")
    results = {half: diagnosis.measure(half) for half in halves}
    if wanted.json:
        print(json.dumps(results, indent=2))
    else:
        for half, result in results.items():
            print(diagnosis.table(half, result))
    if wanted.misses and "tuning" in halves:
        print(diagnosis.misses("tuning"))


if __name__ == "__main__":
    main()
