"""Texts for made-up entries: as long as real ones, from pieces of real ones, and without sense."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from random import Random

from kb.loading.memory import Plain

__all__ = ["Words"]

_KEPT = frozenset({"snippet", "title", "venue", "family", "given", "url", "locator"})
"""Fields whose text is no prose."""

_SENTENCE = 5
"""Lines of fewer words stay as they are."""

_PIECE = 4
"""So many words in a row come from one line: fewer and no phrase is real, more and entries read alike."""

_LONGEST_NAME = 16

_WORD = re.compile(r"[^\W_]+")
_REFERENCE = re.compile(r"\[\[([^\[\]]+)\]\]")


class Words:
    """The lines of real entries by field, and the words of their titles."""

    def __init__(
        self, real: Iterable[Plain], titles: Iterable[str], named: Callable[[str], str | None]
    ) -> None:
        self._titles = [word for title in titles for word in title.split()]
        self._named = named
        """Tells which entry of the new ones a reference should name."""
        self._lines: defaultdict[str, list[list[str]]] = defaultdict(list)
        for data in real:
            for key, text in _texts(data, ""):
                self._lines[key] += [words for words in map(str.split, text.splitlines()) if words]

    def name(self, old: str, number: int, rng: Random) -> str:
        """Return a name of as many words, and a number, so that no other entry has it."""
        size = min(len(old.split()), _LONGEST_NAME)
        # All numbers are of one length: the stem of 3188 would be that of 318.
        return " ".join((*rng.sample(self._titles, size), f"{number:05}"))

    def reworded(self, value: Plain, key: str, rng: Random) -> Plain:
        """Return a value of a field with all prose in it made of other lines of the same field."""
        if isinstance(value, dict):
            return {name: self.reworded(part, name, rng) for name, part in value.items()}
        if isinstance(value, list):
            return [self.reworded(part, key, rng) for part in value]
        if not isinstance(value, str) or not _is_prose(key, value):
            return value
        end = "\n" if value.endswith("\n") else ""
        return "\n".join(self._remade(line, key, rng) for line in value.splitlines()) + end

    def _remade(self, line: str, key: str, rng: Random) -> str:
        """Return as many words, from other lines of the field."""
        if not _is_prose(key, line):
            return line
        size = len(line.split())
        words = rng.choice(self._lines[key])[:_PIECE]  # few words can begin a sentence
        while len(words) < size:
            other = rng.choice(self._lines[key])
            start = rng.randrange(len(other))
            words = [*words, *other[start : start + _PIECE]]
        # One sentence per line: two short ones in it could stand elsewhere, word for word.
        new = " ".join(word.rstrip(".!?") for word in words[:size])
        return _REFERENCE.sub(self._mention, f"{new}." if line.endswith(".") else new)

    def _mention(self, match: re.Match[str]) -> str:
        found = self._named(match[1])
        return f"[[{found}]]" if found else match[1].replace("-", " ")


def _is_prose(key: str, value: str) -> bool:
    return key not in _KEPT and " " in value and len(_WORD.findall(value)) >= _SENTENCE


def _texts(value: Plain, key: str) -> Iterator[tuple[str, str]]:
    """Yield every text of prose with the name of its field."""
    parts: Iterator[tuple[str, Plain]] = iter(())
    if isinstance(value, dict):
        parts = iter(value.items())
    elif isinstance(value, list):
        parts = ((key, part) for part in value)
    elif isinstance(value, str) and _is_prose(key, value):
        yield key, value
    for name, part in parts:
        yield from _texts(part, name)
