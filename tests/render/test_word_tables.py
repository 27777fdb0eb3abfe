"""The text index and the titles as the browser reads them: unpacked, they are Python's numbers."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest

import kb
from kb.graph.kinds import Kind
from kb.query.index import WEIGHTS
from kb.query.search import (
    CORRECTED,
    GRAM,
    KIND_WEIGHTS,
    LENGTH_NORM,
    LIKENESS,
    SATURATION,
    SWAPPED,
)
from kb.query.text import SHORT, STOP_WORDS, SUFFIXES
from kb.render.word_tables import DIGITS, LAST, document_order, entry_tables, pack, word_tables


def _unpack(text: str) -> Iterator[int]:
    number, unit = 0, 1
    for digit in map(DIGITS.index, text):
        if digit < LAST:
            yield number + digit * unit
            number, unit = 0, 1
        else:
            number += (digit - LAST) * unit
            unit *= len(DIGITS) - LAST


def _full_words(text: str) -> Iterator[str]:
    word = ""
    for shared, rest in re.findall("([A-Z])([a-z0-9]*)", text):
        word = word[: ord(shared) - ord("A")] + rest
        yield word


def _uses(data: dict[str, str], ids: Iterable[str]) -> Iterator[tuple[str, set[tuple[str, float]]]]:
    """Yield each word with the entries that use it and the weighted frequencies."""
    order = list(ids)
    gaps, halves = _unpack(data["gaps"]), _unpack(data["halves"])
    for word, count in zip(_full_words(data["words"]), _unpack(data["counts"]), strict=True):
        place, found = 0, set()
        for gap, half in islice(zip(gaps, halves, strict=True), count):
            place += gap
            found.add((order[place], half / 2))
        yield word, found


class TestPack:
    """Whole numbers as text."""

    def test_numbers_of_any_size_come_back(self) -> None:
        """Small ones take a character, large ones more."""
        numbers = [0, LAST - 1, LAST, 91, 1727, 1728, 10**9]

        assert numbers == list(_unpack(pack(numbers)))

    def test_every_digit_takes_one_byte(self) -> None:
        """JSON escapes none of them."""
        assert len(DIGITS) + 2 == len(json.dumps(DIGITS).encode())


class TestWords:
    """The index of words."""

    def test_postings_are_those_of_python(self, tiny: kb.KnowledgeBase) -> None:
        """Words, entries and frequencies are the same."""
        postings = tiny.tables.postings()

        found = _uses(word_tables(tiny.tables), document_order(tiny.tables))

        assert dict(found) == {
            word: {(postings.ids[use.document], use.frequency) for use in uses}
            for word, uses in postings.words.items()
        }

    def test_lengths_are_those_of_python(self, tiny: kb.KnowledgeBase) -> None:
        """Each document has its weighted length."""
        postings = tiny.tables.postings()

        found = [halves / 2 for halves in _unpack(word_tables(tiny.tables)["lengths"])]

        lengths = dict(zip(postings.ids, postings.lengths, strict=True))
        assert [lengths[id] for id in document_order(tiny.tables)] == found

    def test_fields_are_kept_for_issues_alone(self, tiny: kb.KnowledgeBase) -> None:
        """There is one set of fields for each use of a word in an issue."""
        postings = tiny.tables.postings()
        issues = set(tiny.issues)

        found = list(_unpack(word_tables(tiny.tables)["issue_fields"]))

        expected = [
            use.fields
            for uses in postings.words.values()
            for use in sorted(uses, key=lambda use: postings.ids[use.document])
            if postings.ids[use.document] in issues
        ]
        assert expected == found

    def test_every_weight_can_be_packed_in_halves(self) -> None:
        """A finer weight would be rounded on its way to the browser."""
        assert all((2 * weight).is_integer() for weight in WEIGHTS.values())

    def test_rules_are_those_of_python(self, tiny: kb.KnowledgeBase) -> None:
        """Stop words, suffixes and constants are handed over, not written twice."""
        data = word_tables(tiny.tables)

        expected = {
            "version": tiny.version,
            "stop": sorted(STOP_WORDS),
            "suffixes": SUFFIXES,
            "short": SHORT,
            "bm25": {"saturation": SATURATION, "norm": LENGTH_NORM},
            "grams": {"size": GRAM, "likeness": LIKENESS, "swapped": SWAPPED, "most": CORRECTED},
        }
        assert expected == {key: data[key] for key in expected}

    @pytest.mark.parametrize("kind", Kind)
    def test_kind_has_its_folder_its_number_and_its_weight(
        self, tiny: kb.KnowledgeBase, kind: Kind
    ) -> None:
        """The browser knows which documents are of a kind by their number alone."""
        rows = [row for row in tiny.tables.rows.values() if row.kind is kind]

        expected = [kind, kind.folder, len(rows), KIND_WEIGHTS.get(kind, 1.0)]
        assert expected in word_tables(tiny.tables)["kinds"]


def test_entries_stand_in_the_order_of_the_documents(tiny: kb.KnowledgeBase) -> None:
    """Put end to end, the kinds give the documents; subjects that are not ours come after them."""
    entries = [entry for kind in entry_tables(tiny.tables).values() for entry in kind]

    rows = [tiny.tables.rows.get(id) for id in document_order(tiny.tables)]
    assert [[row.id, row.title, row.summary] if row else None for row in rows] == [*entries, None]
