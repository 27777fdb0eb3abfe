"""KB410: no filler words; an engineer at six in the evening skips them anyway."""

import re
from collections.abc import Iterator

from kb.errors import Problem
from kb.lint.sentences import sentences
from kb.loading.loader import Catalog
from kb.loading.reader import Document
from kb.loading.shape import dotted
from kb.loading.texts import texts_of

__all__ = ["FILLER", "filler"]

FILLER = (
    "a wide range of",
    "and so on",
    "as appropriate",
    "as needed",
    "at the end of the day",
    "basically",
    "best practice",
    "best practices",
    "comprehensive",
    "crucial",
    "crucially",
    "cutting-edge",
    "delve",
    "essentially",
    "etc",
    "facilitate",
    "game-changer",
    "holistic",
    "in order to",
    "it goes without saying",
    "it is important to",
    "it is worth noting",
    "it should be noted",
    "leverage",
    "leverages",
    "leveraging",
    "needless to say",
    "numerous",
    "obviously",
    "of course",
    "pivotal",
    "plays a role",
    "plays a vital role",
    "seamless",
    "seamlessly",
    "state-of-the-art",
    "synergy",
    "utilise",
    "utilize",
    "when it comes to",
)
"""Words that can go without loss; people's own words in `phrases` are left alone."""

_FOUND = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, FILLER))})(?![\w-])", re.IGNORECASE)


def filler(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every sentence with a word from the list."""
    for document in catalog.documents.values():
        # Most entries have none: to search all of it for plain words is ten times as fast.
        whole = "\n".join(text for _, text in texts_of(document)).casefold()
        if any(word in whole for word in FILLER):
            yield from _in_sentences(document)


def _in_sentences(document: Document) -> Iterator[Problem]:
    for sentence in sentences(document):
        match = None if "phrases" in sentence.path else _FOUND.search(sentence.text)
        if match:
            what, field = f"{match[0]!r} says nothing", dotted(sentence.path)
            fix = "leave it out, or say what is meant"
            yield Problem(document.where(sentence.path), "KB410", field, what, fix)
