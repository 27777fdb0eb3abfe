"""What is added once a site is built: our own files and the Content-Security-Policy."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from kb.graph.tables import Tables
from kb.render.assessment import assessment_table
from kb.render.csp import inline_scripts, normalise, with_policy
from kb.render.diagnosis_tables import advice_tables, diagnosis_tables
from kb.render.explore import explore_table
from kb.render.plan_table import plan_table
from kb.render.word_tables import entry_tables, word_tables

__all__ = [
    "MODULES",
    "TABLES",
    "TRUSTED_PAGE",
    "add_policy",
    "browser_table",
    "browser_tables",
    "finish",
    "trusted_in",
    "write",
]

MODULES = "assets/kb"
"""Where our modules and what they read lie."""

TABLES: Mapping[PurePosixPath, Callable[[Tables], object]] = {
    PurePosixPath(MODULES, name): make
    for name, make in {
        "words.json": word_tables,
        "entries.json": entry_tables,
        "diagnosis.json": diagnosis_tables,
        "advice.json": advice_tables,
        "explore.json": explore_table,
        "assessment.json": assessment_table,
        "plan.json": plan_table,
    }.items()
}
"""What our modules read, by the path of its file, with what makes it of the tables."""

TRUSTED_PAGE = "404.html"
"""Built from the theme alone: what scripts it has are the theme's."""


def finish(
    site: Path,
    tables: Tables,
    *,
    files: Mapping[PurePosixPath, str] = MappingProxyType({}),
    nonce: str = "",
) -> None:
    """Complete a built site in place.

    Args:
        site: the folder that the builder wrote.
        tables: the catalog that it was built from.
        files: texts to put beside the pages, by their path below the site.
        nonce: allows scripts that carry it; only for a development server.

    Raises:
        ValueError: a path leads out of the site.
    """
    write(site, {**browser_tables(tables), **files})
    _drop_empty_map(site)
    add_policy(sorted(site.rglob("*.html")), trusted_in(site), nonce=nonce)


def write(site: Path, files: Mapping[PurePosixPath, str]) -> None:
    """Write texts into a site by their path below it.

    Raises:
        ValueError: a path leads out of the site.
    """
    for folder in {_inside(name).parent for name in files}:
        (site / folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (site / name).write_text(text, encoding="utf-8")


def trusted_in(site: Path) -> Sequence[str]:
    """Return the scripts inside pages of a site that are the theme's own."""
    return [normalise(script) for script in inline_scripts(_read(site / TRUSTED_PAGE))]


def add_policy(pages: Iterable[Path], trusted: Sequence[str], *, nonce: str = "") -> None:
    """Write the Content-Security-Policy into pages that have none."""
    for path in pages:
        path.write_text(with_policy(_read(path), trusted, nonce=nonce), encoding="utf-8")


def browser_tables(tables: Tables) -> Mapping[PurePosixPath, str]:
    """Return the JSON files that our modules read, by path; each is loaded when it is first needed."""
    return {path: browser_table(tables, path) for path in TABLES}


def browser_table(tables: Tables, path: PurePosixPath) -> str:
    """Return one of the JSON files that our modules read."""
    return json.dumps(TABLES[path](tables), ensure_ascii=False, separators=(",", ":"))


def _inside(name: PurePosixPath) -> PurePosixPath:
    """Return a path that stays below the site; ids cannot lead out, so this is the last lock."""
    if name.is_absolute() or ".." in name.parts:
        msg = f"the file {str(name)!r} lies outside the site"
        raise ValueError(msg)
    return name


def _drop_empty_map(site: Path) -> None:
    """Remove the map of a site that has no address: the builder writes it without a page in it."""
    path = site / "sitemap.xml"
    if path.is_file() and "<loc>" not in _read(path):
        path.unlink()
        path.with_suffix(".xml.gz").unlink(missing_ok=True)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
