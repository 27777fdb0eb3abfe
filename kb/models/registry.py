"""Which model belongs to which kind, and which of its fields are links or terms."""

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from kb.graph.kinds import Kind
from kb.models.check import Check
from kb.models.consequence import Consequence
from kb.models.issue import Issue
from kb.models.links import Link
from kb.models.mitigation import Mitigation
from kb.models.root_cause import RootCause
from kb.models.source import Source
from kb.models.study import Study
from kb.models.symptom import Symptom
from kb.models.text import InVocabulary, Refers

__all__ = ["MODELS", "AnyEntry", "Marked", "field_order", "marked_fields"]

AnyEntry = Issue | RootCause | Symptom | Consequence | Mitigation | Check | Source | Study

MODELS: dict[Kind, type[AnyEntry]] = {
    Kind.ISSUE: Issue,
    Kind.ROOT_CAUSE: RootCause,
    Kind.SYMPTOM: Symptom,
    Kind.CONSEQUENCE: Consequence,
    Kind.MITIGATION: Mitigation,
    Kind.CHECK: Check,
    Kind.SOURCE: Source,
    Kind.STUDY: Study,
}


def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that people write, in the order of a file: a link gives its reasons last."""
    names = [name for name in model.model_fields if name != "gaps"]
    if issubclass(model, Link):
        names.sort(key=("why", "evidence").__contains__)
    return tuple(names)


class Marked(NamedTuple):
    """A place in a model that must hold a vocabulary term or refer to an entry.

    `path` is made of field names; `*` stands for every item of a list.
    """

    path: tuple[str, ...]
    mark: InVocabulary | Refers


@cache
def marked_fields(model: type[BaseModel]) -> tuple[Marked, ...]:
    """Return every marked place in a model, nested ones included."""
    found: list[Marked] = []
    for name, field in model.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, InVocabulary | Refers)]
        found += [Marked((name,), mark) for mark in marks]
        found += [Marked((name, *path), mark) for path, mark in _marks_in(field.annotation)]
    return tuple(found)


def _marks_in(annotation: object) -> Iterator[tuple[tuple[str, ...], InVocabulary | Refers]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        for mark in metadata:
            if isinstance(mark, InVocabulary | Refers):
                yield (), mark
        yield from _marks_in(inner)
    elif origin is tuple:
        for path, mark in _marks_in(get_args(annotation)[0]):
            yield ("*", *path), mark
    elif origin in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from _marks_in(option)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for path, mark in marked_fields(annotation):
            yield path, mark
