"""The text index over all entries: which entry uses which stem, in which field, how heavily."""

from collections.abc import Iterable, Mapping, Sequence

from kb.graph.tables import Posting, Postings
from kb.query.text import stems

__all__ = [
    "FIELDS",
    "WEIGHTS",
    "build_postings",
    "field_names",
    "join_postings",
    "split_postings",
    "weigh",
]

Texts = Mapping[str, Sequence[str]]
Words = dict[str, tuple[int, float]]

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


def build_postings(texts: Iterable[tuple[str, Texts]]) -> Postings:
    """Index entries given as id and texts by field, in the order given."""
    return join_postings((id, weigh(fields)) for id, fields in texts)


def join_postings(weighed: Iterable[tuple[str, Words]]) -> Postings:
    """Index entries given as id and weighed words, in the order given."""
    ids: list[str] = []
    lengths: list[float] = []
    words: dict[str, list[Posting]] = {}
    for number, (id, own) in enumerate(weighed):
        ids.append(id)
        lengths.append(round(sum(frequency for _, frequency in own.values()), 2))
        for word, (bits, frequency) in own.items():
            words.setdefault(word, []).append(Posting(number, bits, round(frequency, 2)))
    ordered = {word: tuple(words[word]) for word in sorted(words)}
    return Postings(tuple(ids), tuple(lengths), ordered)


def split_postings(postings: Postings) -> dict[str, Words]:
    """Return the weighed words of each entry: what `join_postings` has joined."""
    found: dict[str, Words] = {id: {} for id in postings.ids}
    for word, using in postings.words.items():
        for number, bits, frequency in using:
            found[postings.ids[number]][word] = bits, frequency
    return found


def weigh(fields: Texts) -> Words:
    """Return the stems of an entry's texts, each with the bits of its fields and its weight."""
    found: Words = {}
    for position, field in enumerate(FIELDS):
        for text in fields.get(field, ()):
            for word in stems(text):
                bits, frequency = found.get(word, (0, 0.0))
                found[word] = bits | 1 << position, frequency + WEIGHTS[field]
    return found


def field_names(bits: int) -> tuple[str, ...]:
    """Return the names of the fields whose bits are set."""
    return tuple(field for position, field in enumerate(FIELDS) if bits >> position & 1)
