"""Fold names so that people find them, and find the closest ones to a misspelling."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["close_names", "fold", "hint"]

CLOSE = 0.6
"""Likeness from which a name is worth proposing."""

_LONGEST = 200
"""Nothing longer is a misspelt name; comparing takes time in proportion to the length."""

_TOO_SHORT = 2
"""A word up to this length, such as "of", does not make two names alike."""


def fold(name: str) -> str:
    """Return a name in lower case without accents, spaces and underscores turned to hyphens.

    >>> fold("Training Serving  Skew")
    'training-serving-skew'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(plain.lower().replace("_", " ").replace("-", " ").split())


def close_names(name: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return the known names most like this one, closest first; none if nothing is close."""
    from difflib import SequenceMatcher  # slow to import, and only needed after a mistake

    if len(name) > _LONGEST:
        return ()
    wanted, words, letters = _parts(name)
    scored: list[tuple[float, str]] = []
    for candidate in sorted(set(known)):
        folded, others, supply = _parts(candidate)
        shared = len(words & others) / max(len(words), 1)
        score = 0.4 + 0.5 * shared if shared else 0.0
        # The letters in common bound the likeness; most names are out before the slow comparison.
        enough = CLOSE * (len(wanted) + len(folded)) / 2
        if min(len(wanted), len(folded)) >= enough and len(letters & supply) >= enough:
            likeness = SequenceMatcher(None, wanted, folded, autojunk=False).ratio()
            score = max(likeness, score)
        if score >= CLOSE:
            scored.append((-score, candidate))
    return tuple(candidate for _, candidate in sorted(scored)[:limit])


def hint(name: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown name: take one of the closest, or one of all.

    >>> hint("prevent", ("detects", "prevents"))
    'did you mean prevents?'
    >>> hint("x", ("detects", "prevents"))
    'use one of detects, prevents'
    """
    names = tuple(known)
    close = close_names(name, names)
    return f"did you mean {' or '.join(close)}?" if close else f"use one of {', '.join(names)}"


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[str, frozenset[str], frozenset[tuple[str, int]]]:
    """Return a name folded, its words, and its letters, each with how often it came before."""
    folded = fold(name)
    words = frozenset(word for word in folded.split("-") if len(word) > _TOO_SHORT)
    before: Counter[str] = Counter()
    letters = []
    for letter in folded:
        letters.append((letter, before[letter]))
        before[letter] += 1
    return folded, words, frozenset(letters)
