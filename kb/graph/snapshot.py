"""Read the packaged snapshot: a small index at once, the rest when it is touched."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from kb.errors import QueryError
from kb.graph.collector import collector_paused
from kb.graph.entries import Entries
from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Link, Posting, Postings, Rejected, Row, Tables

_Item = TypeVar("_Item")

__all__ = ["FORMAT", "GUIDE", "INDEX", "LINKS", "POSTINGS", "ROWS", "TEXTS", "read_snapshot"]

FORMAT = 4
"""Raised when the files change shape, so that an old reader refuses instead of misreading."""

INDEX, TEXTS, POSTINGS = "catalog.json", "entries.jsonl", "postings.jsonl"
ROWS, LINKS, GUIDE = "rows.jsonl", "links.jsonl", "guide.json"


def read_snapshot(folder: Path) -> Tables:
    """Return the tables that `kb.loading.snapshot.write_snapshot` wrote into a folder.

    Raises:
        QueryError: another version of this package wrote them.
    """
    with collector_paused():
        return _read(folder)


def _read(folder: Path) -> Tables:
    with (folder / INDEX).open(encoding="utf-8") as file:
        data = json.load(file)
    if data["format"] != FORMAT:
        msg = f"snapshot of format {data['format']}, this version reads {FORMAT}; install the package again"
        raise QueryError(msg)
    kinds = {kind.value: kind for kind in Kind}
    grades = {grade.value: grade for grade in Grade}
    ids = tuple(data["offsets"])
    outgoing, incoming = _links(folder / LINKS, ids, grades)
    return Tables(
        data["version"],
        _rows(folder / ROWS, ids, kinds, grades),
        outgoing,
        incoming,
        names=data["names"],
        terms=_tuples(data["terms"]),
        documents=_texts(folder / TEXTS, data["offsets"]),
        postings=cache(lambda: _read_postings(folder / POSTINGS)),
        rejected=tuple(
            Rejected(title, kinds[kind], summary, reason, tuple(instead), tuple(phrases), added)
            for title, kind, summary, reason, instead, phrases, added in data["rejected"]
        ),
        guide=cache(lambda: (folder / GUIDE).read_text(encoding="utf-8")),
    )


def _rows(
    path: Path, ids: Sequence[str], kinds: Mapping[str, Kind], grades: Mapping[str, Grade]
) -> Entries[Row]:
    """Return the rows; an entry's line of the file is parsed when it is touched."""
    line = _lines(path, ids)

    @cache
    def row(id: str) -> Row:
        kind, title, summary, status, grade, contested, facets = json.loads(line(id))
        return Row(
            id, kinds[kind], title, summary, status, grades[grade], contested, _tuples(facets)
        )

    return Entries(ids, row)


def _lines(path: Path, ids: Sequence[str]) -> Callable[[str], bytes]:
    """Return a function that gives an entry's line of a file, which is read once."""
    lines = cache(lambda: dict(zip(ids, path.read_bytes().splitlines(), strict=True)))

    def line(id: str) -> bytes:
        return lines()[id]

    return line


def _links(
    path: Path, ids: Sequence[str], grades: Mapping[str, Grade]
) -> tuple[Entries[tuple[Link, ...]], Entries[tuple[Link, ...]]]:
    """Return the links from and to each entry; its line of the file is parsed when it is touched."""
    line = _lines(path, ids)

    @cache
    def around(id: str) -> tuple[tuple[Link, ...], Sequence[int]]:
        written, sources = json.loads(line(id))
        links = (
            Link(id, relation, target, why, grades[grade], contested, attributes)
            for relation, target, why, grade, contested, attributes in written
        )
        return tuple(links), sources

    @cache
    def incoming(id: str) -> tuple[Link, ...]:
        sources = (around(ids[number])[0] for number in around(id)[1])
        return tuple(link for links in sources for link in links if link.target == id)

    def outgoing(id: str) -> tuple[Link, ...]:
        return around(id)[0]

    return Entries(ids, outgoing), Entries(ids, incoming)


def _tuples(lists: dict[str, list[_Item]]) -> dict[str, tuple[_Item, ...]]:
    return {name: tuple(items) for name, items in lists.items()}


def _read_postings(path: Path) -> Postings:
    """Return the text index; the line of a word is parsed when it is touched."""
    first, *rest = path.read_bytes().splitlines()
    ids, lengths, words = json.loads(first)
    lines = dict(zip(words, rest, strict=True))

    @cache
    def using(word: str) -> tuple[Posting, ...]:
        return tuple(Posting(*row) for row in json.loads(lines[word]))

    return Postings(tuple(ids), tuple(lengths), Entries(words, using))


def _texts(path: Path, offsets: Mapping[str, tuple[int, int]]) -> Entries[str]:
    """Return the entries' JSON texts, read from the file one by one."""

    def text(id: str) -> str:
        start, length = offsets[id]
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length).decode("utf-8")

    return Entries(offsets, text)
