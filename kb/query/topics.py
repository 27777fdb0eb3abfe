"""Subjects that the catalog does not answer; they stand in the text index so that they can compete."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.graph.tables import TermRow

__all__ = ["VOCABULARY", "topic_id", "topic_texts"]

VOCABULARY = "other-topics"
"""The vocabulary that lists the subjects with their phrases."""


def topic_id(term: str) -> str:
    """Return the name of a subject in the text index, which no entry can have."""
    return f"{VOCABULARY}/{term}"


def topic_texts(
    terms: Iterable[TermRow],
) -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
    """Yield each subject with its texts by field, as entries are indexed."""
    for term in terms:
        yield topic_id(term["id"]), {"title": (term["title"],), "phrases": term.get("phrases", ())}
