"""Entries as plain data."""

import json

import kb
from kb.export.records import records
from kb.graph.kinds import Kind


def test_records_are_the_entries_of_a_kind_by_id(tiny: kb.KnowledgeBase) -> None:
    """Every entry of the kind is there, in order, and no other."""
    found = records(tiny.tables, Kind.ISSUE)

    assert list(tiny.issues) == [record["id"] for record in found]


def test_record_has_kind_and_grade_and_the_fields_as_written(tiny: kb.KnowledgeBase) -> None:
    """A record is the entry's own JSON with what the index knows about it."""
    [record] = records(tiny.tables, Kind.STUDY)

    assert ("study", "B", "Survey of sixty practitioners") == (
        record["kind"],
        record["grade"],
        record["title"],
    )
    assert [{"question": "q1", "counts": [12, 24, 24]}] == record["results"]


def test_records_are_plain_data(tiny: kb.KnowledgeBase) -> None:
    """Records survive the way through JSON."""
    found = [record for kind in Kind for record in records(tiny.tables, kind)]

    assert found == json.loads(json.dumps(found))
    assert len(tiny) == len(found)
