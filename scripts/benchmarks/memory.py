"""What stays in memory at most, in processes that do one thing."""

from scripts.benchmarks.process import Row, frozen, in_turns, made, row, work

__all__ = ["measure"]

_SIZE = 1000
_TURNS = 3
_FLOOR = "CSafeLoader's data"
_TASKS = {
    "modules alone": ("nothing", False, "what every row holds besides"),
    _FLOOR: ("csafe", False, "plain dictionaries, nothing checked"),
    "CSafeLoader and pydantic": ("csafe_pydantic", False, "entries without links or index"),
    "YAML to a valid catalog": ("catalog", False, "entries, data, places"),
    "kb.load(folder)": ("load", False, "with grades and the text index"),
    "snapshot, one answer": ("index", True, "texts stay in the file"),
    "snapshot, one diagnosis": ("diagnose", True, "with the text index"),
    "snapshot with every entry": ("snapshot", True, ""),
}


def measure(*, full: bool = False) -> list[Row]:
    """Return one row per thing to do, in megabytes at the peak."""
    folder = made(_SIZE * (10 if full else 1))
    places = {False: folder, True: frozen(folder)}
    commands = {what: work(task, places[of]) for what, (task, of, _) in _TASKS.items()}
    taken = in_turns(commands, _TURNS, about=f"{folder.parent.name.split('-')[0]} entries, ")
    floor = [one.megabytes for one in taken[_FLOOR]]
    return [
        row(
            what,
            [one.megabytes for one in runs],
            floor,
            unit="MB",
            named=_FLOOR,
            differs=_TASKS[what][2],
        )
        for what, runs in taken.items()
    ]
