"""KB407: two entries that read alike say how they differ, or are one entry."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import log, sqrt

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.loading.compile import compile_catalog
from kb.loading.loader import Catalog
from kb.query.text import stems

__all__ = ["ALIKE", "likeness", "vectors"]

ALIKE = 0.4
"""Cosine of title, summary and phrases from which two entries of one kind need a link."""

_KINDS = (
    Kind.ISSUE,
    Kind.ROOT_CAUSE,
    Kind.SYMPTOM,
    Kind.CONSEQUENCE,
    Kind.MITIGATION,
    Kind.CHECK,
)


def likeness(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every entry that is close to an earlier one and not linked with it."""
    tables = compile_catalog(catalog)
    linked = {
        frozenset((id, link.target)) for id, links in tables.outgoing.items() for link in links
    }
    for kind in _KINDS:
        texts = {
            id: " ".join((entry.title, entry.summary, *getattr(entry, "phrases", ())))
            for id, entry in sorted(catalog.entries.items())
            if catalog.kinds[id] is kind
        }
        for one, other, cosine in _close(vectors(texts)):
            if frozenset((one, other)) not in linked:
                what = f"reads like {other} (likeness {cosine:.2f})"
                yield Problem(
                    catalog.where(one, ("summary",)), "KB407", "summary", what, _FIX[kind]
                )


_MERGE = "merge the two, or say in the summaries what tells them apart"
_FIX = dict.fromkeys(_KINDS, _MERGE) | {
    Kind.ISSUE: "merge the two, or link them by confused_with and say how to tell them apart",
    Kind.MITIGATION: "merge the two, or link them by alternative_to, requires or conflicts_with",
}


def vectors(texts: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Return for each text its stems with their tf-idf weights, of length 1."""
    counts = {id: Counter(stems(text)) for id, text in texts.items()}
    found_in = Counter(stem for count in counts.values() for stem in count)
    result = {}
    for id, count in counts.items():
        weights = {
            stem: (1 + log(n)) * log(1 + len(texts) / found_in[stem]) for stem, n in count.items()
        }
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        result[id] = {stem: weight / length for stem, weight in weights.items()}
    return result


def _close(weights: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs whose cosine reaches the limit, the later id first."""
    known: dict[str, list[tuple[str, float]]] = {}
    for id, own in weights.items():
        cosines: dict[str, float] = {}
        for stem, weight in own.items():
            for other, its_weight in known.get(stem, ()):
                cosines[other] = cosines.get(other, 0.0) + weight * its_weight
        for other, cosine in cosines.items():
            if cosine >= ALIKE:
                yield id, other, cosine
        for stem, weight in own.items():
            known.setdefault(stem, []).append((id, weight))
