"""KB404: no sentence is written twice, nor nearly; what is true of two entries is not the same."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from math import ceil

from kb.errors import Location, Problem
from kb.lint.sentences import sentences
from kb.loading.loader import Catalog
from kb.loading.reader import Document
from kb.loading.shape import Path, dotted

__all__ = ["near_copies", "repetition", "resembled"]

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

_Run = tuple[str, ...]
_Place = tuple[str, int]
"""An entry, and the number of a sentence in it."""


def repetition(catalog: Catalog, about: Collection[str] = ()) -> Iterator[Problem]:
    """Yield one problem for every sentence that an earlier one says already.

    Args:
        catalog: the catalog.
        about: entries to be quick about; near copies of others may be missed then.
    """
    first: dict[str, _Place] = {}
    for id, document in sorted(catalog.documents.items()):
        for number, words in enumerate(_said(catalog, document)):
            if words.count(" ") >= _FEWEST_WORDS - 1:
                known = first.setdefault(words, (id, number))
                if known != (id, number):
                    yield _problem(catalog, (id, number), known, "the same sentence as in")
    if about and not resembled(first, about):
        return
    for place, known in near_copies(first):
        yield _problem(catalog, place, known, "nearly the same sentence as in")


def _said(catalog: Catalog, document: Document) -> list[str]:
    known = catalog.memory.of(document.key)
    if "said" not in known:
        known["said"] = "\n".join(sentence.words for sentence in sentences(document))
    return known["said"].splitlines()


def _problem(catalog: Catalog, place: _Place, known: _Place, says: str) -> Problem:
    (here, path), (there, _) = _where(catalog, place), _where(catalog, known)
    fix = "write what is true of this one"
    return Problem(here, "KB404", dotted(path), f"{says} {there}", fix, other=known[0])


def _where(catalog: Catalog, place: _Place) -> tuple[Location, Path]:
    id, number = place
    path = list(sentences(catalog.documents[id]))[number].path
    return catalog.where(id, path), path


def _runs(words: str) -> Iterator[_Run]:
    """Return all runs of three words of a sentence, if it is long enough to be compared."""
    split = words.split(" ") if words.count(" ") >= _LONG_ENOUGH - 1 else ()
    return zip(split, split[1:], split[2:], strict=False)


def _sharing(places: Iterable[str], runs: Iterable[set[_Run]]) -> dict[str, set[_Run]]:
    """Return the sentences that have some of these runs, with those."""
    wanted = set().union(*runs)
    return {
        words: wanted.intersection(_runs(words))
        for words in places
        if not wanted.isdisjoint(_runs(words))
    }


def _idioms(runs: Iterable[set[_Run]]) -> set[_Run]:
    found_in = Counter(chain.from_iterable(runs))
    return {run for run, often in found_in.items() if often > _COMMON}


def resembled(places: Mapping[str, _Place], about: Collection[str]) -> bool:
    """Whether a sentence of some entries is nearly another one."""
    asked = {words: {*_runs(words)} for words, (id, _) in places.items() if id in about}
    sharing = _sharing(places, asked.values())
    idioms = _idioms(sharing.values())
    having: dict[_Run, list[str]] = {}
    for words, own in asked.items():
        own.difference_update(idioms)
        for run in own:
            having.setdefault(run, []).append(words)
    pairs = [
        (one, words, number)
        for words, shared in sharing.items()
        for one, number in Counter(
            chain.from_iterable(having[run] for run in shared - idioms)
        ).items()
        if number >= _LEAST * len(asked[one]) and one != words
    ]
    others = {words: {*_runs(words)} for _, words, _ in pairs}
    if others:  # more of their runs may be idioms
        idioms = _idioms(_sharing(places, others.values()).values())
    return any(
        2 * number >= _NEARLY * (len(asked[one]) + len(others[words] - idioms))
        for one, words, number in pairs
    )


def near_copies(places: Mapping[str, _Place]) -> Iterator[tuple[_Place, _Place]]:
    """Yield each sentence that shares most of its runs of words with an earlier one, once.

    Two such sentences have one of their rarest runs in common, so only these are looked up: what is
    left out of either is fewer runs than they share.
    """
    found_in = Counter(chain.from_iterable(map(_hashed, places)))
    repeated = {run: often for run, often in found_in.items() if often > 1}
    found_in.clear()
    known: list[tuple[_Place, set[int], int]] = []
    seen_in: dict[int, list[int]] = {}
    for words, place in places.items():
        own = _hashed(words)
        again = own & repeated.keys()
        telling = {run for run in again if repeated[run] <= _COMMON}
        size = len(own) - len(again) + len(telling)
        least = max(1, ceil(_LEAST * size))
        if len(telling) < least:
            continue
        rarest = sorted(telling, key=lambda run: (repeated[run], run))[: len(telling) - least + 1]
        close = {number for run in rarest for number in seen_in.get(run, ())}
        alike = [
            earlier
            for earlier, runs, length in map(known.__getitem__, close)
            if 2 * len(runs & telling) >= _NEARLY * (size + length)
        ]
        if alike:
            yield place, min(alike)
        for run in rarest:
            seen_in.setdefault(run, []).append(len(known))
        known.append((place, telling, size))


def _hashed(words: str) -> set[int]:
    """Return the runs of a sentence as numbers: a fifth of the memory, and hardly ever two the same."""
    return {*map(hash, _runs(words))}
