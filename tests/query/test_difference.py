"""What is different between two states of a catalog."""

from collections.abc import Mapping

import pytest

from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Link, Row, Tables
from kb.query.changed_fields import FieldChange, changed_fields
from kb.query.changed_links import EvidenceChange, GradeChange, LinkChange
from kb.query.difference import Changed, Difference, Named, Renamed, Retired, difference
from kb.query.losses import Loss
from tests.small_tables import link, row, small_tables

ISSUE, CAUSE, FIX, CHECK = (
    row("leak"),
    row("rush", Kind.ROOT_CAUSE),
    row("split", Kind.MITIGATION),
    row("replay", Kind.CHECK),
)
ROWS = (ISSUE, CAUSE, FIX, CHECK)
LINKS = (
    link("leak", "caused_by", "rush", strength="main"),
    link("leak", "mitigated_by", "split", effect="corrects", effectiveness="high"),
    link("leak", "confirmed_by", "replay", outcome="same", strength="hallmark"),
)
Documents = Mapping[str, Mapping[str, object]]


def _tables(
    rows: tuple[Row, ...] = ROWS,
    links: tuple[Link, ...] = LINKS,
    documents: Documents | None = None,
) -> Tables:
    return small_tables(rows, links, documents=documents)


OLD = _tables()


def _parts(found: Difference) -> dict[str, object]:
    """Return the parts that are not empty, without the counts."""
    return {name: part for name, part in found._asdict().items() if part and name != "counts"}


def test_same_is_no_difference() -> None:
    """Two equal states differ in nothing, and are counted alike."""
    found = difference(OLD, _tables())

    assert {} == _parts(found)
    assert (1, 1) == found.counts["root causes"]


def test_new_entry_is_added_with_what_it_lacks() -> None:
    """An issue comes without remedy and check, a symptom without an issue."""
    rows = (*ROWS, row("drift"), row("slow", Kind.SYMPTOM))

    found = difference(OLD, _tables(rows))

    assert (0, 1) == found.counts["symptoms"]
    assert (Named("drift", Kind.ISSUE, "Drift"), Named("slow", Kind.SYMPTOM, "Slow")) == found.added
    assert [("drift", "no-remedy"), ("drift", "no-check"), ("slow", "orphaned")] == [
        (loss.id, loss.loss) for loss in found.losses
    ]


def test_removed_entry_leaves_its_neighbours_behind() -> None:
    """Without the issue nothing leads to its cause, mitigation and check."""
    found = difference(OLD, _tables(ROWS[1:], ()))

    assert (Named("leak", Kind.ISSUE, "Leak"),) == found.removed
    assert ["lost"] * 3 == [change.change for change in found.links]
    assert {("rush", "orphaned"), ("split", "orphaned"), ("replay", "orphaned")} == {
        (loss.id, loss.loss) for loss in found.losses
    }


def test_lost_link_leaves_the_issue_uncovered() -> None:
    """A mitigation that only reduces is no remedy, and without its link a check is none."""
    weaker = link("leak", "mitigated_by", "split", effect="reduces", effectiveness="high")

    found = difference(OLD, _tables(links=(LINKS[0], weaker)))

    assert (
        Loss("leak", Kind.ISSUE, "Leak", "no-remedy", "no mitigation corrects it"),
        Loss("leak", Kind.ISSUE, "Leak", "no-check", "no check confirms it"),
        Loss("replay", Kind.CHECK, "Replay", "orphaned", "no issue leads here any more"),
    ) == found.losses
    assert (
        LinkChange("lost", "leak", "confirmed_by", "replay", "same"),
        LinkChange("changed", "leak", "mitigated_by", "split", "effect corrects → reduces"),
    ) == found.links


def test_what_was_lacking_before_is_no_loss() -> None:
    """Who does not make it worse is not told."""
    lacking = _tables(links=())

    assert () == difference(lacking, _tables(links=())).losses


def test_new_name_is_no_loss() -> None:
    """Links, evidence and fields of a renamed entry are compared under its new id."""
    evidence = {"leak": {"evidence": [{"source": "doe"}]}}
    rows = (row("leakage", title="Leak"), *ROWS[1:])
    links = tuple(one._replace(source="leakage", why=one.why) for one in LINKS)
    after = {"leakage": {"former_ids": ["leak"], "evidence": [{"source": "doe"}]}}

    found = difference(_tables(documents=evidence), _tables(rows, links, after))

    assert {"renamed": (Renamed("leakage", Kind.ISSUE, "Leak", "leak"),)} == _parts(found)


def test_former_id_of_another_entry_is_no_new_name() -> None:
    """Who takes over a name while both were there has merged two entries; one of them is gone."""
    after = {"rush": {"former_ids": ["leak"]}}

    found = difference(OLD, _tables(ROWS[1:], (), after))

    assert ((), ("leak",)) == (found.renamed, tuple(gone.id for gone in found.removed))


@pytest.mark.parametrize("before", [ROWS, ROWS[1:]])
def test_retired_entry_names_its_successor(before: tuple[Row, ...]) -> None:
    """A retired entry is told once, not as a change, and needs no remedy any more."""
    retired = row("leak", status="retired")
    told = {"leak": {"status": "retired", "replaced_by": "rush", "reason": "It was vague."}}

    found = difference(_tables(before, ()), _tables((retired, *ROWS[1:]), (), told))

    assert (Retired("leak", Kind.ISSUE, "Leak", "rush", "It was vague."),) == found.retired
    assert ((), ()) == (found.changed, found.losses)


def test_retired_issue_leads_nowhere() -> None:
    """What only a retired issue links to is left behind."""
    found = difference(OLD, _tables((row("leak", status="retired"), *ROWS[1:])))

    assert ["rush", "split", "replay"] == [loss.id for loss in found.losses]


def test_reason_of_a_link_is_a_change() -> None:
    """A sentence is not repeated, only named; so is how to tell two apart."""
    other = LINKS[0]._replace(
        why="Other words.", attributes={"strength": "main", "how_to_tell": "In other words."}
    )

    found = difference(OLD, _tables(links=(other, *LINKS[1:])))

    assert (LinkChange("changed", "leak", "caused_by", "rush", "how_to_tell, why"),) == found.links


def test_evidence_is_told_by_claim_and_source() -> None:
    """Evidence of the entry and of its links is told apart; other words are no change."""
    before = {
        "leak": {
            "evidence": [{"source": "doe", "finding": "So."}, {"source": "roe"}],
            "root_causes": [{"id": "rush", "evidence": [{"source": "doe"}]}],
        }
    }
    after = {
        "leak": {
            "evidence": [{"source": "doe", "finding": "Thus."}, *[{"source": "poe"}] * 2],
            "root_causes": [
                {"id": "rush", "evidence": [{"source": "doe", "stance": "contradicts"}]}
            ],
        }
    }

    found = difference(_tables(documents=before), _tables(documents=after))

    assert (
        EvidenceChange("gained", "leak", "", "poe", 2),
        EvidenceChange("lost", "leak", "", "roe", 1),
        EvidenceChange("gained", "leak", "root_causes rush", "doe", 1),
        EvidenceChange("lost", "leak", "root_causes rush", "doe", 1),
    ) == found.evidence


def test_grades_that_moved_are_told() -> None:
    """A claim is an entry or a link; contested is part of its grade."""
    better = row("leak", grade=Grade.B)._replace(contested=True)
    links = (LINKS[0]._replace(grade=Grade.C), *LINKS[1:])

    found = difference(OLD, _tables((better, *ROWS[1:]), links))

    assert {
        "grades": (
            GradeChange("leak", "E", "B contested"),
            GradeChange("leak caused_by rush", "E", "C"),
        )
    } == _parts(found)


def test_changed_fields_are_told_by_entry() -> None:
    """An entry is told with the fields that differ."""
    found = difference(OLD, _tables(documents={"rush": {"phase": "training"}}))

    phase = FieldChange("phase", "new", "", "training")
    assert {"changed": (Changed("rush", Kind.ROOT_CAUSE, "Rush", (phase,)),)} == _parts(found)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param("data", "model", ("changed", "data", "model"), id="term"),
        pytest.param(90, 30, ("changed", "90", "30"), id="number"),
        pytest.param("a b c", "a c d e", ("2 words in, 1 out", "", ""), id="text"),
        pytest.param("a b", "a", ("0 words in, 1 out", "", ""), id="text-to-word"),
        pytest.param("a b", "a b c", ("1 word in, 0 out", "", ""), id="one-word"),
        pytest.param("a b", "b a", ("order changed", "", ""), id="word-order"),
        pytest.param(["a", "b"], ["b", "c d"], ("1 item in, 1 out", "", ""), id="list"),
        pytest.param(["a", "b"], ["b", "a"], ("order changed", "", ""), id="list-order"),
        pytest.param({"a": 1}, {"a": 2}, ("changed", "", ""), id="mapping"),
        pytest.param("a b", None, ("gone", "", ""), id="gone"),
        pytest.param(None, ["a"], ("new", "", ""), id="new"),
    ],
)
def test_field_is_told_shortly(before: object, after: object, told: tuple[str, str, str]) -> None:
    """Terms and numbers are shown, longer texts and lists are counted."""
    documents = [{} if value is None else {"field": value} for value in (before, after)]

    assert (FieldChange("field", *told),) == changed_fields(*documents)


def test_links_and_names_are_no_fields() -> None:
    """What is compared elsewhere is not told twice."""
    after = {"id": "b", "former_ids": ["a"], "evidence": [{}], "root_causes": [{"id": "c"}]}

    assert () == changed_fields({"id": "a"}, after)
