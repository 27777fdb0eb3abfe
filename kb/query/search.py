"""Rank entries by free text: BM25 over weighted fields, with a way back from misspelt words."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from operator import itemgetter
from typing import NamedTuple

from kb.graph.kinds import Kind
from kb.graph.notebook import as_html
from kb.graph.tables import Postings, Row, Tables
from kb.query.index import field_names
from kb.query.text import stems

__all__ = ["Hit", "Hits", "Match", "TextIndex", "known_word", "rarity", "rarity_of", "search"]

SATURATION = 1.2
LENGTH_NORM = 0.6
"""k1 and b of BM25 (Robertson and Zaragoza 2009, section 3.4), chosen on the tuning half of the benchmark."""

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

TITLE_SHARE = 0.3
"""What an entry gains whose title is made of nothing but the words asked for: `drift` means those
that are called so before those that mention it often."""

CORRECTED = 100
"""Unknown words of a text that are looked up as misspelt; who pastes a book has other problems."""

SURE = 0.75
"""Likeness from which an unknown word is taken for a known one without a doubt."""

SWAPPED = 0.9
"""Likeness of two words of the same letters, such as `nosie` and `noise`."""


class _Asked(NamedTuple):
    """A word that is looked up: its weight, and for each entry that uses it the fields and the gain."""

    word: str
    weight: float
    gains: Mapping[int, tuple[int, float]]


class Match(NamedTuple):
    """How well an entry fits a text: the BM25 score, its number and the words that it may rest on."""

    id: str
    score: float
    document: int
    asked: tuple[_Asked, ...]

    @property
    def found(self) -> tuple[tuple[str, int, float], ...]:
        """Stems, the fields that hold them as bits, and what each adds to the score."""
        return tuple(
            (word, gains[self.document][0], weight * gains[self.document][1])
            for word, weight, gains in self.asked
            if self.document in gains
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields in which the words were found."""
        bits = 0
        for _, fields, _ in self.found:
            bits |= fields
        return field_names(bits)

    @property
    def words(self) -> tuple[str, ...]:
        """Stems that were found, the most telling ones first."""
        ordered = sorted(self.found, key=lambda item: (-item[2], item[0]))
        return tuple(word for word, _, _ in ordered)


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


class Hits(tuple[Hit, ...]):
    """Search results in order."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Show the results in a notebook."""
        rows = [(hit.title, hit.id, hit.kind.label, hit.summary) for hit in self]
        return as_html("Search results", ("title", "id", "kind", "summary"), rows)


def search(tables: Tables, text: str, *, kind: Kind | None = None, limit: int = 10) -> Hits:
    """Return the entries that fit a text best, best first, ties by id; an exact title leads."""
    index = TextIndex(tables, frozenset(Kind) if kind is None else (kind,))
    wanted = text.strip().lower()
    ranked: list[tuple[bool, float, str, Match]] = []
    for match in index.match(text):
        row = tables.rows[match.id]
        share = _share(row.title, match.asked)
        score = match.score * KIND_WEIGHTS.get(row.kind, 1.0) * (1 + TITLE_SHARE * share)
        ranked.append((row.title.lower() != wanted, -round(score, 9), row.id, match))
    ranked.sort(key=itemgetter(0, 1, 2))
    return Hits(_hit(tables.rows[id], -score, match) for _, score, id, match in ranked[:limit])


@lru_cache(maxsize=20_000)
def _title_stems(title: str) -> frozenset[str]:
    return frozenset(stems(title))


def _share(title: str, asked: Iterable[_Asked]) -> float:
    """Return how much of a title is among the words asked for, from 0 to 1."""
    own = _title_stems(title)
    return len(own.intersection(word for word, _, _ in asked)) / (len(own) or 1)


def _hit(row: Row, score: float, match: Match) -> Hit:
    return Hit(row.id, row.kind, row.title, row.summary, score, match.fields)


class TextIndex:
    """The text index over some kinds of entries; gains are computed when a word is first asked for.

    Args:
        tables: the catalog.
        kinds: the kinds of entries to match.
        topics: whether to match the subjects of `other-topics` as well.
    """

    def __init__(self, tables: Tables, kinds: Container[Kind], *, topics: bool = False) -> None:
        self.postings = tables.postings()
        rows = tables.rows
        self._wanted = [
            rows[id].kind in kinds if id in rows else topics for id in self.postings.ids
        ]
        self._average = sum(self.postings.lengths) / (len(self.postings.lengths) or 1)
        self._gains: dict[str, Mapping[int, tuple[int, float]]] = {}

    def match(self, text: str) -> tuple[Match, ...]:
        """Score every entry that shares a word with a text, best first, ties by id."""
        postings = self.postings
        query = _weighted_words(postings, stems(text))
        asked = tuple(_Asked(word, weight, self._gain(word)) for word, weight in query.items())
        scores: dict[int, float] = {}
        for _, weight, gains in asked:
            for document, (_, gain) in gains.items():
                scores[document] = scores.get(document, 0.0) + weight * gain
        matches = [
            Match(postings.ids[document], round(score, 9), document, asked)
            for document, score in scores.items()
        ]
        return tuple(sorted(matches, key=lambda match: (-match.score, match.id)))

    def _gain(self, word: str) -> Mapping[int, tuple[int, float]]:
        """Return what a word adds to the score of each entry that uses it, with the fields as bits."""
        known = self._gains.get(word)
        if known is None:
            rare = rarity(self.postings, word)
            known = self._gains[word] = {
                document: (fields, rare * self._saturated(document, frequency))
                for document, fields, frequency in self.postings.words.get(word, ())
                if self._wanted[document]
            }
        return known

    def _saturated(self, document: int, frequency: float) -> float:
        length = self.postings.lengths[document] / self._average
        norm = 1 - LENGTH_NORM + LENGTH_NORM * length
        return frequency * (SATURATION + 1) / (frequency + SATURATION * norm)


def rarity(postings: Postings, word: str) -> float:
    """Inverse document frequency, never negative; a word nobody uses weighs as the rarest one."""
    return rarity_of(len(postings.words.get(word, ())), len(postings.ids))


def rarity_of(using: int, number: int) -> float:
    """Return the rarity of a word that so many of a number of texts use."""
    return log(1 + (number - (using or 1) + 0.5) / ((using or 1) + 0.5))


def _weighted_words(postings: Postings, words: Iterable[str]) -> dict[str, float]:
    """Return the words to look up; an unknown one is replaced by the known ones most like it."""
    query: dict[str, float] = {}
    unknown = 0
    for word in dict.fromkeys(words):
        if word in postings.words:
            query[word] = 1.0
            continue
        unknown += 1
        close = _close_words(tuple(postings.words), word) if unknown <= CORRECTED else {}
        for candidate, likeness in close.items() or {word: 1.0}.items():
            query[candidate] = max(query.get(candidate, 0.0), likeness)
    return query


def known_word(postings: Postings, word: str, written: str) -> str:
    """Return the stem that a misspelt word surely stands for, or its own stem.

    Args:
        postings: the text index.
        word: the stem.
        written: the word as written, whose letters tell more.
    """
    if word in postings.words:
        return word
    for form in (written, written.removesuffix("s"), word):
        for known, likeness in _close_words(tuple(postings.words), form).items():
            if likeness >= SURE:
                return known
    return word


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
