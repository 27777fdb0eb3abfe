"""Read a whole catalog: a valid one comes back, or every problem of every file is raised at once."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from kb.errors import CatalogError, Location, Problem, QueryError
from kb.graph.collector import collector_paused
from kb.graph.entries import Entries
from kb.graph.kinds import Kind, Status
from kb.loading.clashes import is_twin, name_clashes
from kb.loading.files import CatalogFiles, find_files
from kb.loading.links import (
    Known,
    entry_problems,
    guide_problems,
    rejected_problems,
    specialises_cycles,
    vocabulary_problems,
)
from kb.loading.memory import Memory
from kb.loading.reader import Document, read_file
from kb.loading.shape import quoted, shape_problems
from kb.models.guide import Guide
from kb.models.registry import MODELS, AnyEntry
from kb.models.rejected import Proposal, RejectedList
from kb.models.text import ID_PATTERN
from kb.models.vocabulary import VOCABULARIES, Vocabulary, vocabulary_model

__all__ = ["Catalog", "load_catalog", "load_overlay"]

_NOTHING = Known({}, {}, {})
"""What a catalog of its own stands on."""

_Model = TypeVar("_Model", bound=BaseModel)


class Catalog(NamedTuple):
    """A valid catalog as authored, with the position of every value and what is known of its files."""

    entries: Mapping[str, AnyEntry]
    kinds: Mapping[str, Kind]
    vocabularies: Mapping[str, Vocabulary]
    documents: Mapping[str, Document]
    memory: Memory
    rejected: tuple[Proposal, ...] = ()
    guide: Guide | None = None

    def where(self, id: str, field: tuple[str | int, ...] = ()) -> Location:
        """Return the place of an entry's field in its file."""
        return self.documents[id].where(field)


def load_catalog(root: Path, *, shown: str | None = None, memory: Memory | None = None) -> Catalog:
    """Read and check the catalog in a folder.

    Args:
        root: the folder that holds `issues/`, `vocabulary/` and so on.
        shown: prefix that problems put before a file's path; the folder as given by default.
        memory: what is known of files read before; more is added to it.

    Raises:
        QueryError: the folder does not exist or holds no catalog.
        CatalogError: the catalog has problems; all of them are listed.
    """
    if not (root / "issues").is_dir() and not (root / "vocabulary").is_dir():
        msg = f"no catalog in {str(root)!r}: it should hold folders like issues/ and vocabulary/"
        raise QueryError(msg)
    prefix = shown if shown is not None else "" if str(root) == "." else f"{root}/"
    with collector_paused():
        files = find_files(root, prefix)
        complete = files._replace(problems=(*files.problems, *_missing(files, prefix)))
        return _load(complete, memory or Memory(), _NOTHING)


def load_overlay(root: Path, below: Known) -> Catalog:
    """Read and check a folder of entries and terms that add to a catalog.

    Args:
        root: the folder, with the same folders in it as a catalog.
        below: what the catalog holds that the entries may link to and must not repeat.

    Raises:
        QueryError: the folder does not exist or holds no entry and no term.
        CatalogError: the files have problems, among them with the catalog; all of them are listed.
    """
    files = find_files(root, f"{root}/") if root.is_dir() else None
    if files is None or not (files.entries or files.vocabularies or files.problems):
        msg = f"no entries in {str(root)!r}: an overlay holds folders like issues/"
        raise QueryError(msg)
    with collector_paused():
        return _load(files, Memory(), below)


def _load(files: CatalogFiles, memory: Memory, below: Known) -> Catalog:
    problems = list(files.problems)
    vocabularies, vocabulary_documents = _read_vocabularies(files, problems, memory)
    kinds: dict[str, Kind] = {}
    documents: dict[str, Document] = {}
    for kind, path, label in files.entries:
        document = read_file(path, label, memory)
        if is_twin(path.stem, documents, document, below, problems):
            problems += document.problems
            _validated(document, MODELS[kind], problems)
        else:
            kinds[path.stem], documents[path.stem] = kind, document
    entries = _entries(kinds, documents, problems, memory)
    known = _known(kinds, documents, vocabulary_documents, below)
    problems += _dead_references(kinds, documents, known, memory)
    for name, document in vocabulary_documents.items():
        problems += vocabulary_problems(document, name, known, below)
    rejected = _read_rejected(files, known, problems, memory)
    guide = _read_guide(files, known, problems, memory)
    problems += specialises_cycles(documents)
    problems += name_clashes(entries, kinds, documents, below)
    if problems:
        raise CatalogError(set(problems))
    return Catalog(entries, kinds, vocabularies, documents, memory, rejected, guide)


def _entries(
    kinds: Mapping[str, Kind],
    documents: Mapping[str, Document],
    problems: list[Problem],
    memory: Memory,
) -> Entries[AnyEntry]:
    """Return the valid entries; one that is known to be valid is made when it is asked for."""
    valid: dict[str, AnyEntry | None] = {}
    for id, document in documents.items():
        kept = memory.of(document.key)
        if "sound" in kept:
            valid[id] = None
            continue
        found = [*document.problems]
        entry = _validated(document, MODELS[kinds[id]], found)
        if entry is not None:
            valid[id] = entry
        found += _own_problems(document, id, entry)
        if not found:
            kept["sound"] = True
        problems += found

    @cache
    def make(id: str) -> AnyEntry:
        return valid[id] or MODELS[kinds[id]].model_validate(documents[id].data)

    return Entries(valid, make)


def _dead_references(
    kinds: Mapping[str, Kind], documents: Mapping[str, Document], known: Known, memory: Memory
) -> Iterator[Problem]:
    """Yield every reference that does not hold; where all is as it was, nothing is looked at again."""
    told = json.dumps((known.kinds, known.terms, known.outcomes))
    state = sha256(told.encode()).hexdigest()[:20]
    for id, document in documents.items():
        kept = memory.of(document.key)
        if kept.get("holds") != state:
            found = [*entry_problems(document, kinds[id], known)]
            yield from found
            if not found:
                kept["holds"] = state


def _read_vocabularies(
    files: CatalogFiles, problems: list[Problem], memory: Memory
) -> tuple[dict[str, Vocabulary], dict[str, Document]]:
    found: dict[str, Vocabulary] = {}
    documents: dict[str, Document] = {}
    for name, path, label in files.vocabularies:
        document = read_file(path, label, memory)
        problems += document.problems
        vocabulary = _validated(document, vocabulary_model(name), problems)
        documents[name] = document
        if vocabulary is not None:
            found[name] = vocabulary
    return found, documents


def _missing(files: CatalogFiles, prefix: str) -> Iterator[Problem]:
    """Yield one problem for each vocabulary that a catalog of its own lacks."""
    for name in VOCABULARIES:
        if name not in {name for name, _, _ in files.vocabularies}:
            where = Location(f"{prefix}vocabulary/{name}.yaml")
            yield Problem(where, "KB303", "", "the vocabulary is missing", "add the file")


def _known(
    kinds: Mapping[str, Kind],
    documents: Mapping[str, Document],
    vocabularies: Mapping[str, Document],
    below: Known,
) -> Known:
    """Return what references may point to: what was read, and what lies below."""
    terms = dict(below.terms)
    for name, document in vocabularies.items():
        terms[name] = (*terms.get(name, ()), *_terms_of(document))
        if document.data is None:
            # An unreadable vocabulary is one problem, not one more for every use of its terms.
            del terms[name]
    outcomes = {id: _outcomes_of(document) for id, document in documents.items()}
    return Known({**below.kinds, **kinds}, terms, {**below.outcomes, **outcomes})


def _read_rejected(
    files: CatalogFiles, known: Known, problems: list[Problem], memory: Memory
) -> tuple[Proposal, ...]:
    if files.rejected is None:
        return ()
    document = read_file(*files.rejected, memory)
    problems += document.problems
    found = _validated(document, RejectedList, problems)
    problems += rejected_problems(document, known)
    return found.proposals if found else ()


def _read_guide(
    files: CatalogFiles, known: Known, problems: list[Problem], memory: Memory
) -> Guide | None:
    if files.guide is None:
        return None
    document = read_file(*files.guide, memory)
    problems += document.problems
    problems += guide_problems(document, known)
    return _validated(document, Guide, problems)


def _validated(document: Document, model: type[_Model], problems: list[Problem]) -> _Model | None:
    data = document.data
    if not isinstance(data, dict):
        return None
    if "gaps" in data:  # a field of the stored form, not of what people write
        where, fix = document.where(("gaps",), key=True), "write unknown or none-known for a list"
        problems.append(Problem(where, "KB104", "gaps", "no such field", fix))
        data = {name: value for name, value in data.items() if name != "gaps"}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems += shape_problems(document, model, error)
        return None


def _own_problems(document: Document, stem: str, entry: AnyEntry | None) -> Iterator[Problem]:
    data = document.data
    own = data.get("id") if isinstance(data, dict) else None
    # What does not even look like an id is one problem, which the model has found.
    if isinstance(own, str) and own != stem and re.fullmatch(ID_PATTERN, own.strip()):
        what = f"{quoted(own)} differs from the file name"
        fix = f"write {quoted(stem)} or rename the file"
        yield Problem(document.where(("id",)), "KB302", "id", what, fix)
    if entry is None:
        return
    if entry.status is Status.COMPLETE:
        for name in entry.missing():
            what = "is needed in a complete entry"
            fix = "add it, say unknown or none-known if it is a list, or set status to stub"
            yield Problem(document.where((name,)), "KB108", name, what, fix)
    if entry.status is Status.RETIRED and (entry.replaced_by is None or entry.reason is None):
        fix = "add replaced_by and reason"
        what = "a retired entry names its successor"
        yield Problem(document.where(("status",)), "KB109", "status", what, fix)


def _terms_of(document: Document) -> tuple[str, ...]:
    terms = document.data.get("terms") if isinstance(document.data, dict) else None
    ids = (
        [term.get("id") for term in terms or () if isinstance(term, dict)]
        if isinstance(terms, list)
        else []
    )
    return tuple(id for id in ids if isinstance(id, str))


def _outcomes_of(document: Document) -> tuple[str, ...]:
    outcomes = document.data.get("outcomes") if isinstance(document.data, dict) else None
    if not isinstance(outcomes, list):
        return ()
    keys = [outcome.get("key") for outcome in outcomes if isinstance(outcome, dict)]
    return tuple(key for key in keys if isinstance(key, str))
