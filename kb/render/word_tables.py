"""The text index and the titles, packed for the browser: small numbers become characters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.query.index import FIELDS
from kb.query.search import (
    CORRECTED,
    GRAM,
    KIND_WEIGHTS,
    LENGTH_NORM,
    LIKENESS,
    SATURATION,
    SWAPPED,
    TITLE_SHARE,
)
from kb.query.text import SHORT, STOP_WORDS, SUFFIXES

__all__ = ["DIGITS", "LAST", "document_order", "entry_tables", "pack", "word_tables"]

DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""The digits of a packed number: what JSON writes as one byte."""

LAST = 64
"""Digits below this one end a number; the others say that more follows, lowest digit first."""


def document_order(tables: Tables) -> tuple[str, ...]:
    """Return the documents of the text index by kind and id, subjects that are not ours last.

    Entries of a kind use the same words, so their numbers are close and take little room.
    """
    kinds = list(Kind)
    rows = tables.rows

    def place(id: str) -> tuple[int, str]:
        return kinds.index(rows[id].kind) if id in rows else len(kinds), id

    return tuple(sorted(tables.postings().ids, key=place))


def word_tables(tables: Tables) -> dict[str, object]:
    """Return all that the browser needs to match a text like Python."""
    postings, order = tables.postings(), document_order(tables)
    length = dict(zip(postings.ids, postings.lengths, strict=True))
    return {
        "version": tables.version,
        "stop": sorted(STOP_WORDS),
        "suffixes": SUFFIXES,
        "short": SHORT,
        "bm25": {"saturation": SATURATION, "norm": LENGTH_NORM},
        "title_share": TITLE_SHARE,
        "grams": {"size": GRAM, "likeness": LIKENESS, "swapped": SWAPPED, "most": CORRECTED},
        "fields": [field.replace("_", " ") for field in FIELDS],
        "kinds": [
            [kind, kind.folder, len(_ids(tables, order, kind)), KIND_WEIGHTS.get(kind, 1.0)]
            for kind in Kind
        ],
        "digits": DIGITS,
        "last": LAST,
        "lengths": pack(round(2 * length[id]) for id in order),
        **_packed_postings(tables, order),
    }


def entry_tables(tables: Tables) -> dict[str, object]:
    """Return what the browser shows of each entry, in the order of the documents."""
    order = document_order(tables)
    return {
        kind: [
            [id, tables.rows[id].title, tables.rows[id].summary] for id in _ids(tables, order, kind)
        ]
        for kind in Kind
    }


def pack(numbers: Iterable[int]) -> str:
    """Return whole numbers as text, most of them as one character.

    >>> pack([0, 1, 63, 64, 91])
    '#$cn%n&'
    """
    return "".join(character for number in numbers for character in _digits(number))


def _digits(number: int) -> Iterator[str]:
    more = len(DIGITS) - LAST
    while number >= LAST:
        yield DIGITS[LAST + number % more]
        number //= more
    yield DIGITS[number]


def _packed_postings(tables: Tables, order: Sequence[str]) -> Mapping[str, str]:
    """Return words and their uses, each kind of number by itself, which compresses best."""
    postings = tables.postings()
    place = {id: number for number, id in enumerate(order)}
    named = frozenset(_ids(tables, order, Kind.ISSUE))
    counts, gaps, halves, fields = [], [], [], []
    for uses in postings.words.values():
        last = 0
        counts.append(len(uses))
        for use in sorted(uses, key=lambda use: place[postings.ids[use.document]]):
            id = postings.ids[use.document]
            gaps.append(place[id] - last)
            last = place[id]
            halves.append(round(2 * use.frequency))
            if id in named:  # only reasons name fields, and only issues have reasons
                fields.append(use.fields)
    return {
        "words": "".join(_shortened(postings.words)),
        "counts": pack(counts),
        "gaps": pack(gaps),
        "halves": pack(halves),
        "issue_fields": pack(fields),
    }


def _shortened(words: Iterable[str]) -> Iterator[str]:
    """Yield sorted words, each as a capital for what it shares with the one before, and its rest."""
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(before), 25) and word[shared] == before[shared]:
            shared += 1
        yield chr(ord("A") + shared) + word[shared:]
        before = word


def _ids(tables: Tables, order: Sequence[str], kind: Kind) -> list[str]:
    return [id for id in order if id in tables.rows and tables.rows[id].kind is kind]
