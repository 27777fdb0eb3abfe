"""Write plain data as YAML lines in the canonical form, each comment where it belongs."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from kb.loading.comments import Comments, FieldPath
from kb.loading.memory import Plain
from kb.loading.scalars import plain_value
from kb.loading.shape import types_in
from kb.models.registry import field_order

__all__ = ["write_lines"]

# What would end a plain text early, or give it another meaning at its start.
_NOT_PLAIN = re.compile(
    r"""\A(?:[,\[\]{}#&*!|>'"%@` ]|[-?:](?: |\Z)|---|\.\.\.|\Z)|:(?: |\Z)| (?:#|\Z)|[\t\n]"""
)
# What readers of YAML 1.2 take for something else than text, while ours does not.
_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+"
    r"|[-+]?\.inf|\.nan|~|null|true|false",
    re.IGNORECASE,
)


def write_lines(data: Plain, model: type[BaseModel] | None, comments: Comments) -> Iterator[str]:
    """Yield the lines of a document.

    Args:
        data: what the document says, a mapping.
        model: gives the order of keys; without one they stay as they are.
        comments: those of the document, with the fields that they are about.
    """
    if not data:
        yield "{}"
    yield from _Writer(comments).children(data, _shape(model) if model else _NO_SHAPE, (), "")


class _Shape(NamedTuple):
    """What a model says about a value: its keys in order, and whether plain digits are meant."""

    fields: "dict[str, _Shape]"
    is_number: bool = False


_NO_SHAPE = _Shape({})


@cache
def _shape(model: type[BaseModel]) -> _Shape:
    """Return the shape of a model's records."""
    fields = {}
    for name in field_order(model):
        types = list(types_in(model.model_fields[name].annotation))
        records = [_shape(one) for one in types if issubclass(one, BaseModel)]
        fields[name] = records[0] if records else _Shape({}, is_number=float in types)
    return _Shape(fields)


class _Writer:
    """Writes values as lines, with the comments that belong to them."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def children(self, value: Plain, shape: _Shape, path: FieldPath, pad: str) -> Iterator[str]:
        """Write the keys of a mapping or the items of a list, and the comments after them."""
        if isinstance(value, dict):
            for key in _ordered(value, shape):
                inner = shape.fields.get(key, _NO_SHAPE)
                lead = f"{_scalar(key, is_number=False)}:"
                yield from self._entry(lead, value[key], inner, (*path, key), pad)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from self._entry("-", item, shape, (*path, index), pad)
        yield from (f"{pad}{comment}" for comment in self.comments.below.get(path, ()))

    def _entry(
        self, lead: str, value: Plain, shape: _Shape, path: FieldPath, pad: str
    ) -> Iterator[str]:
        """Write a key with its value, or an item; `lead` is what stands before the value."""
        first, more = self._value(value, shape, path, f"{pad}  ")
        beside = self.comments.beside.get(path, [])
        stays = len(beside) == 1 and not more
        for comment in (*self.comments.above.get(path, ()), *(() if stays else beside)):
            yield f"{pad}{comment}"
        if lead == "-" and not first:
            # An item begins with its first key: what is noted above that key goes above the item.
            while more[0].lstrip(" ").startswith("#"):
                yield pad + more.pop(0).lstrip(" ")
            first = more.pop(0).lstrip(" ")
        yield f"{pad}{lead}{first and ' '}{first}" + (f"  {beside[0]}" if stays else "")
        yield from more

    def _value(
        self, value: Plain, shape: _Shape, path: FieldPath, pad: str
    ) -> tuple[str, list[str]]:
        """Return what stands beside the key, and the lines below it."""
        if isinstance(value, dict | list):
            if not value:
                return "{}" if isinstance(value, dict) else "[]", []
            return "", list(self.children(value, shape, path, pad))
        if isinstance(value, str) and "\n" in value:
            body = value.removesuffix("\n")
            # A quoted text keeps what the end of a block would lose.
            if body.strip(" \t\n") and not body.endswith("\n"):
                lines = [f"{pad}{line}" if line else "" for line in body.split("\n")]
                mark = "2" if body[0] in " \t\n" else ""
                return f"|{mark}{'-' if body == value else ''}", lines
        return _scalar(value, is_number=shape.is_number), []


def _ordered(data: dict[str, Plain], shape: _Shape) -> Iterable[str]:
    """Return the keys in the order of the model; those that it does not know come last."""
    known = [name for name in shape.fields if name in data]
    return (*known, *(key for key in data if key not in shape.fields))


def _scalar(value: Plain, *, is_number: bool) -> str:
    """Write a value on one line, in quotes only if it would not be read as the same text."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _NOT_PLAIN.search(value) or not isinstance(plain_value(value), str):
        return json.dumps(value, ensure_ascii=False)
    if _NUMBER.fullmatch(value) and not is_number:
        return json.dumps(value, ensure_ascii=False)
    return value
