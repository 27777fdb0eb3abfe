"""The fields of a kind of entry as columns of a table."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from kb.export.formats.entries import Data
from kb.graph.kinds import Kind
from kb.loading.shape import types_in
from kb.models.descriptions import description_of
from kb.models.entry import Evidence
from kb.models.links import Link, TradeOff
from kb.models.registry import MODELS

__all__ = ["Column", "columns_of", "value_at"]

_ELSEWHERE = (Evidence, Link, TradeOff)
"""Records that have rows of their own in other tables."""


class Column(NamedTuple):
    """A field, or a field of a record in it: `effort.setup.low` is the column `effort_setup_low`."""

    path: tuple[str, ...]
    type: type
    many: bool
    says: str

    @property
    def name(self) -> str:
        """Name of the column."""
        return "_".join(self.path)

    @property
    def records(self) -> bool:
        """Whether the value is a list of records."""
        return issubclass(self.type, BaseModel)


@cache
def columns_of(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind, in the order of a file."""
    return tuple(_columns(MODELS[kind]))


def _columns(
    model: type[BaseModel], path: tuple[str, ...] = (), about: str = ""
) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        types = [one for one in types_in(field.annotation) if one is not type(None)]
        # A list of fixed words, as of the types of sources, is made of texts.
        kind = next(iter(types), str)
        many = str(field.annotation).startswith("tuple[")
        if name == "gaps" or issubclass(kind, _ELSEWHERE):
            continue
        says = f"{about} {description_of(model, name)}".strip()
        if issubclass(kind, BaseModel) and not many:
            yield from _columns(kind, (*path, name), says)
        else:
            yield Column((*path, name), kind, many, " ".join(says.split()))


def value_at(column: Column, data: Data) -> object:
    """Return what an entry has in a column: a plain value, a list, or nothing."""
    value: object = data
    for name in column.path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
