"""Write the first draft of an entry: what a stub needs, and all other fields commented out."""

import re
import textwrap
import types
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from kb.errors import Location, QueryError
from kb.graph.kinds import Kind, Status
from kb.graph.names import fold
from kb.loading.comments import find_comments
from kb.loading.file_text import character_problem, forbidden_character
from kb.loading.memory import Plain
from kb.loading.reader import Document
from kb.loading.shape import shape_problems
from kb.loading.writer import write_lines
from kb.models.descriptions import description_of
from kb.models.record import GAP_WORDS
from kb.models.registry import MODELS, field_order
from kb.models.text import InVocabulary, Prose

__all__ = ["PLACEHOLDER", "id_for", "is_hint", "scaffold"]

PLACEHOLDER = "TODO"
"""Begins every text that its author has yet to write; KB411 looks for it."""

_LONGEST_ID = 64
_WIDTH = 98
_EXPLAINS = "##"
_GAP = _EXPLAINS
"""Stands for an empty line, which `kb fmt` would take away."""

_TERMS = 24
"""Terms of a vocabulary that are listed; the rest is one look away."""

_LEGEND = (
    "A line with two hashes explains. A field behind one hash waits for its use:"
    ' take "# " away in front of all its lines and replace the example.'
    f" A list may say {' or '.join(GAP_WORDS)} instead."
)


def id_for(title: str) -> str:
    """Return the id that a title suggests: its words joined by hyphens, cut at a whole word.

    >>> id_for("The model's labels, twice over")
    'the-models-labels-twice-over'
    """
    plain = re.sub(r"[^\w\s]", " ", re.sub(r"['\u2019]", "", title))
    id = "-".join(re.findall(r"[a-z0-9]+", fold(plain)))
    return id if len(id) <= _LONGEST_ID else id[: _LONGEST_ID + 1].rpartition("-")[0]


def scaffold(
    kind: Kind, id: str, title: str, *, today: date, terms: Mapping[str, Sequence[str]]
) -> str:
    """Return the text of a new entry's file.

    Args:
        kind: the kind of entry.
        id: its id, which is also the name of the file.
        title: its title.
        today: the date of `added` and `changed`.
        terms: the terms of every vocabulary.

    Raises:
        QueryError: the id or the title does not have the right form.
    """
    model = MODELS[kind]
    title = unicodedata.normalize("NFC", title)
    summary = f"{PLACEHOLDER}: {_sentence(description_of(model, 'summary'))}"
    given = {"id": id, "title": title, "summary": f"{summary}\n"}
    given |= {"status": Status.STUB.value, "added": today.isoformat(), "changed": today.isoformat()}
    _refuse_wrong_form(model, given)
    others = [name for name in field_order(model) if name not in given]
    complete = [name for name in others if name in model.COMPLETE]
    optional = [name for name in others if name not in model.COMPLETE]
    writer = _Writer(model, terms)
    lines = [f"# yaml-language-server: $schema=../../kb/schema/{kind}.schema.json"]
    lines += writer.note(_LEGEND)
    for name, value in given.items():
        lines += writer.field(name, value)
    for heading, names in (
        (f"What a complete {kind.label} has as well:", complete),
        ("What it may have:", optional),
    ):
        lines += [_GAP, *writer.note(heading)]
        for name in names:
            lines += [_GAP, *writer.field(name)]
    return "\n".join(lines) + "\n"


def is_hint(kind: Kind, comment: str) -> bool:
    """Whether a comment is one that `scaffold` writes: an explanation, or an example left unused."""
    return comment.startswith(_EXPLAINS) or comment in _examples(kind)


@cache
def _examples(kind: Kind) -> frozenset[str]:
    draft = scaffold(kind, "any-entry", "Any entry", today=date(2026, 1, 1), terms={})
    return frozenset(line for line in draft.splitlines() if line.startswith("# "))


def _refuse_wrong_form(model: type[BaseModel], data: dict[str, str]) -> None:
    if bad := forbidden_character(data["title"]):
        problem = character_problem(Location(""), bad[0])
        msg = f"the title: {problem.what}; {problem.fix}"
        raise QueryError(msg)
    try:
        model.model_validate(data)
    except ValidationError as error:
        problem = next(iter(shape_problems(Document("", None, None, ()), model, error)))
        msg = f"the {problem.field}: {problem.what}; {problem.fix}"
        raise QueryError(msg) from None


class _Writer:
    """Writes the fields of one model, each with what goes in; records are explained once."""

    def __init__(self, model: type[BaseModel], terms: Mapping[str, Sequence[str]]) -> None:
        self._model = model
        self._types = get_type_hints(model, include_extras=True)
        self._terms = terms
        self._explained: set[type] = set()

    def field(self, name: str, value: str | None = None) -> Iterator[str]:
        """Yield the lines of a field: its explanation, then its value or its example behind hashes."""
        field = self._model.model_fields[name]
        yield from self._explain(
            _sentence(description_of(self._model, name)), self._types[name], ""
        )
        if value is not None:
            yield from self._lines(name, value)
            return
        example = (field.examples or [PLACEHOLDER])[0]
        if _is(self._types[name], Prose):
            example = f"{example}\n"
        yield from (f"# {line}" for line in self._lines(name, example))

    def _lines(self, name: str, value: Plain) -> Iterator[str]:
        return write_lines({name: value}, self._model, find_comments(""))

    def note(self, text: str, margin: str = "") -> Iterator[str]:
        """Yield wrapped lines of explanation."""
        lead = f"{_EXPLAINS} {margin}"
        width = _WIDTH - len(lead)
        wrapped = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
        yield from (
            f"{lead}{'  ' * bool(number and margin)}{line}" for number, line in enumerate(wrapped)
        )

    def _explain(self, said: str, annotation: object, margin: str) -> Iterator[str]:
        allowed = "".join(f" One of: {words}." for words in self._allowed(annotation))
        record = _record(annotation)
        again = record in self._explained
        yield from self.note(f"{said}{allowed}{' Fields as above.' * again}", margin)
        if record is None or again:
            return
        known = {
            name
            for base in record.__mro__
            if base in self._explained and issubclass(base, BaseModel)
            for name in base.model_fields
        }
        self._explained.update(record.__mro__)
        types_of = get_type_hints(record, include_extras=True)
        if known:
            inherited = [name for name in field_order(record) if name in known]
            yield from self.note(f"{', '.join(inherited)}: as above.", f"{margin}  ")
        for name in field_order(record):
            if name in known:
                continue
            field = record.model_fields[name]
            may = "" if field.is_required() else " (optional)"
            told = f"{name}{may}: {_sentence(description_of(record, name))}"
            yield from self._explain(told, types_of[name], f"{margin}  ")

    def _allowed(self, annotation: object) -> Iterator[str]:
        """Yield the values that a field may have, if there is a list of them."""
        for part in _parts(annotation):
            if isinstance(part, InVocabulary):
                known = self._terms.get(part.name, ())
                more = len(known) - _TERMS
                rest = f" … {more} more in catalog/vocabulary/{part.name}.yaml" if more > 0 else ""
                yield ", ".join(known[:_TERMS]) + rest
            elif isinstance(part, type) and issubclass(part, Enum):
                yield ", ".join(member.value for member in part)
            elif get_origin(part) is Literal:
                yield ", ".join(get_args(part))


def _parts(annotation: object) -> Iterator[object]:
    """Yield a type and what it is made of, but not what records are made of."""
    yield annotation
    if get_origin(annotation) in (Annotated, tuple, Union, types.UnionType):
        for part in get_args(annotation):
            yield from _parts(part)


def _record(annotation: object) -> type[BaseModel] | None:
    records = (
        part
        for part in _parts(annotation)
        if isinstance(part, type) and issubclass(part, BaseModel)
    )
    return next(records, None)


def _is(annotation: object, wanted: object) -> bool:
    return any(part == wanted for part in _parts(annotation))


def _sentence(text: str) -> str:
    return " ".join(text.split())
