"""Find words in which a letter stands for another that looks the same."""

import re
import unicodedata

__all__ = ["UNMISTAKABLE", "mixed_word"]

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_ALIKE = frozenset(
    {
        "ARMENIAN",
        "CHEROKEE",
        "COPTIC",
        "CYRILLIC",
        "FULLWIDTH",
        "GREEK",
        "LATIN",
        "LISU",
        "MATHEMATICAL",
    }
)
"""Scripts and styles with letters that look like those of another, as Unicode names begin."""

UNMISTAKABLE = frozenset("ΓΔΘΛΞΠΣΦΨΩβδεζθλμξπσςφψ")
"""Greek letters that no Latin one looks like: they may stand in units and formulas, as in Δt."""


def mixed_word(text: str) -> str | None:
    r"""Return the first word whose letters come from several scripts that look alike.

    >>> mixed_word("5 μs for Δt, and König") is None
    True
    >>> ascii(mixed_word("L\u0430bel noise"))
    "'L\\u0430bel'"
    """
    if text.isascii():
        return None
    return next((word for word in _WORD.findall(text) if len(_scripts(word)) > 1), None)


def _scripts(word: str) -> frozenset[str]:
    if word.isascii():
        return frozenset()
    letters = (letter for letter in word if letter not in UNMISTAKABLE)
    return _ALIKE & {unicodedata.name(letter, "").split(" ")[0] for letter in letters}
