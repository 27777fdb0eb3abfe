"""How long an author waits until a browser shows an edit: from saving the file to the reloaded page."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from scripts.benchmarks.process import ROOT, Row, row

__all__ = ["measure"]

_EDITS = 5
_PATIENCE = 120
"""Seconds for the first build, and for an edit to show."""
_PAGE = "issues/label-noise/"
_EDITED = {
    "an edit shows": "issues/label-noise.yaml",
    "a title of other pages shows": "mitigations/confident-learning-audit.yaml",
}
"""Files whose titles are edited while the page is open; it shows both."""


def measure(*, full: bool = False) -> list[Row]:
    """Return a row for an edit of the entry on the page, and one for a title that many pages show."""
    with tempfile.TemporaryDirectory() as name:
        catalog = Path(name, "catalog")
        shutil.copytree(ROOT / "catalog", catalog)
        with _serving(catalog, Path(name)) as address, _page(address + _PAGE) as page:
            return [
                row(
                    what,
                    [_waited(page, catalog / file) for _ in range(_EDITS * (3 if full else 1))],
                    unit="s",
                    budget=5,
                    limits="value",
                    differs="from saving to the text in Chromium, of the shipped catalog",
                )
                for what, file in _EDITED.items()
            ]


def _waited(page: Any, file: Path) -> float:  # noqa: ANN401 - playwright's page
    """Change a title and return the seconds until the page shows it."""
    text = file.read_text(encoding="utf-8")
    title = text.partition("title: ")[2].partition("\n")[0]
    new = f"{title.partition(' of edit')[0]} of edit {time.time_ns()}"
    start = time.monotonic()
    file.write_text(text.replace(f"title: {title}\n", f"title: {new}\n", 1), encoding="utf-8")
    page.get_by_text(new).first.wait_for(state="attached", timeout=_PATIENCE * 1000)
    return time.monotonic() - start


@contextmanager
def _serving(catalog: Path, folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    options = ("--strict", "--livereload", "--dev-addr", f"127.0.0.1:{port}")
    changed = {"KB_CATALOG": str(catalog), "TMPDIR": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    command = (sys.executable, "-m", "mkdocs", "serve", *options)
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **changed},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=10):  # noqa: S310 - our own server
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    msg = "the server does not answer; see what `./scripts/serve` says"
    raise SystemExit(msg)


@contextmanager
def _page(address: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = os.environ.get("KB_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        yield page
        browser.close()
