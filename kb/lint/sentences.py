"""The sentences of a catalog, each with its place, for rules that compare them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.loading.reader import Document
from kb.loading.shape import Path
from kb.loading.texts import texts_of

__all__ = ["PROSE", "Sentence", "sentences"]

PROSE = frozenset(
    {
        "benign_explanations",
        "description",
        "example",
        "expected",
        "failure_sign",
        "false_negatives",
        "false_positives",
        "finding",
        "first_step",
        "how_to_tell",
        "limits",
        "mechanism",
        "phrases",
        "procedure",
        "steps",
        "summary",
        "text",
        "validity_checks",
        "when_not_to_use",
        "why",
        "why_missed",
    }
)
"""Fields that hold sentences of the editors; names, terms, dates and code are not among them."""

_END = re.compile(r"(?<=[.!?;])\s+|\n")
_WORD = re.compile(r"[a-z0-9]+(?:['.,][a-z0-9]+)*")


class Sentence(NamedTuple):
    """A sentence with the field that it stands in; `words` are in lower case, a space between."""

    path: Path
    text: str
    words: str


def sentences(document: Document) -> Iterator[Sentence]:
    """Yield every sentence of an entry, in the order of the file."""
    for path, text in texts_of(document):
        field = next(part for part in reversed(path) if isinstance(part, str))
        # A questionnaire asks of each issue in the same words.
        if field in PROSE and path[0] != "questions":
            for part in _END.split(text):
                if words := " ".join(_WORD.findall(part.lower())):
                    yield Sentence(path, part.strip(), words)
