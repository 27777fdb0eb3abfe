"""KB407: two entries that read alike say how they differ, or are one entry."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.lint.named import names_in
from kb.loading.compile import searchable_texts
from kb.loading.loader import Catalog
from kb.loading.memory import content_key
from kb.query.closeness import ALIKE, told, unit_vector
from kb.query.index import weigh
from kb.query.search import rarity_of
from kb.query.text import stems
from kb.query.topics import VOCABULARY as TOPICS

__all__ = ["likeness"]

_KINDS = (
    Kind.ISSUE,
    Kind.ROOT_CAUSE,
    Kind.SYMPTOM,
    Kind.CONSEQUENCE,
    Kind.MITIGATION,
    Kind.CHECK,
)


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
        for one, other, alike in _close(vectors, about):
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


def _close(
    weights: Mapping[str, Mapping[str, float]], about: Collection[str]
) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs whose cosine reaches the limit, the later id first."""
    known: dict[str, list[tuple[str, float]]] = {}
    wanted = {stem for id in about for stem in weights.get(id, ())}
    for id, own in weights.items():
        cosines: dict[str, float] = {}
        for stem, weight in own.items():
            if wanted and stem not in wanted:
                continue
            for other, its_weight in known.get(stem, ()):
                cosines[other] = cosines.get(other, 0.0) + weight * its_weight
            known.setdefault(stem, []).append((id, weight))
        for other, alike in cosines.items():
            if alike >= ALIKE and (not wanted or id in about or other in about):
                yield id, other, alike
