"""How close two texts are: the cosine of their stems, each weighed by its rarity in the catalog.

One notion serves KB407, `kb similar` and `kb new`.
Two entries are compared as wholes; a text of a few words is compared with each line of an entry,
for next to a whole entry the best of titles would look small.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from kb.graph.tables import Tables
from kb.query.search import known_word, rarity
from kb.query.text import spoken, stems

__all__ = [
    "ALIKE",
    "COVERED",
    "WHOLE",
    "Closeness",
    "Comparison",
    "Shared",
    "Texts",
    "cosine",
    "told",
    "unit_vector",
]

Texts = Mapping[str, Sequence[str]]
"""What is compared of an entry: its texts by field."""

ALIKE = 0.4
"""Closeness from which two whole entries need a link that says how they differ."""

COVERED = 0.65
"""Closeness to one line of an entry from which a text says nothing new."""

WHOLE = "all"
"""Stands for a field where the texts of all fields were compared together."""

_FIELDS = ("title", "aliases", "summary", "phrases")
_NAMED = 5
"""Words that are named on either side of a difference."""


class Shared(NamedTuple):
    """Words that both texts hold in a row, what they add to the closeness, and the fields they are in."""

    words: str
    weight: float
    fields: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the words as JSON-ready data."""
        return {**self._asdict(), "fields": list(self.fields)}


class Comparison(NamedTuple):
    """How close a text is to an entry, and why; the weights of what they share add up to it."""

    closeness: float
    alike: bool
    """Whether that is close enough for the two to be one."""
    field: str
    """Where the closest line stands, or `all` if the entries were compared as wholes."""
    line: str
    """The closest line; empty for wholes."""
    shared: tuple[Shared, ...]
    only_asked: tuple[str, ...]
    """The most telling words that the entry does not have."""
    only_found: tuple[str, ...]
    """The most telling words of the closest line, or of the entry, that the text does not have."""

    def to_dict(self) -> dict[str, object]:
        """Return the comparison as JSON-ready data."""
        lists = {name: list(getattr(self, name)) for name in ("only_asked", "only_found")}
        return {**self._asdict(), "shared": [part.to_dict() for part in self.shared], **lists}


class Closeness:
    """Compares texts by the words of a catalog."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._postings = tables.postings()
        self._asked: dict[str, tuple[list[str], dict[str, float]]] = {}

    def texts(self, id: str) -> Texts:
        """Return what is compared of an entry."""
        data = json.loads(self._tables.documents[id])
        row = self._tables.rows[id]
        return {
            "title": (row.title,),
            "aliases": tuple(data.get("aliases", ())),
            "summary": (row.summary,),
            "phrases": tuple(data.get("phrases", ())),
        }

    def vector(self, words: Iterable[str]) -> dict[str, float]:
        """Return the stems of a text with their weights, of length 1."""
        return unit_vector(words, partial(rarity, self._postings))

    def whole(self, texts: Texts) -> dict[str, float]:
        """Return the vector of all texts of an entry together."""
        return self.vector(told(texts))

    def with_entry(self, own: Texts, other: Texts) -> Comparison:
        """Compare two entries as wholes."""
        return self._compare(_joined(own), WHOLE, _joined(other), other)

    def with_line(self, text: str, other: Texts) -> Comparison:
        """Compare a text with the line of an entry that it is closest to, or with all of it."""
        _, vector = self._known(text)
        lines = [(field, line) for field in _FIELDS for line in other.get(field, ())]
        lines.append((WHOLE, _joined(other)))
        _, field, line = max(
            ((cosine(vector, self.vector(stems(line))), field, line) for field, line in lines),
            key=lambda found: found[0],
        )
        return self._compare(text, field, line, other)

    def _compare(self, text: str, field: str, line: str, other: Texts) -> Comparison:
        asked, one = self._known(text)
        two = self.vector(stems(line))
        shared = {word: one[word] * two[word] for word in one if word in two}
        closeness = round(sum(shared.values()), 4)
        there = self.whole(other)
        return Comparison(
            closeness,
            closeness >= (ALIKE if field == WHOLE else COVERED),
            field,
            "" if field == WHOLE else line,
            _in_a_row(asked, line, shared, other),
            _telling({word: weight for word, weight in one.items() if word not in there}, text),
            _telling({word: weight for word, weight in two.items() if word not in one}, line),
        )

    def _known(self, text: str) -> tuple[list[str], dict[str, float]]:
        """Return the stems of a text that is asked about, misspelt ones corrected, and their vector."""
        if text not in self._asked:
            written = spoken(text)
            words = [known_word(self._postings, word, written[word]) for word in stems(text)]
            self._asked[text] = words, self.vector(words)
        return self._asked[text]


def told(texts: Texts) -> list[str]:
    """Return the stems of all texts of an entry together."""
    return stems(_joined(texts))


def unit_vector(words: Iterable[str], rarity: Callable[[str], float]) -> dict[str, float]:
    """Return the stems of a text with their weights, of length 1."""
    weights = {word: (1 + log(times)) * rarity(word) for word, times in Counter(words).items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def cosine(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    return sum(weight * two[word] for word, weight in one.items() if word in two)


def _joined(texts: Texts) -> str:
    return " \n".join(line for field in _FIELDS for line in texts.get(field, ()))


def _telling(weights: Mapping[str, float], text: str) -> tuple[str, ...]:
    """Return the words of greatest weight as the text writes them."""
    written = spoken(text)
    ordered = sorted(weights, key=lambda word: (-weights[word], word))[:_NAMED]
    return tuple(written.get(word, word) for word in ordered)


def _in_a_row(
    asked: Sequence[str], line: str, shared: Mapping[str, float], other: Texts
) -> tuple[Shared, ...]:
    """Return the shared words, those together that follow each other in both texts."""
    neighbours = set(pairwise(stems(line)))
    left, runs, before = dict(shared), list[list[str]](), ""
    for word in asked:
        if left.pop(word, None) is not None:
            if runs and runs[-1][-1] == before and (before, word) in neighbours:
                runs[-1].append(word)
            else:
                runs.append([word])
        before = word
    written = spoken(line)
    held = {field: {*stems(" ".join(other.get(field, ())))} for field in _FIELDS}
    parts = [
        Shared(
            " ".join(written[word] for word in run),
            round(sum(shared[word] for word in run), 4),
            tuple(field for field in _FIELDS if held[field].issuperset(run)),
        )
        for run in runs
    ]
    return tuple(sorted(parts, key=lambda part: (-part.weight, part.words)))
