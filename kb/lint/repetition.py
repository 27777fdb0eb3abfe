"""KB404: no sentence is written twice, nor nearly; what is true of two entries is not the same."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from kb.errors import Location, Problem
from kb.lint.sentences import sentences
from kb.loading.loader import Catalog
from kb.loading.reader import Document
from kb.loading.shape import Path, dotted

__all__ = ["repetition"]

_FEWEST_WORDS = 6
"""Shorter sentences may well be the same, such as `Collect feedback`."""

_NEARLY = 0.6
"""Dice coefficient of their runs of three words from which two sentences count as nearly the same."""

_LEAST = 0.42
"""Share of a sentence's runs that another one nearly the same must have: with a and b runs, c of
them shared, 2c ≥ 0.6 (a + b) and b ≥ c make c ≥ 3/7 a."""

_LONG_ENOUGH = 8
"""Words from which on two sentences are compared run by run."""

_COMMON = 40
"""A run in more sentences than this is an idiom, and does not count."""

_Place = tuple[str, int]
"""An entry, and the number of a sentence in it."""


def repetition(catalog: Catalog, about: Collection[str] = ()) -> Iterator[Problem]:
    """Yield one problem for every sentence that an earlier one says already.

    Args:
        catalog: the catalog.
        about: entries to be quick about; copies among others may be missed then.
    """
    first: dict[str, _Place] = {}
    for id, document in sorted(catalog.documents.items()):
        for number, words in enumerate(_said(catalog, document)):
            if words.count(" ") >= _FEWEST_WORDS - 1:
                known = first.setdefault(words, (id, number))
                if known != (id, number):
                    yield _problem(catalog, (id, number), known, "the same sentence as in")
    for place, known in _near_copies(first, about):
        yield _problem(catalog, place, known, "nearly the same sentence as in")


def _said(catalog: Catalog, document: Document) -> list[str]:
    known = catalog.memory.of(document.key)
    if "said" not in known:
        known["said"] = [sentence.words for sentence in sentences(document)]
    return known["said"]


def _problem(catalog: Catalog, place: _Place, known: _Place, says: str) -> Problem:
    (here, path), (there, _) = _where(catalog, place), _where(catalog, known)
    fix = "write what is true of this one"
    return Problem(here, "KB404", dotted(path), f"{says} {there}", fix, other=known[0])


def _where(catalog: Catalog, place: _Place) -> tuple[Location, Path]:
    id, number = place
    path = list(sentences(catalog.documents[id]))[number].path
    return catalog.where(id, path), path


def _near_copies(
    places: Mapping[str, _Place], about: Collection[str]
) -> Iterator[tuple[_Place, _Place]]:
    """Yield each sentence that shares most of its runs of words with an earlier one, once."""
    runs = {
        words: {*zip(split, split[1:], split[2:], strict=False)}
        for words in places
        if len(split := words.split(" ")) >= _LONG_ENOUGH
    }
    if about:
        asked = {run for words, own in runs.items() if places[words][0] in about for run in own}
        runs = {words: own for words, own in runs.items() if not own.isdisjoint(asked)}
    found_in = Counter(chain.from_iterable(runs.values()))
    idioms = {run for run, often in found_in.items() if often > _COMMON}
    repeated = {run for run, often in found_in.items() if often > 1} - idioms
    seen_in: dict[tuple[str, ...], list[str]] = {}
    for words, own in runs.items():
        own.difference_update(idioms)
        telling = own & repeated
        if not telling or len(telling) < _LEAST * len(own):
            continue
        common = Counter(chain.from_iterable(seen_in.get(run, ()) for run in telling))
        alike = [
            places[earlier]
            for earlier, number in common.items()
            if 2 * number >= _NEARLY * (len(own) + len(runs[earlier]))
        ]
        if alike:
            yield places[words], min(alike)
        for run in telling:
            seen_in.setdefault(run, []).append(words)
