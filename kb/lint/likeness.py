"""KB407: two entries that read alike say how they differ, or are one entry."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import accumulate, chain, product
from math import sqrt
from pathlib import Path

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.lint.named import names_in
from kb.loading.compile import searchable_texts
from kb.loading.loader import Catalog
from kb.loading.memory import content_key
from kb.query.closeness import ALIKE, cosine, told, unit_vector
from kb.query.index import weigh
from kb.query.search import rarity_of
from kb.query.text import stems
from kb.query.topics import VOCABULARY as TOPICS

__all__ = ["close_pairs", "likeness"]

_KINDS = (
    Kind.ISSUE,
    Kind.ROOT_CAUSE,
    Kind.SYMPTOM,
    Kind.CONSEQUENCE,
    Kind.MITIGATION,
    Kind.CHECK,
)


_COMMON = 0.3
"""Share of the squares of all weights that the common stems may have: well below the limit for a
pair, so that few pairs are close by them alone."""

_NEARLY = ALIKE - 1e-9
"""The limit, with room for rounding."""


def likeness(catalog: Catalog, about: Collection[str] = ()) -> Iterator[Problem]:
    """Yield one problem for every entry that is close to an earlier one and not linked with it.

    Args:
        catalog: the catalog.
        about: entries to be quick about; other kinds than theirs are not looked at then.
    """
    rarity = _rarity(catalog)
    asked = {catalog.kinds[id] for id in about}
    for kind in (kind for kind in _KINDS if kind in asked or not asked):
        vectors = {
            id: unit_vector(_told(catalog, id), rarity)
            for id in sorted(catalog.kinds)
            if catalog.kinds[id] is kind
        }
        for one, other, alike in close_pairs(vectors, about):
            if one not in names_in(catalog, other) and other not in names_in(catalog, one):
                what = f"reads like {other} (likeness {alike:.2f})"
                where = catalog.where(one, ("summary",))
                yield Problem(where, "KB407", "summary", what, _FIX[kind], other=other)


def _rarity(catalog: Catalog) -> Callable[[str], float]:
    """Return the rarity of a stem in the text index, for which it is enough to count."""
    entries = [_words(catalog, id) for id in catalog.documents]
    topics, number = _topics(catalog)
    using = Counter(chain(topics, chain.from_iterable(entries)))
    return cache(lambda word: rarity_of(using[word], len(entries) + number))


def _words(catalog: Catalog, id: str) -> list[str]:
    """Return the stems by which an entry is found, each once; only a new content is looked at."""
    known = catalog.memory.of(catalog.documents[id].key)
    if "words" not in known:
        known["words"] = " ".join(weigh(searchable_texts(catalog.entries[id])))
    return known["words"].split()


def _topics(catalog: Catalog) -> tuple[list[str], int]:
    """Return the stems of all subjects in the text index, of each one once, and their number."""
    terms = catalog.vocabularies[TOPICS].terms if TOPICS in catalog.vocabularies else ()
    texts = ["\n".join((term.title, *getattr(term, "phrases", ()))) for term in terms]
    known = catalog.memory.of(content_key(Path(TOPICS), "\0".join(texts).encode()))
    if "words" not in known:
        known["words"] = " ".join(word for text in texts for word in sorted({*stems(text)}))
    return known["words"].split(), len(texts)


def _told(catalog: Catalog, id: str) -> list[str]:
    """Return the stems of what an entry says about itself; only a new content is looked at."""
    known = catalog.memory.of(catalog.documents[id].key)
    if "stems" not in known:
        entry = catalog.entries[id]
        texts = {"title": (entry.title,), "summary": (entry.summary,), "aliases": entry.aliases}
        known["stems"] = " ".join(told({**texts, "phrases": getattr(entry, "phrases", ())}))
    return known["stems"].split()


_MERGE = "merge the two, or say in the summaries what tells them apart"
_FIX = dict.fromkeys(_KINDS, _MERGE) | {
    Kind.ISSUE: "merge the two, or link them by confused_with and say how to tell them apart",
    Kind.MITIGATION: "merge the two, or link them by alternative_to, requires or conflicts_with",
}


def close_pairs(
    vectors: Mapping[str, Mapping[str, float]], about: Collection[str]
) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs whose cosine reaches the limit, the later id first.

    Args:
        vectors: the weights of an entry's stems, by id; each vector is of length 1.
        about: only pairs with one of these entries, if any are given.
    """
    asked = [id for id in vectors if id in about]
    pairs = product(asked, vectors) if about else _candidates(vectors)
    for pair in {(max(pair), min(pair)) for pair in pairs if len({*pair}) > 1}:
        one, other = pair
        alike = cosine(vectors[one], vectors[other])
        if alike >= ALIKE:
            yield one, other, alike


def _candidates(vectors: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that may be alike, among them all that are.

    Most of what entries share are a few common stems. How much these can add up to is known without
    looking (Cauchy and Schwarz), so that only the rest is multiplied out.
    """
    common = _common(vectors)
    sizes = {id: _size(own, common) for id, own in vectors.items()}
    known: dict[str, list[tuple[str, float]]] = {}
    before: list[str] = []
    for id in sorted(vectors, key=sizes.__getitem__, reverse=True):
        size = sizes[id]
        cosines: dict[str, float] = {}
        for stem, weight in vectors[id].items():
            if stem not in common:
                using = known.setdefault(stem, [])
                for other, its_weight in using:
                    cosines[other] = cosines.get(other, 0.0) + weight * its_weight
                using.append((id, weight))
        for other, rest in cosines.items():
            if rest + size * sizes[other] >= _NEARLY:
                yield id, other
        for other in before:  # though they may share no other stem
            if size * sizes[other] < _NEARLY:
                break
            yield id, other
        before.append(id)


def _common(vectors: Mapping[str, Mapping[str, float]]) -> frozenset[str]:
    """Return the stems that most entries use, as many as make up their share of all squares."""
    using = Counter(chain.from_iterable(vectors.values()))
    squares: defaultdict[str, float] = defaultdict(float)
    for own in vectors.values():
        for stem, weight in own.items():
            squares[stem] += weight * weight
    ordered = sorted(using, key=using.__getitem__, reverse=True)
    sums = accumulate(squares[stem] for stem in ordered)
    least = _COMMON * len(vectors)
    return frozenset(stem for stem, total in zip(ordered, sums, strict=True) if total <= least)


def _size(own: Mapping[str, float], stems: Collection[str]) -> float:
    return sqrt(sum(weight * weight for stem, weight in own.items() if stem in stems))
