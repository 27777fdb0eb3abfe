"""Search the full text of an exported database; no text that a user types is an error."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from kb.errors import QueryError
from kb.query.select import at_least_one

__all__ = ["fts5_query", "search_export"]

_MOST_WORDS = 64
"""Words of a query that count: FTS5 refuses an expression that is too deep."""

_QUESTION = """
SELECT id, title FROM search WHERE search MATCH ?
ORDER BY bm25(search, 0, 8, 6, 3, 1), id LIMIT ?
"""
"""Best first: a word in a title says more than one in a phrase or a summary."""


def fts5_query(text: str) -> str:
    r"""Return a text as an FTS5 query for any of its words; none of them is read as an operator.

    >>> fts5_query('live AND "skew* -x')
    '"live" OR "AND" OR "skew" OR "x"'
    """
    words = dict.fromkeys(re.findall(r"\w+", text))
    return " OR ".join(f'"{word}"' for word in list(words)[:_MOST_WORDS])


def search_export(path: str | Path, text: str, *, limit: int = 10) -> list[tuple[str, str]]:
    """Return id and title of the entries in an exported database that fit a text best.

    Args:
        path: what `kb export sqlite -o` wrote; it is opened for reading only.
        text: any text; without a word nothing is found.
        limit: how many entries at most.

    Raises:
        QueryError: there is no such database, or the limit is below 1.
    """
    at_least_one(limit)
    query = fts5_query(text)
    address = f"{Path(path).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            return database.execute(_QUESTION, (query, limit)).fetchall() if query else []
    except sqlite3.Error as error:
        msg = (
            f"{str(path)!r} is no export of this catalog: {error}; write one with kb export sqlite"
        )
        raise QueryError(msg) from None
