"""What is added once a site is built: the browser's tables and the Content-Security-Policy."""

import json
from collections.abc import Mapping
from pathlib import Path

from kb.graph.tables import Tables
from kb.render.csp import inline_scripts, normalise, with_policy
from kb.render.diagnosis_tables import advice_tables, diagnosis_tables
from kb.render.explore import explore_table
from kb.render.word_tables import entry_tables, word_tables

__all__ = ["MODULES", "TRUSTED_PAGE", "browser_tables", "finish"]

MODULES = "assets/kb"
"""Where our modules and what they read lie."""

TRUSTED_PAGE = "404.html"
"""Built from the theme alone: what scripts it has are the theme's."""


def finish(site: Path, tables: Tables, *, nonce: str = "") -> None:
    """Complete a built site in place.

    Args:
        site: the folder that the builder wrote.
        tables: the catalog that it was built from.
        nonce: allows scripts that carry it; only for a development server.
    """
    folder = site / MODULES
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in browser_tables(tables).items():
        (folder / name).write_text(text, encoding="utf-8")
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
    }
    return {
        name: json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        for name, data in made.items()
    }


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
