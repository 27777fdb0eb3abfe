"""KB404: no sentence is written twice, nor nearly; what is true of two entries is not the same."""

from collections.abc import Iterable, Iterator

from kb.errors import Problem
from kb.lint.sentences import Sentence, sentences
from kb.loading.loader import Catalog
from kb.loading.shape import dotted

__all__ = ["repetition"]

_FEWEST_WORDS = 6
"""Shorter sentences may well be the same, such as `Collect feedback`."""

_RUN = 3
"""Words in a row that are compared."""

_NEARLY = 0.6
"""Dice coefficient of their runs of words from which two sentences count as nearly the same."""

_LONG_ENOUGH = 8
"""Words from which on two sentences are compared run by run."""

_COMMON = 40
"""A run in more sentences than this is an idiom, and no reason to compare them."""

_Run = tuple[str, ...]


def repetition(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every sentence that an earlier one says already."""
    first: dict[tuple[str, ...], Sentence] = {}
    for sentence in sentences(catalog):
        if len(sentence.words) >= _FEWEST_WORDS:
            known = first.setdefault(sentence.words, sentence)
            if known is not sentence:
                yield _problem(catalog, sentence, known, "the same sentence as in")
    for sentence, known in _near_copies(first.values()):
        yield _problem(catalog, sentence, known, "nearly the same sentence as in")


def _problem(catalog: Catalog, sentence: Sentence, known: Sentence, says: str) -> Problem:
    where = catalog.where(sentence.entry, sentence.path)
    field, fix = dotted(sentence.path), "write what is true of this one"
    return Problem(where, "KB404", field, f"{says} {known.where}", fix)


def _near_copies(all_sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield each sentence that shares most of its runs of words with an earlier one, once."""
    runs: list[tuple[Sentence, frozenset[_Run]]] = []
    seen_in: dict[_Run, list[int]] = {}
    for sentence in all_sentences:
        if len(sentence.words) < _LONG_ENOUGH:
            continue
        own = frozenset(zip(*(sentence.words[start:] for start in range(_RUN)), strict=False))
        shared: dict[int, int] = {}
        for run in own:
            for earlier in seen_in.get(run, ()):
                shared[earlier] = shared.get(earlier, 0) + 1
        for earlier, common in sorted(shared.items()):
            if 2 * common >= _NEARLY * (len(own) + len(runs[earlier][1])):
                yield sentence, runs[earlier][0]
                break
        for run in own:
            places = seen_in.setdefault(run, [])
            if len(places) < _COMMON:
                places.append(len(runs))
        runs.append((sentence, own))
