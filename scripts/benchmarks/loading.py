"""From files to entries, against readers that check less, on the same files."""

from scripts.benchmarks.process import Row, exponent, frozen, in_turns, made, row, work

__all__ = ["measure"]

_TURNS = 3
_SIZES = (1000, 10_000)
_CSAFE = "CSafeLoader"
_BOTH = "CSafeLoader and pydantic"


def measure(*, full: bool = False) -> list[Row]:
    """Return the rows of both sizes, and how the time grows from one to the other."""
    rows: list[Row] = []
    catalogs: list[list[float]] = []
    for size in _SIZES:
        folder = made(size)
        commands = {
            _CSAFE: work("csafe", folder, "warm"),
            _BOTH: work("csafe_pydantic", folder, "warm"),
            "catalog": work("catalog", folder, "warm"),
            "load": work("load", folder, "warm"),
            "snapshot": work("snapshot", frozen(folder), "warm"),
        }
        taken = in_turns(commands, _TURNS * (3 if full else 1))
        times = {what: [float(one.output) for one in runs] for what, runs in taken.items()}
        catalogs.append(times["catalog"])
        floor, both = times[_CSAFE], times[_BOTH]
        catalog = f"YAML to a valid catalog, {size}"
        loaded = f"kb.load(folder), {size}"
        whole = f"snapshot with every entry, {size}"
        rows += [
            row(
                catalog,
                times["catalog"],
                floor,
                unit="s",
                named=_CSAFE,
                budget=1.3,
                differs="it checks nothing, keeps no place",
            ),
            row(
                loaded,
                times["load"],
                floor,
                unit="s",
                named=_CSAFE,
                differs="with grades and the text index",
            ),
            row(whole, times["snapshot"], both, unit="s", named=_BOTH, budget=0.25),
        ]
    small, large = catalogs
    rows.append(
        row(
            "growth of YAML to a catalog",
            large,
            small,
            unit="s",
            named=f"{_SIZES[0]} entries",
            budget=11,
            growth=exponent(small, large, _SIZES[1] / _SIZES[0]),
        )
    )
    return rows
