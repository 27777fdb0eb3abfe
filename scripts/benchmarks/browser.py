"""What a browser waits for and loads, on the site of the shipped catalog."""

import gzip
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from typing import Any

from scripts.benchmarks.process import Row, row
from scripts.benchmarks.quality import load_half
from scripts.benchmarks.site import build

__all__ = ["measure"]

_TABLES = ("words.json", "entries.json", "diagnosis.json", "advice.json")
_ISSUE = "issues/training-serving-skew/"
_QUESTION = "the model was great in the notebook but poor once we deployed it"
_COLD_RUNS = 7
_TYPED = 40
"""Descriptions that are typed letter by letter."""
_TURNS = 3


def measure(*, full: bool = False) -> list[Row]:
    """Return one row per promise."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        build(site)
        with _served(site) as address, _browser() as new_page:
            return [_tables(site), *_in_browser(address, new_page, 3 if full else 1)]


def _tables(site: Path) -> Row:
    sizes = sum(_packed((site / "assets" / "kb" / name).read_bytes()) for name in _TABLES)
    told = "gzip, " + ", ".join(_TABLES)
    return _limited("search and diagnosis tables", [sizes / 1000], "KB", 400, told)


def _limited(what: str, turns: list[float], unit: str, budget: float, told: str) -> Row:
    return row(what, turns, unit=unit, budget=budget, limits="value", differs=told)


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def _in_browser(address: str, new_page: Callable[[], Any], times: int) -> Iterator[Row]:
    cold = [_cold(address, new_page()) / 1000 for _ in range(_COLD_RUNS * times)]
    told = "each a fresh visitor, from the first letter to the first suspect"
    yield _limited("cold first result", cold, "s", 0.6, told)
    typed = [_keystrokes(address, new_page()) for _ in range(_TURNS * times)]
    most = median(quantiles(turn, n=20)[-1] for turn in typed)
    told = f"{len(typed[0])} keystrokes, suspects and search; 95 % within {most:.1f} ms"
    yield _limited("per keystroke", [median(turn) for turn in typed], "ms", 16, told)
    weight = _first_view(address, new_page())
    told = f"gzip, all files, {_ISSUE}"
    yield _limited("first view of an issue page", [weight / 1000], "KB", 300, told)


def _cold(address: str, page: Any) -> float:  # noqa: ANN401 - playwright's page
    """Return the milliseconds from the first letter on the home page to the first suspect."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return float(
        page.evaluate(
            """async (text) => {
              const box = document.getElementById("kb-ask");
              const place = document.getElementById("kb-ask-results");
              const start = performance.now();
              const seen = new Promise((done) => new MutationObserver(() =>
                place.querySelector("a") && done(performance.now())).observe(place, {childList: true, subtree: true}));
              box.focus();
              box.value = text;
              box.dispatchEvent(new Event("input"));
              return await seen - start;
            }""",
            _QUESTION,
        )
    )


def _keystrokes(address: str, page: Any) -> list[float]:  # noqa: ANN401 - playwright's page
    """Return what each letter costs, in milliseconds, once the tables are there."""
    texts = [query["text"] for query in load_half("tuning")["queries"]][:_TYPED]
    page.goto(address)
    times: list[float] = page.evaluate(
        """async (texts) => {
          const at = (name) => import(new URL(`assets/kb/${name}.mjs`, location.href));
          const [{ diagnose }, { loadKnowledge }, { loadTables, search }] =
            await Promise.all(["diagnosis", "knowledge", "search"].map(at));
          const [knowledge, tables] = await Promise.all([loadKnowledge(), loadTables()]);
          const times = [];
          for (const text of texts) for (let end = 1; end <= text.length; end += 1) {
            const start = performance.now();
            diagnose(knowledge, { text: text.slice(0, end) });
            search(tables, text.slice(0, end), 10, true);
            times.push(performance.now() - start);
          }
          return times;
        }""",
        texts,
    )
    return times


def _first_view(address: str, page: Any) -> int:  # noqa: ANN401 - playwright's page
    """Return the compressed bytes of everything that an issue page loads."""
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(_packed(answer.body())))
    page.goto(address + _ISSUE)
    page.wait_for_load_state("networkidle")
    return sum(sizes)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: standard error belongs to the benchmark."""

    def end_headers(self) -> None:
        """Isolate the page from others: only then its clock tells less than a tenth of a millisecond."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextmanager
def _browser() -> Iterator[Callable[[], Any]]:
    """Yield a function that opens a page for a visitor who was never here before."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("KB_CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield lambda: browser.new_context().new_page()
        browser.close()
