"""What a first answer costs, whole processes compared."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.benchmarks.process import ROOT, Row, in_turns, row

__all__ = ["measure"]

_TURNS = 11
_FLOOR = "import pydantic and one model"
_INSTALL = """
from pathlib import Path
import kb
from kb.loading.snapshot import write_snapshot
write_snapshot(kb.load("catalog").tables, Path({target!r}))
"""
_CODE = {
    "python -c pass": "pass",
    "import json, dataclasses, pathlib": "import json, dataclasses, pathlib",
    _FLOOR: "import pydantic\nclass A(pydantic.BaseModel):\n    a: int",
    "import kb": "import kb",
    "kb.load()": "import kb; kb.load()",
    "first answer": "import kb; kb.load().remedies('label-noise')",
    "first diagnosis": "import kb; kb.load().diagnose('great offline, bad live')",
    "first whole entry": "import kb; kb.load()['label-noise']",
}
_BUDGETS = {"first answer": 0.5}
_DIFFERS = {
    "import json, dataclasses, pathlib": "no catalog: the modules that a small program has anyway",
    "first whole entry": "makes a pydantic object, so it includes the floor",
}


def measure(*, full: bool = False) -> list[Row]:
    """Return one row per program, run where the package lies with its snapshot as in a wheel."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unwanted = shutil.ignore_patterns("__pycache__", "data")
        shutil.copytree(ROOT / "kb", folder / "kb", ignore=unwanted)
        install = _INSTALL.format(target=str(folder / "kb" / "data"))
        subprocess.run([sys.executable, "-c", install], check=True, cwd=ROOT)
        commands = {what: [sys.executable, "-c", code] for what, code in _CODE.items()}
        taken = in_turns(commands, _TURNS * (3 if full else 1), folder=folder)
    floor = [one.seconds * 1000 for one in taken[_FLOOR]]
    return [
        row(
            what,
            [one.seconds * 1000 for one in runs],
            floor,
            unit="ms",
            named=_FLOOR,
            budget=_BUDGETS.get(what),
            differs=_DIFFERS.get(what, ""),
        )
        for what, runs in taken.items()
    ]
