"""Counts, gaps and orphans."""

import json

import pytest

import kb
from kb.graph.kinds import Grade, Kind
from kb.query.statistics import NEEDED, orphans, statistics
from tests.small_tables import link, row, small_tables


def test_entries_are_counted_by_kind(tiny: kb.KnowledgeBase) -> None:
    """Every kind has a count, in the order of the kinds."""
    assert {
        "issue": 3,
        "root-cause": 3,
        "symptom": 4,
        "consequence": 2,
        "mitigation": 5,
        "check": 2,
        "source": 2,
        "study": 1,
    } == statistics(tiny.tables).entries


def test_links_add_up_to_all_links(tiny: kb.KnowledgeBase) -> None:
    """Each link counts once, under its relation."""
    counted = statistics(tiny.tables).links

    assert sum(len(links) for links in tiny.tables.outgoing.values()) == sum(counted.values())
    assert (6, 10, 2) == (
        counted["caused_by"],
        counted["manifests_as"],
        counted["confused_with"],
    )


def test_grades_are_those_of_issues() -> None:
    """Only issues are counted by grade; grades that nobody has are zero."""
    tables = small_tables(
        [row("a", grade=Grade.A), row("b", grade=Grade.A), row("c", Kind.CHECK, grade=Grade.B)]
    )

    assert {"A": 2, "B": 0, "C": 0, "D": 0, "E": 0} == statistics(tables).grades


def test_complete_entries_are_counted() -> None:
    """Stubs and retired entries are not complete."""
    tables = small_tables([row("a"), row("b", status="stub"), row("c", status="retired")])

    assert 1 == statistics(tables).complete


def test_phrases_are_counted_over_all_kinds(tiny: kb.KnowledgeBase) -> None:
    """Issues and symptoms bring their phrases."""
    assert 3 * 12 + 4 * 6 == statistics(tiny.tables).phrases


@pytest.mark.parametrize("relation", NEEDED)
def test_issue_without_a_needed_link_is_a_gap(relation: str) -> None:
    """An issue that lacks a relation is named; one that has it is not."""
    rows = [row("bare"), row("linked"), row("other", Kind.SYMPTOM)]
    tables = small_tables(rows, [link("linked", relation, "other")])

    assert ["bare"] == statistics(tables).gaps[relation]


def test_issue_without_a_source_is_a_gap() -> None:
    """An issue that cites nothing is named; a weak source of a link is one too."""
    evidence = [{"id": "x", "evidence": [{"source": "doe2021"}]}]
    tables = small_tables(
        [row("judged"), row("studied")], documents={"studied": {"symptoms": evidence}}
    )

    assert ["judged"] == statistics(tables).gaps["source"]


def test_catalog_without_gaps_and_orphans_says_so(tiny: kb.KnowledgeBase) -> None:
    """The tiny catalog lacks nothing."""
    found = statistics(tiny.tables)

    assert {*NEEDED, "source"} == set(found.gaps)
    assert ([], []) == ([id for ids in found.gaps.values() for id in ids], found.orphans)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, ["paper"], id="nobody-cites-it"),
        pytest.param({"evidence": [{"source": "paper"}]}, [], id="cited-by-an-entry"),
        pytest.param(
            {"root_causes": [{"id": "x", "evidence": [{"source": "paper"}]}]},
            [],
            id="cited-by-a-link",
        ),
    ],
)
def test_source_that_nobody_cites_is_an_orphan(
    given: dict[str, object], expected: list[str]
) -> None:
    """A source belongs to the catalog when an entry or one of its links cites it."""
    tables = small_tables([row("issue"), row("paper", Kind.SOURCE)], documents={"issue": given})

    assert expected == orphans(tables)


def test_source_of_a_vocabulary_is_no_orphan() -> None:
    """A source that a term comes from is in use."""
    tables = small_tables(
        [row("paper", Kind.SOURCE)], terms={"themes": ({"id": "x", "origin": ["paper"]},)}
    )

    assert [] == orphans(tables)


def test_entry_that_something_links_to_is_no_orphan() -> None:
    """Issues stand for themselves; everything else needs a link to it."""
    rows = [row("issue"), row("used", Kind.SYMPTOM), row("lonely", Kind.SYMPTOM)]
    tables = small_tables(rows, [link("issue", "manifests_as", "used")])

    assert ["lonely"] == orphans(tables)


def test_statistics_become_plain_data(tiny: kb.KnowledgeBase) -> None:
    """The counts survive the way through JSON."""
    told = statistics(tiny.tables).to_dict()

    assert told == json.loads(json.dumps(told))
    assert tiny.version == told["version"]
