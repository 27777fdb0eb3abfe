"""What building the site takes, beside the bare theme with as many pages of the same size."""

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from scripts.benchmarks.process import ROOT, Row, Taken, exponent, in_turns, row

__all__ = ["BUDGET", "build", "compared", "measure"]

_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
BUDGET = 1.25


def measure(*, full: bool = False) -> list[Row]:
    """Return the row of the build, of the shipped catalog."""
    return [compared("site build", 3 if full else 1)[0]]


def compared(
    title: str,
    turns: int,
    *,
    catalog: Path = ROOT / "catalog",
    budget: float | None = BUDGET,
    smaller: Sequence[Taken] = (),
) -> tuple[Row, list[Taken]]:
    """Return the row of building a catalog's site beside the bare theme, and what our builds took.

    Args:
        title: what the row is called.
        turns: how many builds of either count.
        catalog: the catalog.
        budget: what ours may be of the theme's.
        smaller: what the builds of a catalog of a tenth of the size took.
    """
    variables = {"KB_CATALOG": str(catalog)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = {"ours": _command(ROOT / "mkdocs.yml", folder / "site")}
        in_turns(site, 0, variables=variables, about=f"{title}: ")
        pages = _write_plain(folder / "site", folder / "plain")
        plain = {"plain": _command(folder / "plain" / "mkdocs.yml", folder / "plain-site")}
        taken = in_turns({**site, **plain}, turns, variables=variables, about=f"{title}: ")
    seconds = {which: [one.seconds for one in runs] for which, runs in taken.items()}
    peaks = {which: median(one.megabytes for one in runs) for which, runs in taken.items()}
    before = [one.seconds for one in smaller]
    told = row(
        title,
        seconds["ours"],
        seconds["plain"],
        unit="s",
        named=f"mkdocs-material {version('mkdocs-material')}",
        budget=budget,
        growth=exponent(before, seconds["ours"], 10) if before else None,
        differs=f"{pages} pages of the same size, search off on both sides; "
        f"peak {peaks['ours']:.0f} MB, plain {peaks['plain']:.0f} MB",
    )
    return told, taken["ours"]


def build(target: Path) -> None:
    """Build the site into a folder."""
    in_turns({"site": _command(ROOT / "mkdocs.yml", target)}, 0)


def _command(configuration: Path, target: Path) -> list[str]:
    # Quiet, it would hide what is wrong and call it fine.
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict"]
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
