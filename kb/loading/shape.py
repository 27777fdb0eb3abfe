"""Check one document against its model and say what is wrong in words an author can act on."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.errors import Problem
from kb.graph.names import close_names
from kb.loading.reader import Document
from kb.models.record import GAP_WORDS

__all__ = [
    "ONE_SCRIPT",
    "dotted",
    "form_advice",
    "guess",
    "quoted",
    "shape_problems",
    "types_in",
]

Path = tuple[str | int, ...]

_TEXT_FIXES = {
    "string_type": ("is not text", "write text; quote a number or a word like true"),
    "int_type": ("is not a whole number", "write digits only"),
    "bool_type": ("is not true or false", "write true or false"),
    "float_type": ("is not a number", "write a number such as 0.5"),
    "float_parsing": ("is not a number", "write a number such as 0.5"),
    "tuple_type": (
        "is not a list",
        f"write a list, one `- ` per item, or {' or '.join(GAP_WORDS)}",
    ),
    "dict_type": ("is not a mapping", "write `key: value` lines below it"),
    "model_type": ("is not a mapping", "write `key: value` lines below it"),
    "model_attributes_type": ("is not a mapping", "write `key: value` lines below it"),
    "date_type": ("is not a date", "write it as 2026-01-31"),
    "date_from_datetime_parsing": ("is not a date", "write it as 2026-01-31"),
    "date_parsing": ("is not a date", "write it as 2026-01-31"),
}

_FORMS = {
    "^[a-z0-9]+": "use lower-case words joined by single hyphens",
    r"^[^\n\t]+$": "write it on one line, without tabs",
    "^[^<>": "leave out < > { } [ ] ` and backslashes, and keep it on one line",
    "^[!-;": "write a plain address such as https://example.org/page, without spaces",
    "^10": "write a DOI such as 10.1145/3510003.3510209",
    "^([0-9]{4}": "write an arXiv identifier such as 2209.09125",
}
"""Advice by the beginning of the pattern that a text does not match."""

_SHOWN = 64
"""Characters of a contributed text that a message repeats: as many as an id may have."""


ONE_SCRIPT = "type the word anew, with one keyboard"
"""What to do about a word of letters that look alike."""


class _Said(NamedTuple):
    code: str
    what: str
    fix: str
    at_key: bool = False


def shape_problems(
    document: Document, model: type[BaseModel], error: ValidationError
) -> Iterable[Problem]:
    """Yield one problem for every error that pydantic found in a document."""
    taken = {problem.where for problem in document.problems}
    for details in error.errors(include_url=False):
        path: Path = tuple(details["loc"])
        said = _say(details, path, model)
        where = document.where(path, key=said.at_key)
        # The reader may have complained about this value already; what is missing has no value.
        if said.code == "KB105" or where not in taken:
            yield Problem(where, said.code, dotted(path), said.what, said.fix)


def dotted(path: Path) -> str:
    """Write a path as people read it: `root_causes.1.id`."""
    return ".".join(_cut(str(part)) for part in path)


def quoted(text: str) -> str:
    """Return a text between quotes, cut short."""
    return f'"{_cut(text)}"'


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def guess(name: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return a `did you mean` for a name, or the other advice when nothing is close."""
    close = close_names(name, known, limit=2)
    if not close:
        return otherwise
    return "did you mean " + " or ".join(f'"{candidate}"' for candidate in close) + "?"


def _say(details: ErrorDetails, path: Path, model: type[BaseModel]) -> _Said:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        fields = [field for field in _model_at(model, path[:-1]).model_fields if field != "gaps"]
        fix = guess(name, fields, otherwise=f"allowed here: {', '.join(fields)}")
        return _Said("KB104", "no such field", fix, at_key=True)
    if kind == "missing":
        return _Said("KB105", "is missing", "add it")
    if kind in ("enum", "literal_error"):
        allowed = [
            word.strip("' ") for word in str(context["expected"]).replace(" or ", ",").split(",")
        ]
        fix = guess(str(value), allowed, otherwise=f"use one of {', '.join(allowed)}")
        return _Said("KB107", f"{_shown(value)} is not allowed", fix)
    if kind == "mixed_scripts":
        return _Said("KB507", details["msg"], ONE_SCRIPT)
    what, fix = details["msg"][:1].lower() + details["msg"][1:], "correct it"
    if kind == "value_error":
        what = str(context["error"])
    elif kind == "string_pattern_mismatch":
        what, fix = (
            f"{_shown(value)} does not have the right form",
            form_advice(str(context.get("pattern"))),
        )
    elif kind in _TEXT_FIXES:
        what, fix = _TEXT_FIXES[kind]
        what = f"{_shown(value)} {what}"
    return _Said("KB106", what, fix)


def form_advice(pattern: str) -> str:
    """Return in words what a text must look like that has to match a pattern of the models."""
    fitting = (advice for start, advice in _FORMS.items() if pattern.startswith(start))
    return next(fitting, f"it must match {pattern}")


def _shown(value: object) -> str:
    """Quote a value so that it cannot break the line or the terminal."""
    if isinstance(value, dict):
        return "the mapping"
    if isinstance(value, list | tuple):
        return "the list"
    text = (
        "nothing" if value is None else ascii(value) if not isinstance(value, str) else repr(value)
    )
    return _cut(text)


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            types = types_in(model.model_fields[part].annotation)
            model = next((one for one in types if issubclass(one, BaseModel)), model)
    return model


def types_in(annotation: object) -> Iterator[type]:
    """Yield the classes that an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from types_in(argument)
