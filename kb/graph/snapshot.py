"""Read the packaged snapshot: a small index at once; texts, postings and the guide when asked for."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from kb.errors import QueryError
from kb.graph.collector import collector_paused
from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Link, Posting, Postings, Rejected, Row, Tables, assemble

_Item = TypeVar("_Item")

__all__ = ["FORMAT", "GUIDE", "INDEX", "POSTINGS", "TEXTS", "read_snapshot"]

FORMAT = 3
"""Raised when the files change shape, so that an old reader refuses instead of misreading."""

INDEX, TEXTS, POSTINGS = "catalog.json", "entries.jsonl", "postings.json"
GUIDE = "guide.json"


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
    rows = [
        Row(id, kinds[kind], title, summary, status, grades[grade], contested, _tuples(facets))
        for id, kind, title, summary, status, grade, contested, facets in data["rows"]
    ]
    links = [
        Link(source, relation, target, why, grades[grade], contested, attributes)
        for source, relation, target, why, grade, contested, attributes in data["links"]
    ]
    return assemble(
        data["version"],
        rows,
        links,
        names=data["names"],
        terms=_tuples(data["terms"]),
        documents=_Texts(folder / TEXTS, data["offsets"]),
        postings=cache(lambda: _read_postings(folder / POSTINGS)),
        rejected=tuple(
            Rejected(title, kinds[kind], summary, reason, tuple(instead), tuple(phrases), added)
            for title, kind, summary, reason, instead, phrases, added in data["rejected"]
        ),
    )._replace(guide=cache(lambda: (folder / GUIDE).read_text(encoding="utf-8")))


def _tuples(lists: dict[str, list[_Item]]) -> dict[str, tuple[_Item, ...]]:
    return {name: tuple(items) for name, items in lists.items()}


def _read_postings(path: Path) -> Postings:
    with path.open(encoding="utf-8") as file:
        data = json.load(file)
    words = {word: tuple(Posting(*row) for row in rows) for word, rows in data["words"].items()}
    return Postings(tuple(data["ids"]), tuple(data["lengths"]), words)


class _Texts(Mapping[str, str]):
    """The entries' JSON texts, read from the file one by one."""

    def __init__(self, path: Path, offsets: dict[str, list[int]]) -> None:
        self._path = path
        self._offsets = offsets

    def __getitem__(self, id: str) -> str:
        start, length = self._offsets[id]
        with self._path.open("rb") as file:
            file.seek(start)
            return file.read(length).decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self._offsets)

    def __len__(self) -> int:
        return len(self._offsets)
