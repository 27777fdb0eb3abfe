"""What came, went and changed in vocabularies and among turned-down proposals."""

from kb.graph.kinds import Kind
from kb.graph.tables import Rejected
from kb.query.changed_fields import FieldChange
from kb.query.changed_lists import ItemChange, rejected_changes, term_changes
from tests.small_tables import small_tables

EMPTY = small_tables(())
OLD = small_tables(
    (),
    terms={
        "roles": ({"id": "cook", "title": "Cook"},),
        "tools": ({"id": "axe", "title": "Axe"}, {"id": "saw", "title": "Saw", "licence": "MIT"}),
    },
)
NEW = small_tables(
    (),
    terms={
        "roles": ({"id": "cook", "title": "Cook"},),
        "tools": (
            {"id": "file", "title": "File"},
            {"id": "saw", "title": "Saw", "licence": "0BSD"},
        ),
    },
)
LUCK = Rejected("Bad luck", Kind.ISSUE, "", "Nobody can act.", (), (), "2026-01-01")


def test_terms_are_compared_within_their_vocabulary() -> None:
    """Each term that came, went or says something else is told once; the rest is not."""
    assert [
        ItemChange("removed", "tools", "axe", "Axe", ()),
        ItemChange("added", "tools", "file", "File", ()),
        ItemChange(
            "changed", "tools", "saw", "Saw", (FieldChange("licence", "changed", "MIT", "0BSD"),)
        ),
    ] == list(term_changes(OLD, NEW))


def test_turned_down_proposals_are_compared_by_title() -> None:
    """A new reason and a new pointer are changes."""
    before = EMPTY._replace(rejected=(LUCK,))
    after = EMPTY._replace(rejected=(LUCK._replace(instead=("label-noise",)),))

    fields = (FieldChange("instead", "1 item in, 0 out", "", ""),)
    assert [ItemChange("changed", "rejected", "Bad luck", "Bad luck", fields)] == list(
        rejected_changes(before, after)
    )
    assert ["added"] == [item.change for item in rejected_changes(EMPTY, before)]
