"""Cut text into stems by tables alone, so that a browser can repeat it exactly."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["SHORT", "STOP_WORDS", "SUFFIXES", "fold_text", "spoken", "stem", "stems"]

STOP_WORDS = frozenset(
    """
    a about actually am an and anyway are as at basically be been being but by can cheers did do
    does doing for from guy guys had has have having he hello her here hey hi his honestly how i if
    in into is it its lovely maybe me my nice of ok okay on or our please she so sorry than thank
    thanks that the their them then there these they this those to uh um us very was we well were
    what whatever when where which who will with yeah you your
    """.split()  # noqa: SIM905 - words read better than a list of quotes
)
"""Words that say nothing about a problem, among them what people say while they think.

Negations, quantities and words of time are kept: `never`, `nobody`, `again` and `still` tell issues apart.
"""

SUFFIXES: tuple[tuple[tuple[str, str, int], ...], ...] = (
    (
        ("sses", "ss", 1),
        ("ies", "y", 2),
        ("ss", "ss", 1),
        ("us", "us", 1),
        ("ias", "ias", 1),
        ("is", "is", 1),
        ("s", "", 3),
    ),
    (
        ("isation", "ize", 2),
        ("ization", "ize", 2),
        ("ising", "ize", 3),
        ("izing", "ize", 3),
        ("ised", "ize", 3),
        ("ized", "ize", 3),
        ("ise", "ize", 3),
    ),
    (
        ("ational", "ate", 3),
        ("ation", "ate", 3),
        ("ating", "ate", 3),
        ("ated", "ate", 3),
        ("ator", "ate", 3),
        ("ative", "ate", 3),
        ("eed", "ee", 2),
        ("ing", "", 3),
        ("ed", "", 3),
        ("ly", "", 4),
    ),
    (
        ("ment", "", 4),
        ("ness", "", 4),
        ("ity", "", 4),
        ("acy", "", 4),
        ("age", "", 4),
        ("our", "or", 3),
    ),
    (
        ("ance", "", 4),
        ("anc", "", 4),
        ("ant", "", 4),
        ("ence", "", 4),
        ("enc", "", 4),
        ("ent", "", 4),
    ),
    (("ate", "", 3), ("ize", "", 3), ("ion", "", 4), ("al", "", 4), ("er", "", 4), ("or", "", 4)),
    (("e", "", 3), ("y", "", 3)),
)
"""Steps of the stemmer: per step, the first suffix that fits is replaced if enough letters stay."""

SHORT = 3
"""Words up to this length keep a doubled last letter."""

_WORD = re.compile(r"[a-z0-9]+")


def fold_text(text: str) -> str:
    """Return text in lower case, reduced to ASCII.

    >>> fold_text("Señal, naïve")
    'senal, naive'
    """
    lower = text.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(
        character if character.isascii() else ("" if _is_mark(character) else " ")
        for character in decomposed
    )


def _is_mark(character: str) -> bool:
    """Whether a character belongs to the one before it, as M does in a browser's expressions."""
    return unicodedata.category(character).startswith("M")


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Strip a folded word down to what its forms have in common.

    >>> [stem(word) for word in ("deployed", "deploying", "deployment", "normalisation", "normalized")]
    ['deplo', 'deplo', 'deplo', 'normal', 'normal']
    """
    for step in SUFFIXES:
        for suffix, replacement, letters in step:
            if word.endswith(suffix):
                if len(word) - len(suffix) >= letters:
                    word = word[: len(word) - len(suffix)] + replacement
                break
    if len(word) > SHORT and word[-1] == word[-2]:
        word = word[:-1]
    return word


def stems(text: str) -> list[str]:
    """Return the stems of a text in order, without stop words.

    >>> stems("The labels don't agree")
    ['label', 'don', 'agre']
    """
    return [stem(word) for word in _telling(text)]


def spoken(text: str) -> dict[str, str]:
    """Return the stems of a text, each with the word that it was first cut from.

    >>> spoken("labels of labelling")
    {'label': 'labels'}
    """
    found: dict[str, str] = {}
    for word in _telling(text):
        found.setdefault(stem(word), word)
    return found


def _telling(text: str) -> list[str]:
    return [
        word for word in _WORD.findall(fold_text(text)) if word not in STOP_WORDS and len(word) > 1
    ]
