"""The development server: complete pages at once, and an open page that follows an edit."""

import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.catalog_copy import CatalogCopy
from tests.markup import text_of
from tests.site.browsing import Visit
from tests.site.building import ROOT, environment

pytestmark = pytest.mark.site

Open = Callable[..., Visit]

PATIENCE = 30
"""Seconds that a start may take on a busy machine."""

ENTRIES = {
    "issues/noisy-labels/": "Part of the labels in the training data are wrong.",
    "mitigations/stream-features/": "Publish each change as an event.",
    "checks/label-twice/": "Five or more of fifty pairs differ.",
}


class Served(NamedTuple):
    """A running server, the catalog that it shows, and what it printed."""

    address: str
    catalog: CatalogCopy
    log: Path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _get(address: str) -> str:
    with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
        return text


def _there(address: str) -> bool:
    try:
        return bool(_get(address))
    except HTTPError:
        return False


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until a server answers; false if it ended or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            return bool(_get(address))
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def _wait_for(condition: Callable[[], bool]) -> bool:
    """Wait until something is the case; false if it takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


@contextmanager
def _running(command: list[str], port: int, log: Path, **changes: str) -> Iterator[str]:
    """Run a server whose temporary files lie beside its log, yield its address, and end it."""
    address = f"http://127.0.0.1:{port}/"
    chosen = environment(TMPDIR=str(log.parent), **changes)
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=chosen, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            assert _answers(address, process), log.read_text(encoding="utf-8")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=10)


@pytest.fixture(scope="module", name="served")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve")
    catalog = CatalogCopy(folder / "catalog")
    port = _free_port()
    options = ["--strict", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "mkdocs", "serve", *options]
    with _running(command, port, folder / "log", KB_CATALOG=str(catalog.root)) as address:
        yield Served(address, catalog, folder / "log")


@pytest.mark.parametrize(
    ("path", "text"), [pytest.param(*item, id=item[0]) for item in ENTRIES.items()]
)
def test_entry_page_answers_with_its_text(served: Served, path: str, text: str) -> None:
    """A page comes complete over HTTP, without a script."""
    html = _get(served.address + path)

    assert text in text_of(html)


def test_search_tables_are_served(served: Served) -> None:
    """The box works while serving: what a build finishes with is there, too."""
    tables = _get(f"{served.address}assets/kb/entries.json")

    assert '"noisy-labels"' in tables


def test_page_has_its_policy_with_a_nonce_for_the_server(served: Served) -> None:
    """Only the server's own script carries the nonce that the policy names."""
    html = _get(f"{served.address}issues/noisy-labels/")

    allowed = re.findall(r"'nonce-([\w-]+)'", html)
    assert (1, 1) == (len(allowed), html.count(f'<script nonce="{allowed[0]}">'))


@pytest.mark.browser
def test_open_page_follows_an_edit(served: Served, visit: Open) -> None:
    """Saving a file reloads the page in the browser, with the new title and no complaint."""
    visitor = visit(f"{served.address}consequences/users-lose-trust/")
    heading = visitor.page.locator("h1")
    expect(heading).to_have_text("Users lose trust")

    served.catalog.replace(
        "consequences/users-lose-trust.yaml", "title: Users lose trust", "title: Nobody trusts it"
    )

    expect(heading).to_have_text("Nobody trusts it", timeout=30_000)
    assert {} == visitor.trouble


def test_edit_shows_wherever_it_is_told(served: Served) -> None:
    """Other pages, twins, tables and the API show a title that has changed, when they are asked for."""
    served.catalog.replace(
        "symptoms/annotators-disagree.yaml", "title: Annotators disagree", "title: Two opinions"
    )
    shown = [
        "symptoms/annotators-disagree/",
        "symptoms/annotators-disagree/index.md",
        "symptoms/",
        "issues/noisy-labels/",
        "assets/kb/entries.json",
        "api/v1/entries/noisy-labels.json",
    ]

    assert _wait_for(lambda: "Two opinions" in _get(f"{served.address}{shown[0]}"))
    assert [] == [path for path in shown if "Two opinions" not in _get(served.address + path)]


def test_entries_come_and_go(served: Served) -> None:
    """A new file has its page, its twin and its data without a restart; a deleted one has none."""
    text = (served.catalog.root / "consequences/users-lose-trust.yaml").read_text(encoding="utf-8")
    title = text.partition("title: ")[2].partition("\n")[0]
    new = text.replace("id: users-lose-trust", "id: new").replace(title, "A new harm")
    address = f"{served.address}consequences/new/"
    served.catalog.write("consequences/new.yaml", new)

    assert _wait_for(lambda: _there(address))
    told = [_get(address + name) for name in ("", "index.md", "../../api/v1/entries/new.json")]
    assert [True] * 3 == ["A new harm" in text for text in told]
    served.catalog.remove("consequences/new.yaml")
    assert _wait_for(lambda: not _there(address))


def test_broken_edit_is_explained_and_survived(served: Served) -> None:
    """A mistake is printed with its place; the server goes on and follows the correction."""
    file = "symptoms/confident-errors.yaml"

    served.catalog.replace(file, "status: complete", "status: finished")
    line = rf"{file}:\d+:9: KB107 status: 'finished' is not allowed"
    explained = _wait_for(lambda: bool(re.search(line, served.log.read_text(encoding="utf-8"))))
    served.catalog.replace(file, "status: finished", "status: stub")
    served.catalog.replace(file, "title: Confident errors", "title: Sure and wrong")
    address = f"{served.address}symptoms/confident-errors/"
    followed = _wait_for(lambda: "Sure and wrong" in _get(address))

    assert (True, True) == (explained, followed)


class TestScript:
    """`scripts/serve`, with an environment that has all it needs."""

    @pytest.fixture(name="ready")
    @staticmethod
    def _ready(tmp_path: Path) -> Path:
        """Return an environment that says it is installed: the interpreter of this test."""
        bin_ = tmp_path / "venv" / "bin"
        bin_.mkdir(parents=True)
        for name, module in (("python", ""), ("mkdocs", "-m mkdocs ")):
            script = bin_ / name
            command = f'exec {shlex.quote(sys.executable)} {module}"$@"'
            script.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
            script.chmod(0o755)
        files = [ROOT / "pyproject.toml", *sorted((ROOT / "scripts").glob("requirements-*.txt"))]
        told = b"".join(path.read_bytes() for path in files)
        mark = subprocess.run(["cksum"], input=told, capture_output=True, check=True).stdout
        (bin_.parent / ".kb-site").write_bytes(mark.strip())
        return bin_.parent

    def _run(self, ready: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(ROOT / "scripts/serve"), *arguments]
        chosen = environment(KB_VENV=str(ready))
        return subprocess.run(command, env=chosen, capture_output=True, text=True, check=False)

    def test_serves_on_the_port_asked_for(self, ready: Path, tmp_path: Path) -> None:
        """The command of the README gives a page with an entry's text."""
        port = _free_port()
        command = [str(ROOT / "scripts/serve"), "--port", str(port)]
        catalog = CatalogCopy(tmp_path / "catalog").root
        chosen = {"KB_VENV": str(ready), "KB_CATALOG": str(catalog)}

        with _running(command, port, tmp_path / "log", **chosen) as address:
            html = _get(f"{address}issues/noisy-labels/")

        assert "Part of the labels in the training data are wrong." in text_of(html)

    @pytest.mark.parametrize("name", ["serve", "test"])
    def test_help_needs_nothing_installed(self, name: str, tmp_path: Path) -> None:
        """`--help` says how to use a script and touches nothing."""
        chosen = environment(KB_VENV=str(tmp_path / "none"))
        command = [str(ROOT / "scripts" / name), "--help"]

        done = subprocess.run(command, env=chosen, capture_output=True, text=True, check=False)

        assert (0, "", False) == (done.returncode, done.stderr, (tmp_path / "none").exists())
        assert f"Usage: ./scripts/{name}" in done.stdout

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            pytest.param(("--port",), "serve: --port needs a number\n", id="missing"),
            pytest.param(("--port", "x"), "serve: --port needs a number, not 'x'\n", id="word"),
        ],
    )
    def test_wrong_port_is_said_in_one_line(
        self, ready: Path, arguments: tuple[str, ...], complaint: str
    ) -> None:
        """A wrong call ends with one line and no traceback."""
        done = self._run(ready, *arguments)

        assert (1, "", complaint) == (done.returncode, done.stdout, done.stderr)

    def test_port_in_use_is_said_in_one_line(self, ready: Path) -> None:
        """Two servers cannot share a port; the second one says what to do."""
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]

            done = self._run(ready, "--port", str(port))

        complaint = f"serve: port {port} is in use; choose another with --port\n"
        assert (1, complaint) == (done.returncode, done.stderr)
