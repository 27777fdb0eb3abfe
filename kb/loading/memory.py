"""Remember what was found out about a file, by its content, so that unchanged files are not read again."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TypedDict, Union

from kb.loading.user_cache import code_state, new_file, place_of

__all__ = ["Complaint", "Known", "Memory", "Plain", "content_key", "open_memory"]

Plain = Union[str, int, bool, None, list["Plain"], dict[str, "Plain"]]  # noqa: UP007 - recursive
"""What a file may hold: strings, whole numbers, true, false, null, lists and mappings."""

Complaint = tuple[int, int, str, str, str, str, str, str]
"""A problem without its path: line, column, code, field, what, fix, level, other."""

_PARTS = "0123456789abcdef"
"""What is known lies in so many files, by how its key begins: after an edit a few are written."""


class Known(TypedDict, total=False):
    """What is known of one content; texts hold several things, for these are quicker to read."""

    data: Plain
    """What the reader made of it; only if it had nothing to complain about."""
    sound: bool
    """Whether its model and the file's name had nothing to complain about; absent if they had."""
    holds: str
    """The state of ids, terms and outcomes of which all that it refers to are known to be there."""
    names: str
    """The ids that it refers to."""
    own: list[Complaint]
    """What the lint rules that look at one entry only complain about."""
    said: str
    """Its sentences, one per line, each as words with spaces between them."""
    stems: str
    """The stems by which it is compared with others."""
    words: str
    """The stems by which it is found, each once."""


class Memory:
    """What is known of contents, by their keys."""

    def __init__(self, before: Mapping[str, Known] | None = None) -> None:
        self._before = before or {}
        self._kept = _outlines(self._before)
        self.used: dict[str, Known] = {}

    def of(self, key: str) -> Known:
        """Return what is known of a content, to be added to; without a key that is for nothing."""
        if not key:
            return Known()
        return self.used.setdefault(key, self._before.get(key, Known()))

    def changed(self) -> Iterator[tuple[str, dict[str, Known]]]:
        """Yield the parts in which there is something to keep, or to forget, by their names."""
        now = _outlines(self.used)
        for part, outline in now.items():
            if outline != self._kept[part]:
                yield part, {key: self.used[key] for key in outline}


def _outlines(known: Mapping[str, Known]) -> dict[str, dict[str, tuple[int, str]]]:
    """Return by parts what tells whether something has changed: nothing that is known turns wrong."""
    found: dict[str, dict[str, tuple[int, str]]] = {part: {} for part in _PARTS}
    for key, own in known.items():
        found[key[0]][key] = len(own), own.get("holds", "")
    return found


@contextmanager
def open_memory(catalog: Path) -> Iterator[Memory]:
    """Give the memory of a catalog, and keep what it holds in the end."""
    place = place_of(catalog, "memory")
    memory = Memory(_read(place) if place else None)
    try:
        yield memory
    finally:
        if place:
            with suppress(OSError):  # a folder that cannot be written to only costs time
                for part, known in memory.changed():
                    told = {"code": _code(), "known": known}
                    new_file(place / f"{part}.json", json.dumps(told, separators=(",", ":")))


def _read(place: Path) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for part in _PARTS:
        with suppress(OSError, ValueError):
            data = json.loads((place / f"{part}.json").read_text(encoding="utf-8"))
            if isinstance(data, dict) and data.get("code") == _code():
                found.update(data["known"])
    return found


def _code() -> str:
    """Return what tells everything but the content that a finding depends on."""
    import pydantic
    import yaml

    return f"{code_state()} {pydantic.VERSION} {yaml.__version__}"


def content_key(path: Path, raw: bytes) -> str:
    """Return the name of a content, and of the place that says what it means."""
    place = f"{path.parent.name}/{path.name}\n".encode("utf-8", "surrogateescape")
    return sha256(place + raw).hexdigest()[:32]
