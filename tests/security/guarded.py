"""Run `kb` many times in one process that is watched: what it touches, how long it takes, how it ends.

Run as a program, this is the watched process: it reads one job per line as JSON, and answers with one.
"""

import io
import json
import os
import resource
import select
import signal
import subprocess
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from time import process_time
from typing import NamedTuple

__all__ = ["Guarded", "Result"]

ROOT = Path(__file__).parents[2]
KILLED_AFTER = 20
"""Seconds of processor time for one job, so that a loop that never ends is a dead process."""
MEMORY = 3 * 1024**3
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
LISTINGS = {"os.listdir", "os.scandir"}
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod"}
NEVER = ("subprocess.", "socket.connect", "socket.getaddrinfo", "os.system", "os.exec", "os.fork")


class Result(NamedTuple):
    """What a job left behind."""

    code: int
    out: str
    err: str
    crash: str
    touched: list[str]
    seconds: float


class Guarded:
    """A process that works in a folder and may read or change nothing outside of it."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(folder)],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "KB_CACHE": str(folder / ".memory"),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="ascii",
        )

    def __call__(self, *arguments: str) -> Result:
        """Run `kb` with these arguments; `render` stands for making the site's pages."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], 300)
        line = self._process.stdout.readline() if ready else ""
        assert line, f"the process hangs, died or ran for {KILLED_AFTER} s: {arguments}"
        return Result(*json.loads(line))

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


class _Watch:
    """Notes whatever is opened, listed, changed or started beyond what is allowed."""

    def __init__(self, folder: str) -> None:
        self.touched: list[str] = []
        self._folder = os.path.realpath(folder)
        places = (ROOT, sys.prefix, sys.base_prefix, *sys.path[1:])
        self._readable = (self._folder, *(os.path.realpath(place) for place in places))

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(NEVER):
            self.touched.append(f"{event} {arguments}")
        elif event == "open" or event in LISTINGS | CHANGES:
            changes = event in CHANGES
            if event == "open" and isinstance(arguments[2], int):
                changes = bool(arguments[2] & WRITES)
            self._path(event, arguments[0], changes=changes)

    def _path(self, event: str, path: object, *, changes: bool) -> None:
        if isinstance(path, int):
            return
        place = os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes) else str(path)
        allowed = (self._folder,) if changes else self._readable
        if not any(place == top or place.startswith(f"{top}{os.sep}") for top in allowed):
            self.touched.append(f"{event} {place}")


def _render() -> None:
    import kb
    from kb.render.finish import browser_tables
    from kb.render.pages import render_pages
    from tests.markup import elements

    tables = kb.load(".").tables
    pages = render_pages(tables)
    shapes = {
        (item.tag, *sorted(item.attributes)) for page in pages.values() for item in elements(page)
    }
    paths = [str(path) for path in pages if path.is_absolute() or ".." in path.parts]
    for text in browser_tables(tables).values():
        json.loads(text)
    sys.stdout.write(json.dumps([sorted(shapes), paths]))


def _run(arguments: list[str], watch: _Watch) -> Result:
    from kb.cli.main import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code, crash = 0, ""
    watch.touched = []
    sys.argv = ["kb", *arguments]
    signal.setitimer(signal.ITIMER_VIRTUAL, KILLED_AFTER)
    start = process_time()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            _render() if arguments == ["render"] else main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else -1
    except BaseException:  # noqa: BLE001 - this is what the tests are about
        crash = traceback.format_exc()
    seconds = process_time() - start
    told = [stream.buffer.getvalue().decode() for stream in (out, err) if not stream.flush()]
    return Result(code, *told, crash, watch.touched, seconds)


def _serve(folder: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    watch = _Watch(folder)
    answers = sys.stdout
    sys.addaudithook(watch)
    for line in sys.stdin:
        answers.write(json.dumps(_run(json.loads(line), watch)) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve(sys.argv[1])
