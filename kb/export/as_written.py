"""An entry as the YAML file that an author would write, in the form of `kb fmt`."""

import json
from collections.abc import Iterator
from functools import cache
from typing import get_args, get_origin, get_type_hints

from pydantic import BaseModel

from kb.graph.kinds import Kind
from kb.loading.comments import MODELINE, find_comments
from kb.loading.memory import Plain
from kb.loading.shape import types_in
from kb.loading.writer import write_lines
from kb.models.registry import MODELS
from kb.models.text import Code, Prose

__all__ = ["as_written"]


def as_written(kind: Kind, document: str) -> str:
    """Return the text of an entry's file.

    Args:
        kind: what the entry is about.
        document: its JSON, as the tables hold it.
    """
    model = MODELS[kind]
    data = json.loads(document)
    data |= data.pop("gaps", {})
    lines = write_lines(_written(data, model), model, find_comments(""))
    return "\n".join((f"{MODELINE}../../kb/schema/{kind}.schema.json", *lines, ""))


def _written(value: Plain | float, model: type[BaseModel] | None) -> Plain:
    """Return data with the line break that ends a block, and numbers as the reader gives them."""
    if isinstance(value, list):
        return [_written(item, model) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    if not isinstance(value, dict):
        return value
    blocks, inner = _fields(model) if model else (frozenset(), {})
    return {
        name: f"{item}\n" if name in blocks else _written(item, inner.get(name))
        for name, item in value.items()
    }


@cache
def _fields(model: type[BaseModel]) -> tuple[frozenset[str], dict[str, type[BaseModel]]]:
    """Return the fields of a model that are blocks of text, and the records in its fields."""
    hints = get_type_hints(model, include_extras=True)
    blocks = frozenset(name for name, hint in hints.items() if {Prose, Code} & set(_options(hint)))
    inner = {
        name: found
        for name, field in model.model_fields.items()
        for found in types_in(field.annotation)
        if issubclass(found, BaseModel)
    }
    return blocks, inner


def _options(hint: object) -> Iterator[object]:
    """Yield a type, or what a union is made of; other types are no single text."""
    yield hint
    if get_origin(hint) is not tuple:
        yield from get_args(hint)
