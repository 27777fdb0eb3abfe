"""Which fields of an entry changed, and how far, in a few words."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from kb.graph.amounts import amount
from kb.graph.relations import RELATIONS

__all__ = ["LINK_FIELDS", "FieldChange", "changed_fields"]

LINK_FIELDS = {relation.field for relation in RELATIONS} - {"verification", "study", "questions"}
"""Fields that hold lists of links, which are compared one by one elsewhere."""

_APART = {*LINK_FIELDS, "id", "former_ids", "evidence"}


class FieldChange(NamedTuple):
    """A field that is not as before.

    A single value is told in `before` and `after`, empty where there was or is none. Of longer
    texts and lists only `what` is told, such as `3 words in, 1 out`.
    """

    field: str
    what: str
    before: str
    after: str


def changed_fields(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """Return what changed from one document to the next, in the order of the fields."""
    names = dict.fromkeys((*after, *before))
    return tuple(
        _change(name, before.get(name), after.get(name))
        for name in names
        if name not in _APART and before.get(name) != after.get(name)
    )


def _change(field: str, before: object, after: object) -> FieldChange:
    what = "new" if before is None else "gone" if after is None else "changed"
    if _is_short(before) and _is_short(after):
        return FieldChange(field, what, _shown(before), _shown(after))
    if isinstance(before, str) and isinstance(after, str):
        what = _moves(Counter(before.split()), Counter(after.split()), "word")
    elif isinstance(before, list) and isinstance(after, list):
        what = _moves(Counter(map(repr, before)), Counter(map(repr, after)), "item")
    return FieldChange(field, what, "", "")


def _is_short(value: object) -> bool:
    return not isinstance(value, list | dict) and " " not in str(value or "")


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _moves(before: Counter[str], after: Counter[str], unit: str) -> str:
    """Return how many came and went; nothing did if only the order is another."""
    came, went = (after - before).total(), (before - after).total()
    if not came and not went:
        return "order changed"
    return f"{amount(came, unit)} in, {went} out"
