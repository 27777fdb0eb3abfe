"""Python in a process of its own, for what must hold from the first import on."""

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["ROOT", "run_python"]

ROOT = Path(__file__).parent.parent


def run_python(code: str, *arguments: object, at: Path = ROOT, **environment: str) -> str:
    """Run code with the package that lies at a place, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=at,
        env={**os.environ, "PYTHONPATH": str(at), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout
