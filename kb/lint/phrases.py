"""KB406: phrases say more than the title, each in its own words."""

from collections.abc import Iterator

from kb.errors import Problem
from kb.loading.loader import Catalog
from kb.query.text import stems

__all__ = ["phrases"]

_NEARLY = 0.75
"""Jaccard coefficient of their stems from which two phrases count as copies."""

_FEWEST_STEMS = 3
"""Phrases with fewer words that carry meaning are not compared with each other."""


def phrases(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every phrase that adds no word, or that copies one before it."""
    for id, entry in catalog.entries.items():
        said: tuple[str, ...] = getattr(entry, "phrases", ())
        aliases: tuple[str, ...] = getattr(entry, "aliases", ())
        names = {name: frozenset(stems(name)) for name in (entry.title, *aliases)}
        before: list[tuple[str, frozenset[str]]] = []
        for number, phrase in enumerate(said):
            own = frozenset(stems(phrase))
            repeated = next((name for name, words in names.items() if _repeats(own, words)), None)
            copied = next((text for text, words in before if _alike(own, words)), None)
            if repeated is not None or copied is not None:
                what = (
                    f"only repeats the name {repeated!r}"
                    if repeated is not None
                    else f"is nearly the same as {copied!r}"
                )
                fix = "write it as somebody would who does not know the name"
                where = catalog.where(id, ("phrases", number))
                yield Problem(where, "KB406", f"phrases.{number}", what, fix)
            before.append((phrase, own))


def _repeats(phrase: frozenset[str], name: frozenset[str]) -> bool:
    """A single word of a longer name is no repetition."""
    return phrase == name or (len(phrase) > 1 and phrase <= name)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    less, more = sorted((len(one), len(other)))
    return (
        less >= max(_FEWEST_STEMS, _NEARLY * more)  # the quick look: most differ in length alone
        and len(one & other) >= _NEARLY * len(one | other)
    )
