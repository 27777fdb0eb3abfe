"""How much of what could be said is said: the fill rate of every field."""

import json
from typing import NamedTuple

from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.models.registry import MODELS

__all__ = ["FieldFill", "fill_rates"]

_NOT_ASKED = frozenset(
    {"added", "changed", "former_ids", "gaps", "id", "reason", "replaced_by", "status"}
)
"""Fields that every entry has, or that only its history can fill."""

_EMPTY: tuple[object, ...] = (None, "", [], {}, False)


class FieldFill(NamedTuple):
    """How many entries of a kind fill a field.

    `filled` entries say something, `open` ones say `unknown` or `none-known`, the rest of `of`
    leave the field out; `required` fields may not be left out of a complete entry.
    """

    kind: str
    field: str
    filled: int
    open: int
    of: int
    required: bool

    @property
    def rate(self) -> float:
        """Share of the entries that fill the field, 0 for a kind without entries."""
        return self.filled / self.of if self.of else 0.0

    def to_dict(self) -> dict[str, object]:
        """Return the counts as JSON-ready data."""
        return {**self._asdict(), "rate": round(self.rate, 4)}


def fill_rates(tables: Tables) -> tuple[FieldFill, ...]:
    """Return the fill of every field of every kind, in the order of kinds and of their fields."""
    found = []
    for kind in Kind:
        entries = [
            json.loads(tables.documents[row.id])
            for row in tables.rows.values()
            if row.kind is kind and row.status != "retired"
        ]
        model = MODELS[kind]
        for field in model.model_fields:
            if field in _NOT_ASKED:
                continue
            filled = sum(entry.get(field) not in _EMPTY for entry in entries)
            gaps = sum(field in entry.get("gaps", {}) for entry in entries)
            required = field in model.COMPLETE or model.model_fields[field].is_required()
            found.append(FieldFill(kind.value, field, filled, gaps, len(entries), required))
    return tuple(found)
