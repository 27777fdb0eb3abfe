"""Which links and pieces of evidence came and went, and which grades moved."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.graph.tables import Link, Tables

__all__ = [
    "EvidenceChange",
    "GradeChange",
    "LinkChange",
    "evidence_changes",
    "grade_changes",
    "link_changes",
]

_Key = tuple[str, str, str, str]
"""A link: from, relation, to, and the outcome by which a check's links differ."""


class LinkChange(NamedTuple):
    """A link that was gained or lost, or that says something else; then `what` names it."""

    change: str
    source: str
    relation: str
    target: str
    what: str


class EvidenceChange(NamedTuple):
    """Pieces of evidence from one source that were gained or lost.

    `place` is the field and the other end of the link that they support, or empty for the entry.
    """

    change: str
    entry: str
    place: str
    source: str
    number: int


class GradeChange(NamedTuple):
    """A claim whose grade moved: an entry, or a link as `source relation target`."""

    claim: str
    before: str
    after: str


def link_changes(old: Tables, new: Tables, renamed: Mapping[str, str]) -> Iterator[LinkChange]:
    """Yield links that were gained, lost or changed; a new name of an end is no change."""
    before, after = _links(old, renamed), _links(new, {})
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield LinkChange("gained", *key[:3], key[3])
        elif key not in after:
            yield LinkChange("lost", *key[:3], key[3])
        elif what := ", ".join(_parts(before[key], after[key])):
            yield LinkChange("changed", *key[:3], what)


def _links(tables: Tables, renamed: Mapping[str, str]) -> dict[_Key, Link]:
    return {
        (
            renamed.get(link.source, link.source),
            link.relation,
            renamed.get(link.target, link.target),
            link.attributes.get("outcome", ""),
        ): link
        for links in tables.outgoing.values()
        for link in links
    }


def _parts(before: Link, after: Link) -> Iterator[str]:
    for name, value in after.attributes.items():
        was = before.attributes.get(name, "")
        if was != value:
            # The reason how to tell two apart is a sentence; the others are terms.
            yield f"{name} {was} → {value}" if " " not in was + value else name
    if before.why != after.why:
        yield "why"


def evidence_changes(
    old: Tables, new: Tables, renamed: Mapping[str, str]
) -> Iterator[EvidenceChange]:
    """Yield evidence that was gained or lost; the same finding in other words is neither."""
    before, after = Counter(_evidence(old, renamed)), Counter(_evidence(new, {}))
    for key in sorted(before.keys() | after.keys()):
        more = after[key] - before[key]
        if more:
            entry, place, source, _ = key
            yield EvidenceChange("gained" if more > 0 else "lost", entry, place, source, abs(more))


def _evidence(tables: Tables, renamed: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield entry, place, source and stance of every piece."""
    for id, text in tables.documents.items():
        data = json.loads(text)
        lists = [("", data.get("evidence", ()))]
        for field, items in data.items():
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict) and "evidence" in item:
                    end = str(item.get("id"))
                    lists.append((f"{field} {renamed.get(end, end)}", item["evidence"]))
        for place, pieces in lists:
            for piece in pieces:
                source = piece["source"]
                stance = piece.get("stance", "supports")
                yield renamed.get(id, id), place, renamed.get(source, source), stance


def grade_changes(old: Tables, new: Tables, renamed: Mapping[str, str]) -> Iterator[GradeChange]:
    """Yield the entries and links whose grade is another one than before."""
    rows = {renamed.get(id, id): row for id, row in old.rows.items()}
    for id, row in new.rows.items():
        if id in rows and (was := _grade(*rows[id][5:7])) != (now := _grade(*row[5:7])):
            yield GradeChange(id, was, now)
    links = _links(old, renamed)
    for key, link in sorted(_links(new, {}).items()):
        if key in links:
            was, now = _grade(*links[key][4:6]), _grade(*link[4:6])
            if was != now:
                yield GradeChange(" ".join(key[:3]), was, now)


def _grade(grade: str, contested: bool) -> str:  # noqa: FBT001 - two fields of a row or a link
    return f"{grade} contested" if contested else str(grade)
