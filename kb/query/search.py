"""Rank entries by free text: BM25 over weighted fields, with a way back from misspelt words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from kb.graph.kinds import Kind
from kb.graph.tables import Postings, Tables
from kb.query.index import field_names
from kb.query.text import stems

__all__ = ["Hit", "Match", "match_text", "search"]

SATURATION = 1.2
LENGTH_NORM = 0.5
"""k1 and b of BM25 (Robertson and Zaragoza 2009, section 3.4); b is low, for long entries are richer, not wordier."""

GRAM = 3
LIKENESS = 0.5
"""A word that the catalog does not know stands for known words that share this part of its letter triples."""


KIND_WEIGHTS: Mapping[Kind, float] = {
    Kind.ISSUE: 1.5,
    Kind.SYMPTOM: 1.3,
    Kind.SOURCE: 0.5,
    Kind.STUDY: 0.5,
}
"""Who searches has a problem: what names it comes before the papers on it. Other kinds weigh 1."""

SWAPPED = 0.9
"""Likeness of two words of the same letters, such as `nosie` and `noise`."""


class Match(NamedTuple):
    """How well an entry fits a text: the BM25 score, and the part of the text's weight it covers."""

    id: str
    score: float
    coverage: float
    fields: tuple[str, ...]
    words: tuple[str, ...]


class Hit(NamedTuple):
    """A search result; `fields` names where the words were found."""

    id: str
    kind: Kind
    title: str
    summary: str
    score: float
    fields: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the hit as JSON-ready data."""
        return {**self._asdict(), "kind": str(self.kind), "fields": list(self.fields)}


def search(
    tables: Tables, text: str, *, kind: Kind | None = None, limit: int = 10
) -> tuple[Hit, ...]:
    """Return the entries that fit a text best, best first, ties by id; an exact title leads."""
    hits = []
    for match in match_text(tables, text):
        row = tables.rows[match.id]
        if kind is None or row.kind is kind:
            score = round(match.score * KIND_WEIGHTS.get(row.kind, 1.0), 9)
            hits.append(Hit(row.id, row.kind, row.title, row.summary, score, match.fields))
    wanted = text.strip().lower()
    hits.sort(key=lambda hit: (hit.title.lower() != wanted, -hit.score, hit.id))
    return tuple(hits[:limit])


def match_text(tables: Tables, text: str) -> tuple[Match, ...]:
    """Score every entry that shares a word with a text, best first, ties by id."""
    postings = tables.postings()
    query = _weighted_words(postings, stems(text))
    if not query or not postings.ids:
        return ()
    total = sum(weight * _rarity(postings, word) for word, weight in query.items())
    average = sum(postings.lengths) / len(postings.lengths)
    scores: dict[int, list[float]] = {}
    bits: dict[int, int] = {}
    found: dict[int, list[str]] = {}
    for word, weight in query.items():
        rarity = _rarity(postings, word) * weight
        for document, fields, frequency in postings.words.get(word, ()):
            norm = 1 - LENGTH_NORM + LENGTH_NORM * postings.lengths[document] / average
            gain = rarity * frequency * (SATURATION + 1) / (frequency + SATURATION * norm)
            score = scores.setdefault(document, [0.0, 0.0])
            score[0] += gain
            score[1] += rarity
            bits[document] = bits.get(document, 0) | fields
            found.setdefault(document, []).append(word)
    matches = [
        Match(
            postings.ids[document],
            round(score, 9),
            round(covered / total, 9),
            field_names(bits[document]),
            tuple(found[document]),
        )
        for document, (score, covered) in scores.items()
    ]
    return tuple(sorted(matches, key=lambda match: (-match.score, match.id)))


def _rarity(postings: Postings, word: str) -> float:
    """Inverse document frequency, never negative; a word nobody uses weighs as the rarest one."""
    using = len(postings.words.get(word, ())) or 1
    return log(1 + (len(postings.ids) - using + 0.5) / (using + 0.5))


def _weighted_words(postings: Postings, words: Iterable[str]) -> dict[str, float]:
    """Return the words to look up; an unknown one is replaced by the known ones most like it."""
    query: dict[str, float] = {}
    for word in dict.fromkeys(words):
        if word in postings.words:
            query[word] = 1.0
            continue
        close = _close_words(tuple(postings.words), word)
        for candidate, likeness in close.items() or {word: 1.0}.items():
            query[candidate] = max(query.get(candidate, 0.0), likeness)
    return query


def _grams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(
        padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1))
    )


class _GramIndex(NamedTuple):
    """Which words have a letter group, and how many groups each word has."""

    words: Mapping[str, Sequence[str]]
    sizes: Mapping[str, int]
    letters: Mapping[str, Sequence[str]]
    """Words by their letters in alphabetical order, which swapping two does not change."""


@lru_cache(maxsize=4)
def _gram_index(words: tuple[str, ...]) -> _GramIndex:
    having: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    letters: dict[str, list[str]] = {}
    for word in words:
        letters.setdefault("".join(sorted(word)), []).append(word)
        grams = _grams(word)
        sizes[word] = len(grams)
        for gram in grams:
            having.setdefault(gram, []).append(word)
    return _GramIndex(having, sizes, letters)


def _close_words(words: tuple[str, ...], word: str) -> dict[str, float]:
    """Return the known words most like a word: same letters, or shared letter groups (Dice)."""
    if len(word) <= GRAM:
        return {}
    wanted = _grams(word)
    index = _gram_index(words)
    same = [near for near in index.letters.get("".join(sorted(word)), ()) if near[0] == word[0]]
    shared = Counter(near for gram in wanted for near in index.words.get(gram, ()))
    likeness = {
        near: round(2 * common / (len(wanted) + index.sizes[near]), 9)
        for near, common in shared.items()
    }
    likeness |= {near: max(likeness.get(near, 0.0), SWAPPED) for near in same}
    scored = sorted((-value, near) for near, value in likeness.items() if value >= LIKENESS)
    return {near: -value for value, near in scored[:3]}
