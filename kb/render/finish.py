"""What is added once a site is built: our own files and the Content-Security-Policy."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from kb.graph.tables import Tables
from kb.render.assessment import assessment_table
from kb.render.csp import inline_scripts, normalise, with_policy
from kb.render.diagnosis_tables import advice_tables, diagnosis_tables
from kb.render.explore import explore_table
from kb.render.plan_table import plan_table
from kb.render.word_tables import entry_tables, word_tables

__all__ = ["MODULES", "TRUSTED_PAGE", "browser_tables", "finish"]

MODULES = "assets/kb"
"""Where our modules and what they read lie."""

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
    ours = {PurePosixPath(MODULES, name): text for name, text in browser_tables(tables).items()}
    texts = ours | {_inside(name): text for name, text in files.items()}
    for folder in {name.parent for name in texts}:
        (site / folder).mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (site / name).write_text(text, encoding="utf-8")
    _drop_empty_map(site)
    trusted = [normalise(script) for script in inline_scripts(_read(site / TRUSTED_PAGE))]
    for path in sorted(site.rglob("*.html")):
        path.write_text(with_policy(_read(path), trusted, nonce=nonce), encoding="utf-8")


def browser_tables(tables: Tables) -> Mapping[str, str]:
    """Return the JSON files that our modules read, by name; each is loaded when it is first needed."""
    made = {
        "words.json": word_tables(tables),
        "entries.json": entry_tables(tables),
        "diagnosis.json": diagnosis_tables(tables),
        "advice.json": advice_tables(tables),
        "explore.json": explore_table(tables),
        "assessment.json": assessment_table(tables),
        "plan.json": plan_table(tables),
    }
    return {
        name: json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        for name, data in made.items()
    }


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
