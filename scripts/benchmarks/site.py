"""The site's promises: time to build beside plain MkDocs-Material, and what a browser waits for and loads."""

import gzip
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from typing import Any

from scripts.benchmarks.diagnosis import load_half

__all__ = ["measure", "table"]

_ROOT = Path(__file__).parents[2]
_TABLES = ("words.json", "entries.json", "diagnosis.json", "advice.json")
_ISSUE = "issues/training-serving-skew/"
_QUESTION = "the model was great in the notebook but poor once we deployed it"
_COLD_RUNS = 7
_TYPED = 40
"""Descriptions that are typed letter by letter."""
_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")

Row = dict[str, object]


def measure() -> list[Row]:
    """Return one row per promise: what was measured, its budget, and how."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = _build(_ROOT / "mkdocs.yml", folder / "site")
        plain = _build(_plain(folder / "site", folder / "plain"), folder / "plain-site")
        rows = [_row("site build", ours / plain, 1.25, "x plain", _versions(folder / "site"))]
        rows += _weights(folder / "site")
        with _served(folder / "site") as address, _browser() as new_page:
            rows += _in_browser(address, new_page)
    return rows


def _row(what: str, value: float, budget: float, unit: str, how: str) -> Row:
    return {"what": what, "value": round(value, 2), "budget": budget, "unit": unit, "how": how}


def _build(configuration: Path, target: Path) -> float:
    """Build a site and return the seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(configuration), "-d", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, cwd=_ROOT, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _plain(site: Path, folder: Path) -> Path:
    """Write a project of as many pages with the same texts as ours, each as large, for the bare theme."""
    docs = folder / "docs"
    for path in site.rglob("index.html"):
        article = _ARTICLE.search(path.read_text(encoding="utf-8"))
        html = article.group() if article else ""
        words = _TAG.sub(" ", html).split() or ["empty"]
        page = docs / path.relative_to(site).with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("\n".join(_paragraphs(words, len(html))), encoding="utf-8")
    configuration = folder / "mkdocs.yml"
    configuration.write_text(
        "site_name: plain\nplugins: []\ntheme:\n  name: material\n  font: false\n"
        "nav:\n  - index.md\nnot_in_nav: |\n  /**\n",
        encoding="utf-8",
    )
    return configuration


def _paragraphs(words: Sequence[str], size: int) -> Iterator[str]:
    """Yield Markdown of the words, again and again, until it is as large as the HTML."""
    yield "# Page\n"
    written, at = 0, 0
    while written < size:
        line = " ".join(words[at : at + 60]).replace("#", "").replace("[", "(").replace("]", ")")
        yield line + "\n"
        written += len(line) + len("<p></p>")
        at = at + 60 if at + 60 < len(words) else 0


def _versions(site: Path) -> str:
    from importlib.metadata import version

    pages = sum(1 for _ in site.rglob("index.html"))
    names = " ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    return f"processor time, {pages} pages; {names}, search off on both sides"


def _weights(site: Path) -> Iterator[Row]:
    modules = site / "assets" / "kb"
    tables = sum(_packed((modules / name).read_bytes()) for name in _TABLES)
    yield _row(
        "search and diagnosis tables", tables / 1000, 400, "KB", "gzip, " + ", ".join(_TABLES)
    )


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def _in_browser(address: str, new_page: Callable[[], Any]) -> Iterator[Row]:
    cold = sorted(_cold(address, new_page()) for _ in range(_COLD_RUNS))
    told = f"of {_COLD_RUNS} fresh visitors, from the first letter to the first suspect"
    yield _row("cold first result", median(cold) / 1000, 0.6, "s", f"median {told}")
    typed = _keystrokes(address, new_page())
    how = f"median of {len(typed)} keystrokes, suspects and search; 95 % within"
    yield _row(
        "per keystroke", median(typed), 16, "ms", f"{how} {quantiles(typed, n=20)[-1]:.1f} ms"
    )
    weight = _first_view(address, new_page())
    yield _row(
        "first view of an issue page", weight / 1000, 300, "KB", f"gzip, all files, {_ISSUE}"
    )


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


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return the measured promises as a table."""
    return "\n".join(
        f"{row['what']:<30}{row['value']:>8} {row['unit']:<8} budget {row['budget']:>6}   {row['how']}"
        for row in rows
    )
