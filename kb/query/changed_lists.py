"""Which terms of vocabularies, and which proposals that were turned down, came, went or changed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.graph.tables import Tables
from kb.query.changed_fields import FieldChange, changed_fields

__all__ = ["ItemChange", "rejected_changes", "term_changes"]

_Items = Mapping[tuple[str, str], Mapping[str, object]]


class ItemChange(NamedTuple):
    """A term, or a proposal that was turned down, which was added or removed or says something else."""

    change: str
    """added, removed or changed."""
    list: str
    """The vocabulary of a term; `rejected` for a proposal."""
    id: str
    """A proposal has none but its title."""
    title: str
    fields: tuple[FieldChange, ...]
    """What changed, if it was there before."""


def term_changes(old: Tables, new: Tables) -> Iterator[ItemChange]:
    """Yield the changes of all vocabularies."""
    return _changes(_terms(old), _terms(new))


def rejected_changes(old: Tables, new: Tables) -> Iterator[ItemChange]:
    """Yield the changes of what was turned down."""
    return _changes(_rejected(old), _rejected(new))


def _terms(tables: Tables) -> _Items:
    return {(name, term["id"]): {**term} for name, rows in tables.terms.items() for term in rows}


def _rejected(tables: Tables) -> _Items:
    return {
        ("rejected", one.title): {
            name: [*value] if isinstance(value, tuple) else value
            for name, value in one._asdict().items()
        }
        for one in tables.rejected
    }


def _changes(before: _Items, after: _Items) -> Iterator[ItemChange]:
    for key in sorted({*before, *after}):
        was, now = before.get(key, {}), after.get(key, {})
        change = "added" if not was else "removed" if not now else "changed"
        if fields := changed_fields(was, now):
            title = str((now or was)["title"])
            yield ItemChange(change, *key, title, fields if change == "changed" else ())
