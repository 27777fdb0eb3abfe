"""What became different between two states of a catalog, from its entries to its closed lists."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.graph.kinds import Kind
from kb.graph.tables import Row, Tables
from kb.query.changed_fields import FieldChange, changed_fields
from kb.query.changed_links import (
    EvidenceChange,
    GradeChange,
    LinkChange,
    evidence_changes,
    grade_changes,
    link_changes,
)
from kb.query.changed_lists import ItemChange, rejected_changes, term_changes
from kb.query.losses import Loss, losses

__all__ = ["Changed", "Difference", "Named", "Renamed", "Retired", "difference"]


class Named(NamedTuple):
    """An entry as a reader knows it."""

    id: str
    kind: Kind
    title: str


class Changed(NamedTuple):
    """An entry with the fields that are not as before; links and evidence are told apart."""

    id: str
    kind: Kind
    title: str
    fields: tuple[FieldChange, ...]


class Retired(NamedTuple):
    """An entry that was given up, with its successor and the reason."""

    id: str
    kind: Kind
    title: str
    replaced_by: str
    reason: str


class Renamed(NamedTuple):
    """An entry under its old and its new id."""

    id: str
    kind: Kind
    title: str
    before: str


class Difference(NamedTuple):
    """All that is different; every part is sorted, and empty if nothing of the kind happened."""

    counts: Mapping[str, tuple[int, int]]
    """Entries by kind, before and after."""
    added: tuple[Named, ...]
    changed: tuple[Changed, ...]
    retired: tuple[Retired, ...]
    renamed: tuple[Renamed, ...]
    removed: tuple[Named, ...]
    """Entries that are gone without a successor, which breaks other people's links."""
    links: tuple[LinkChange, ...]
    evidence: tuple[EvidenceChange, ...]
    grades: tuple[GradeChange, ...]
    losses: tuple[Loss, ...]
    """Entries that nothing leads to any more, and issues left without a remedy or a check."""
    terms: tuple[ItemChange, ...]
    """Terms of the vocabularies."""
    rejected: tuple[ItemChange, ...]
    """Proposals that were turned down."""

    def to_dict(self) -> dict[str, object]:
        """Return the difference as JSON-ready data."""
        lists = {
            name: [item._asdict() for item in getattr(self, name)]
            for name in self._fields
            if name != "counts"
        }
        for item in (*lists["changed"], *lists["terms"], *lists["rejected"]):
            item["fields"] = [field._asdict() for field in item["fields"]]
        counts = {kind: list(numbers) for kind, numbers in self.counts.items()}
        return {"counts": counts, **lists}


def difference(old: Tables, new: Tables) -> Difference:
    """Compare two states of a catalog."""
    renamed = dict(_renamed(old, new))
    before = {renamed.get(id, id): old.rows[id] for id in old.rows}
    retired = [id for id, row in new.rows.items() if _is_newly_retired(row, before.get(id))]
    return Difference(
        counts={kind.plural: (_count(old, kind), _count(new, kind)) for kind in Kind},
        added=tuple(_named(row) for id, row in new.rows.items() if id not in before),
        changed=tuple(_changed(old, new, before, skipped=retired)),
        retired=tuple(_retired(new, id) for id in retired),
        renamed=tuple(
            Renamed(id, new.rows[id].kind, new.rows[id].title, former)
            for former, id in sorted(renamed.items(), key=lambda pair: pair[1])
        ),
        removed=tuple(_named(row) for id, row in before.items() if id not in new.rows),
        links=tuple(link_changes(old, new, renamed)),
        evidence=tuple(evidence_changes(old, new, renamed)),
        grades=tuple(grade_changes(old, new, renamed)),
        losses=tuple(losses(old, new, renamed)),
        terms=tuple(term_changes(old, new)),
        rejected=tuple(rejected_changes(old, new)),
    )


def _renamed(old: Tables, new: Tables) -> Iterator[tuple[str, str]]:
    """Yield ids that are gone, each with the entry that says it was known by it."""
    for id in new.rows:
        for former in json.loads(new.documents[id]).get("former_ids", ()):
            if former in old.rows and former not in new.rows and id not in old.rows:
                yield former, id


def _is_newly_retired(row: Row, before: Row | None) -> bool:
    return row.status == "retired" and (before is None or before.status != "retired")


def _retired(tables: Tables, id: str) -> Retired:
    data = json.loads(tables.documents[id])
    return Retired(*_named(tables.rows[id]), data.get("replaced_by", ""), data.get("reason", ""))


def _changed(
    old: Tables, new: Tables, before: Mapping[str, Row], *, skipped: list[str]
) -> Iterator[Changed]:
    for id, row in new.rows.items():
        if id in before and id not in skipped:
            was = old.documents[before[id].id]
            if fields := changed_fields(json.loads(was), json.loads(new.documents[id])):
                yield Changed(*_named(row), fields)


def _named(row: Row) -> Named:
    return Named(row.id, row.kind, row.title)


def _count(tables: Tables, kind: Kind) -> int:
    return sum(row.kind is kind for row in tables.rows.values())
