"""What is added once a site is built: the search tables and the Content-Security-Policy."""

import json
from collections.abc import Iterable
from pathlib import Path

from kb.graph.tables import Posting, Tables
from kb.query.search import (
    CORRECTED,
    GRAM,
    KIND_WEIGHTS,
    LENGTH_NORM,
    LIKENESS,
    SATURATION,
    SWAPPED,
)
from kb.query.text import SHORT, STOP_WORDS, SUFFIXES
from kb.render.csp import inline_scripts, normalise, with_policy

__all__ = ["SEARCH_TABLES", "TRUSTED_PAGE", "finish", "search_tables"]

SEARCH_TABLES = "assets/kb/search.json"
TRUSTED_PAGE = "404.html"
"""Built from the theme alone: what scripts it has are the theme's."""


def finish(site: Path, tables: Tables, *, nonce: str = "") -> None:
    """Complete a built site in place.

    Args:
        site: the folder that the builder wrote.
        tables: the catalog that it was built from.
        nonce: allows scripts that carry it; only for a development server.
    """
    target = site / SEARCH_TABLES
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(search_tables(tables), encoding="utf-8")
    trusted = [normalise(script) for script in inline_scripts(_read(site / TRUSTED_PAGE))]
    for path in sorted(site.rglob("*.html")):
        path.write_text(with_policy(_read(path), trusted, nonce=nonce), encoding="utf-8")


def search_tables(tables: Tables) -> str:
    """Return all that the browser needs to search like Python, as JSON."""
    postings = tables.postings()
    data = {
        "version": tables.version,
        "entries": [_shown(tables, id) for id in postings.ids],
        "lengths": postings.lengths,
        "words": {word: _packed(found) for word, found in postings.words.items()},
        "stop": sorted(STOP_WORDS),
        "suffixes": SUFFIXES,
        "short": SHORT,
        "bm25": {"saturation": SATURATION, "norm": LENGTH_NORM},
        "kinds": KIND_WEIGHTS,
        "grams": {"size": GRAM, "likeness": LIKENESS, "swapped": SWAPPED, "most": CORRECTED},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _packed(postings: Iterable[Posting]) -> list[int]:
    """Return gaps between documents and frequencies in halves by turns: a third of the size."""
    packed, last = [], 0
    for posting in postings:
        packed += [posting.document - last, round(2 * posting.frequency)]
        last = posting.document
    return packed


def _shown(tables: Tables, id: str) -> list[str]:
    """Return what a result shows; a subject that is not ours has no kind and is no result."""
    if id not in tables.rows:
        return [id, "", "", "", ""]
    row = tables.rows[id]
    return [row.id, row.kind.value, row.kind.folder, row.title, row.summary]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
