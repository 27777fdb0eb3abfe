"""What building the site takes, beside the bare theme with as many pages of the same size."""

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from scripts.benchmarks.process import ROOT, Row, in_turns, row

__all__ = ["build", "measure"]

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def measure(*, full: bool = False) -> list[Row]:
    """Return the row of the build, of the shipped catalog."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder / "site")
        pages = _write_plain(folder / "site", folder / "plain")
        commands = {
            "ours": _command(ROOT / "mkdocs.yml", folder / "site"),
            "plain": _command(folder / "plain" / "mkdocs.yml", folder / "plain-site"),
        }
        taken = in_turns(commands, 3 if full else 1)
    ours, plain = ([one.seconds for one in taken[which]] for which in ("ours", "plain"))
    return [
        row(
            "site build",
            ours,
            plain,
            unit="s",
            named=f"mkdocs-material {version('mkdocs-material')}",
            budget=1.25,
            differs=f"{pages} pages of the same size, search off on both sides",
        )
    ]


def build(target: Path) -> None:
    """Build the site into a folder."""
    in_turns({"ours": _command(ROOT / "mkdocs.yml", target)}, 0)


def _command(configuration: Path, target: Path) -> list[str]:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return [*mkdocs, "-f", str(configuration), "-d", str(target)]


def _write_plain(site: Path, folder: Path) -> int:
    """Write a project with the texts of our pages, each as large, for the bare theme; return how many."""
    pages = [*site.rglob("index.html")]
    for path in pages:
        article = _ARTICLE.search(path.read_text(encoding="utf-8"))
        html = article.group() if article else ""
        words = _TAG.sub(" ", html).split() or ["empty"]
        page = folder / "docs" / path.relative_to(site).with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("\n".join(_paragraphs(words, len(html))), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: plain\nplugins: []\ntheme:\n  name: material\n  font: false\n"
        "nav:\n  - index.md\nnot_in_nav: |\n  /**\n",
        encoding="utf-8",
    )
    return len(pages)


def _paragraphs(words: Sequence[str], size: int) -> Iterator[str]:
    """Yield Markdown of the words, again and again, until it is as large as the HTML."""
    yield "# Page\n"
    written, at = 0, 0
    while written < size:
        line = " ".join(words[at : at + 60]).replace("#", "").replace("[", "(").replace("]", ")")
        yield line + "\n"
        written += len(line) + len("<p></p>")
        at = at + 60 if at + 60 < len(words) else 0
