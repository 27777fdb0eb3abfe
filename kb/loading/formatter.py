"""Write the YAML of a catalog in its one canonical form: the same data, the same comments."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from kb.errors import Location, Problem
from kb.graph.kinds import Kind
from kb.loading.comments import MODELINE, Comments, find_comments
from kb.loading.file_text import MAX_BYTES, Refused, read_text
from kb.loading.files import GUIDE, REJECTED
from kb.loading.memory import Plain
from kb.loading.reader import Document, read_document
from kb.loading.scaffold import is_hint
from kb.loading.writer import write_lines
from kb.models.guide import Guide
from kb.models.registry import MODELS
from kb.models.rejected import RejectedList
from kb.models.vocabulary import vocabulary_model

__all__ = ["FOLDERS", "Formatted", "folder_of", "format_file"]

_KINDS = {kind.folder: kind for kind in Kind}

FOLDERS = frozenset({*_KINDS, "vocabulary"})
"""Names of the folders whose files have a model, and so an order of keys."""

_ALONE: dict[str, type[BaseModel]] = {GUIDE: Guide, REJECTED: RejectedList}

_CHECKOUT = Path(__file__).parents[2]


class Formatted(NamedTuple):
    """A file's text before and after; the same twice when there are problems."""

    before: str
    after: str
    problems: tuple[Problem, ...] = ()


def format_file(path: Path, shown: str, *, hints: bool = True) -> Formatted:
    """Return the canonical form of a file, which is not touched.

    Args:
        path: the file; the folder it is in says which model gives the order of keys.
        shown: the path as problems should print it.
        hints: whether to keep what `kb new` explained, and its examples that were left unused.
    """
    try:
        text = read_text(path, shown)
    except Refused as refused:
        return Formatted("", "", (refused.problem,))
    document = read_document(text, shown)
    if document.problems:
        return Formatted(text, text, document.problems)
    folder = folder_of(path)
    model = _model_of(folder, path.stem)
    comments = find_comments(text)
    if not hints and folder in _KINDS:
        comments = comments.without(partial(is_hint, _KINDS[folder]))
    lines = [*_modelines(comments, path), *write_lines(document.data, model, comments)]
    after = "\n".join(lines) + "\n"
    if after != text and (problem := _difference(after, document, comments)):
        return Formatted(text, text, (problem,))
    return Formatted(text, after)


def _model_of(folder: str, name: str) -> type[BaseModel] | None:
    if folder == "vocabulary":
        return vocabulary_model(name)
    if folder in _KINDS:
        return MODELS[_KINDS[folder]]
    return _ALONE.get(f"{name}.yaml")


def folder_of(path: Path) -> str:
    """Return the name of the folder that a file is in, even if its path does not say it."""
    name = path.parent.name
    return name if name in FOLDERS else path.resolve().parent.name


def _modelines(comments: Comments, path: Path) -> list[str]:
    """Return the comments for the editor, or the one that belongs into such a file."""
    alone = folder_of(path) not in FOLDERS
    if comments.modelines or (alone and path.name not in _ALONE):
        return comments.modelines
    folder = path.resolve().parent
    name = path.stem if alone else _KINDS.get(folder.name, folder.name)
    inside = folder.is_relative_to(_CHECKOUT)
    up = len(folder.relative_to(_CHECKOUT).parts) if inside else 2 - alone
    return [f"{MODELINE}{'../' * up}kb/schema/{name}.schema.json"]


def _difference(after: str, document: Document, comments: Comments) -> Problem | None:
    """Return a problem if the canonical form would not say the very same."""
    again = read_document(after, document.path)
    why = None
    if len(after.encode()) > MAX_BYTES:
        why = f"more than {MAX_BYTES} bytes"
    elif again.problems:
        why = again.problems[0].what
    elif not _same(again.data, document.data):
        why = "other data"
    elif find_comments(after).texts() != comments.texts():
        why = "other comments"
    if why is None:
        return None
    what = f"cannot be formatted, the result would have {why}"
    return Problem(Location(document.path), "KB101", "", what, "write it in a simpler way")


def _same(one: Plain, other: Plain) -> bool:
    """Whether two values are equal with their types, whatever the order of keys; 1 is not true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other
