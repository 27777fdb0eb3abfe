"""Fold names so that people find them, and find the closest ones to a misspelling."""

import unicodedata
from collections.abc import Iterable

__all__ = ["close_names", "fold"]

CLOSE = 0.6
"""Likeness from which a name is worth proposing."""


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

    wanted = fold(name)
    words = set(wanted.split("-"))
    scored: list[tuple[float, str]] = []
    for candidate in sorted(set(known)):
        folded = fold(candidate)
        shared = len(words & set(folded.split("-"))) / max(len(words), 1)
        likeness = SequenceMatcher(None, wanted, folded, autojunk=False).ratio()
        score = max(likeness, 0.4 + 0.5 * shared if shared else 0.0)
        if score >= CLOSE:
            scored.append((-score, candidate))
    return tuple(candidate for _, candidate in sorted(scored)[:limit])
