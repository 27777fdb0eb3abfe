"""The text index over all entries: which entry uses which stem, in which field, how heavily."""

from collections.abc import Iterable, Mapping, Sequence

from kb.graph.tables import Posting, Postings
from kb.query.text import stems

__all__ = ["FIELDS", "WEIGHTS", "build_postings", "field_names"]

FIELDS = ("title", "aliases", "phrases", "summary", "log_patterns", "description")
"""Fields that are searched; their order is the order of the bits in a posting."""

WEIGHTS: Mapping[str, float] = {
    "title": 4.0,
    "aliases": 4.0,
    "phrases": 2.0,
    "summary": 2.0,
    "log_patterns": 2.0,
    "description": 0.5,
}
"""How much a word counts by where it stands, BM25F style (Robertson and Zaragoza 2009)."""


def build_postings(texts: Iterable[tuple[str, Mapping[str, Sequence[str]]]]) -> Postings:
    """Index entries given as id and texts by field, in the order given."""
    ids: list[str] = []
    lengths: list[float] = []
    words: dict[str, list[Posting]] = {}
    for number, (id, fields) in enumerate(texts):
        frequencies, bits = _weigh(fields)
        ids.append(id)
        lengths.append(round(sum(frequencies.values()), 2))
        for word, frequency in frequencies.items():
            words.setdefault(word, []).append(Posting(number, bits[word], round(frequency, 2)))
    ordered = {word: tuple(words[word]) for word in sorted(words)}
    return Postings(tuple(ids), tuple(lengths), ordered)


def _weigh(fields: Mapping[str, Sequence[str]]) -> tuple[dict[str, float], dict[str, int]]:
    frequencies: dict[str, float] = {}
    bits: dict[str, int] = {}
    for position, field in enumerate(FIELDS):
        for text in fields.get(field, ()):
            for word in stems(text):
                frequencies[word] = frequencies.get(word, 0.0) + WEIGHTS[field]
                bits[word] = bits.get(word, 0) | 1 << position
    return frequencies, bits


def field_names(bits: int) -> tuple[str, ...]:
    """Return the names of the fields whose bits are set."""
    return tuple(field for position, field in enumerate(FIELDS) if bits >> position & 1)
