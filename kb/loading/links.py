"""Check what no single file can know: that every reference names something, and of the right kind."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.graph.names import fold
from kb.graph.relations import Relation, relations_from
from kb.loading.memory import Plain
from kb.loading.reader import Document
from kb.loading.shape import Path, dotted, guess, quoted
from kb.loading.texts import texts_of
from kb.models.guide import Guide
from kb.models.registry import MODELS, marked_fields
from kb.models.text import InVocabulary, Refers
from kb.models.vocabulary import VOCABULARIES, vocabulary_model

__all__ = [
    "REFERENCE",
    "Known",
    "entry_problems",
    "guide_problems",
    "references",
    "rejected_problems",
    "specialises_cycles",
    "texts_at",
    "vocabulary_problems",
]

REFERENCE = re.compile(r"\[\[([^\[\]]{1,80})\]\]")
"""A link to an entry inside prose: `[[entry-id]]`."""


class Known(NamedTuple):
    """What references may point to."""

    kinds: Mapping[str, Kind]
    """Kind of every entry by id."""
    terms: Mapping[str, tuple[str, ...]]
    """Terms of every vocabulary that could be read."""
    outcomes: Mapping[str, tuple[str, ...]]
    """Keys of the outcomes of every check."""
    names: Mapping[str, str] = MappingProxyType({})
    """Ids, aliases and titles that are taken by the catalog below an overlay."""


def entry_problems(document: Document, kind: Kind, known: Known) -> Iterator[Problem]:
    """Yield every reference of an entry that does not hold."""
    yield from _marked_problems(document, MODELS[kind], known)
    yield from _prose_problems(document, known)
    yield from _successor_problems(document, known)
    yield from _tally_problems(document, known)
    if not isinstance(document.data, dict):
        return
    for relation in relations_from(kind):
        links = document.data.get(relation.field)
        if isinstance(links, list) and relation.name != "asks_about":
            yield from _link_problems(document, relation, links, known, kind)


def references(document: Document, kind: Kind) -> Iterator[str]:
    """Yield the id of every entry that fields of an entry refer to; prose may mention more."""
    paths = [path for path, mark in marked_fields(MODELS[kind]) if isinstance(mark, Refers)]
    lists = [relation.field for relation in relations_from(kind) if relation.name != "asks_about"]
    for path in (*paths, *((field, "*", "id") for field in lists)):
        for _, id in texts_at(document.data, path):
            yield id


def vocabulary_problems(
    document: Document, name: str, known: Known, below: Known
) -> Iterator[Problem]:
    """Yield every reference of a vocabulary that does not hold, and every term that exists already."""
    yield from _marked_problems(document, vocabulary_model(name), known)
    seen = {*below.terms.get(name, ())}
    for path, term in texts_at(document.data, ("terms", "*", "id")):
        if term in seen:
            yield _problem(
                document, path, "KB206", f"the term {term!r} exists already", "merge the two"
            )
        seen.add(term)


def rejected_problems(document: Document, known: Known) -> Iterator[Problem]:
    """Yield every entry that the list of rejected proposals names and that does not exist."""
    yield from _prose_problems(document, known)
    for path, id in texts_at(document.data, ("proposals", "*", "instead", "*")):
        if id not in known.kinds:
            fix = guess(id, known.kinds, otherwise="name an entry, or leave it out")
            yield _problem(document, path, "KB202", f"no entry {quoted(id)}", fix, other=id)
    seen: set[str] = set()
    for path, title in texts_at(document.data, ("proposals", "*", "title")):
        if fold(title) in seen:
            what = f"{quoted(title)} was turned down already"
            yield _problem(document, path, "KB206", what, "merge the two")
        seen.add(fold(title))


def guide_problems(document: Document, known: Known) -> Iterator[Problem]:
    """Yield every issue, source and phase of the interview guide that does not exist, and double ids."""
    yield from _marked_problems(document, Guide, known)
    seen: set[str] = set()
    questions = (("sections", "*", part, "*", "id") for part in ("questions", "self_assessment"))
    for path in (("sections", "*", "id"), *questions):
        for place, id in texts_at(document.data, path):
            if id in seen:
                what = f"the id {quoted(id)} is used twice in the guide"
                yield _problem(document, place, "KB206", what, "choose another id")
            seen.add(id)


def _link_problems(
    document: Document, relation: Relation, links: list[Plain], known: Known, kind: Kind
) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    targets = (kind,) if relation.same_kind else relation.targets
    own_id = document.data.get("id") if isinstance(document.data, dict) else None
    for index, link in enumerate(links):
        target = link.get("id") if isinstance(link, dict) else None
        if not isinstance(link, dict) or not isinstance(target, str):
            continue
        path: Path = (relation.field, index, "id")
        yield from _target_problems(document, path, target, targets, known)
        if target == own_id:
            fix = "delete it, or name the entry you meant"
            yield _problem(document, path, "KB204", "an entry cannot link to itself", fix)
        outcome = str(link.get("outcome"))
        if (target, outcome) in seen:
            what = f"{quoted(target)} is linked twice"
            yield _problem(document, path, "KB208", what, "merge the two links")
        seen.add((target, outcome))
        keys = known.outcomes.get(target, ())
        known_form = isinstance(link.get("outcome"), str) and relation.name == "confirmed_by"
        if known_form and keys and outcome not in keys:
            fix = guess(outcome, keys, otherwise=f"use one of {', '.join(keys)}")
            what = f"the check has no outcome {quoted(outcome)}"
            where = (relation.field, index, "outcome")
            yield _problem(document, where, "KB207", what, fix, other=target)


def _target_problems(
    document: Document, path: Path, target: str, kinds: tuple[Kind, ...], known: Known
) -> Iterator[Problem]:
    kind = known.kinds.get(target)
    wanted = " or ".join(kind.label for kind in kinds)
    if kind is None:
        same_kind = [id for id, kind in known.kinds.items() if kind in kinds]
        fix = guess(target, same_kind, otherwise=f"add the {wanted} or correct the id")
        what = f"no {wanted} {quoted(target)}"
        yield _problem(document, path, "KB202", what, fix, other=target)
    elif kind not in kinds:
        fix = f"link {'an' if wanted[0] in 'aeiou' else 'a'} {wanted} here"
        what = f"{quoted(target)} is of the kind {kind.label}"
        yield _problem(document, path, "KB203", what, fix, other=target)


def _successor_problems(document: Document, known: Known) -> Iterator[Problem]:
    """Yield a successor of a retired entry that does not exist, or is the entry itself."""
    for path, id in texts_at(document.data, ("replaced_by",)):
        if id not in known.kinds:
            fix = guess(id, known.kinds, otherwise="name the entry that took over")
            yield _problem(document, path, "KB202", f"no entry {quoted(id)}", fix, other=id)
        elif isinstance(document.data, dict) and id == document.data.get("id"):
            what, fix = "an entry cannot replace itself", "name the entry that took over"
            yield _problem(document, path, "KB204", what, fix)


def _marked_problems(document: Document, model: type, known: Known) -> Iterator[Problem]:
    for path, mark in marked_fields(model):
        for place, value in texts_at(document.data, path):
            if isinstance(mark, InVocabulary):
                yield from _term_problems(document, place, value, mark.name, known)
            else:
                yield from _target_problems(document, place, value, (Kind(mark.kind),), known)


def _term_problems(
    document: Document, place: Path, value: str, vocabulary: str, known: Known
) -> Iterator[Problem]:
    terms = known.terms.get(vocabulary)  # none if the vocabulary itself could not be read
    if terms is not None and value not in terms:
        what = f"no term {quoted(value)} in the vocabulary {vocabulary}"
        fix = guess(value, terms, otherwise=f"use one of {', '.join(terms)}")
        yield _problem(document, place, "KB107", what, fix)


def _tally_problems(document: Document, known: Known) -> Iterator[Problem]:
    """Yield the tallies of a study whose vocabulary or term does not exist."""
    for path, dimension in texts_at(document.data, ("tallies", "*", "dimension")):
        if dimension not in VOCABULARIES:
            what = f"no vocabulary {quoted(dimension)}"
            fix = guess(dimension, VOCABULARIES, otherwise=f"use one of {', '.join(VOCABULARIES)}")
            yield _problem(document, path, "KB107", what, fix)
        for place, term in texts_at(document.data, ("tallies", "*", "term")):
            if place[:-1] == path[:-1]:
                yield from _term_problems(document, place, term, dimension, known)


def _prose_problems(document: Document, known: Known) -> Iterator[Problem]:
    if document.text and "[[" not in document.text:
        return
    for path, text in texts_of(document):
        if "[[" not in text or "snippet" in path:  # code: `frame[["a", "b"]]` is no reference
            continue
        for match in REFERENCE.finditer(text):
            if match[1] not in known.kinds:
                fix = guess(match[1], known.kinds, otherwise="correct the id or write plain text")
                what = f"no entry {quoted(match[1])}"
                yield _problem(document, path, "KB201", what, fix, other=match[1])


def texts_at(data: Plain, path: tuple[str, ...], base: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text at a path with `*` for list items, with its exact place."""
    for depth, part in enumerate(path):
        if isinstance(data, list) and part == "*":
            place, rest = (*base, *path[:depth]), path[depth + 1 :]
            for index, item in enumerate(data):
                yield from texts_at(item, rest, (*place, index))
            return
        if not isinstance(data, dict) or part not in data:
            return
        data = data[part]
    if isinstance(data, str):
        yield (*base, *path), data


def specialises_cycles(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Yield one problem per cycle of `specialises`, at its alphabetically first member."""
    parents = {
        id: [target for _, target in texts_at(document.data, ("specialises", "*", "id"))]
        for id, document in documents.items()
    }
    reported: set[frozenset[str]] = set()
    for start in sorted(parents):
        cycle = _cycle_from(start, parents)
        if len(cycle) > 1 and frozenset(cycle) not in reported:
            reported.add(frozenset(cycle))
            path: Path = ("specialises", parents[start].index((*cycle, start)[1]), "id")
            what = f"a cycle: {' → '.join((*cycle, start))}"
            yield _problem(documents[start], path, "KB205", what, "remove one of these links")


def _cycle_from(start: str, parents: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the way from an entry back to itself, or nothing."""
    queue: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while queue:
        trail = queue.pop(0)
        for parent in parents.get(trail[-1], ()):
            if parent == start:
                return trail
            if parent not in seen:
                seen.add(parent)
                queue.append((*trail, parent))
    return ()


def _problem(
    document: Document, path: Path, code: str, what: str, fix: str, *, other: str = ""
) -> Problem:
    return Problem(document.where(path), code, dotted(path), what, fix, other=other)
