"""Build the site as a user does, and serve it from a real server below a path."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

__all__ = [
    "BELOW",
    "ROOT",
    "Quiet",
    "Site",
    "build",
    "configuration",
    "environment",
    "run_builder",
    "serve",
]

ROOT = Path(__file__).parents[2]
BELOW = "sub/path"
"""Where the site lies on its server: nobody may rely on the top."""


class Site(NamedTuple):
    """A built site and the address of its home page."""

    folder: Path
    address: str

    def pages(self) -> dict[str, str]:
        """Return every page by its path below the site."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.folder.rglob("*.html"))
        }


def environment(**changes: str) -> dict[str, str]:
    """Return the environment for a builder, without what a caller's shell may have set."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **changes}


def run_builder(
    target: Path, *options: str, catalog: Path | None = None, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run the builder strictly, never quietly: quiet drops the warnings that strict counts."""
    chosen = environment(KB_CATALOG=str(catalog or ""), **changes)
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(target), *options)
    return subprocess.run(
        command, cwd=ROOT, env=chosen, capture_output=True, text=True, check=False
    )


def build(target: Path, *options: str, catalog: Path | None = None, **changes: str) -> Path:
    """Build the site into a folder; anything but a clean build is a failure."""
    done = run_builder(target, *options, catalog=catalog, **changes)
    said = done.stdout + done.stderr
    assert (0, False) == (done.returncode, "WARNING" in said), said
    return target


def configuration(path: Path, **settings: object) -> str:
    """Write a configuration that changes some settings of ours, and return the option for it."""
    paths = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(ROOT / "site_overrides" / "pages"),
        "hooks": [str(ROOT / "scripts" / "mkdocs_hook.py")],
        "theme": {"custom_dir": str(ROOT / "site_overrides" / "theme")},
    }
    path.write_text(json.dumps({**paths, **settings}), encoding="utf-8")
    return f"--config-file={path}"


class Quiet(SimpleHTTPRequestHandler):
    """Serves the files of a folder."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the output belongs to pytest."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that leaves a page hangs up in the middle of an answer."""


@contextmanager
def serve(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve the files of a folder on this machine and yield the address of its top."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
