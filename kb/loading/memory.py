"""Remember what was found out about a file, by its content, so that unchanged files are not read again.

What is kept lies in a folder of the user, not in the checkout: a pull request that brought a
memory of its own could call a bad file good. It may be deleted at any time.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypedDict, Union

__all__ = ["FOLDER", "Complaint", "Known", "Memory", "Plain", "content_key", "open_memory"]

Plain = Union[str, int, bool, None, list["Plain"], dict[str, "Plain"]]  # noqa: UP007 - recursive
"""What a file may hold: strings, whole numbers, true, false, null, lists and mappings."""

FOLDER = "KB_CACHE"
"""Environment variable that names the folder to keep memories in; empty to keep none."""

_KEPT = 8
"""So many memories stay, one for each catalog."""

_CODE = Path(__file__).parents[1]


Complaint = tuple[int, int, str, str, str, str, str, str]
"""A problem without its path: line, column, code, field, what, fix, level, other."""


class Known(TypedDict, total=False):
    """What is known of one content."""

    data: Plain
    """What the reader made of it; only if it had nothing to complain about."""
    own: list[Complaint]
    """What the lint rules that look at one entry only complain about."""
    said: list[str]
    """Its sentences, each as words with spaces between them."""
    stems: list[str]
    """The stems by which it is compared with others."""
    words: dict[str, tuple[int, float]]
    """Its share of the text index: stems with the bits of their fields and their weight."""


class Memory:
    """What is known of contents, by their keys."""

    def __init__(self, before: dict[str, Known] | None = None) -> None:
        self._before = before or {}
        self._parts = _parts(self._before)
        self.used: dict[str, Known] = {}

    def of(self, key: str) -> Known:
        """Return what is known of a content, to be added to."""
        return self.used.setdefault(key, self._before.get(key, Known()))

    @property
    def changed(self) -> bool:
        """Whether there is something to keep, or to forget."""
        return self.used.keys() != self._before.keys() or _parts(self.used) != self._parts


def _parts(known: dict[str, Known]) -> int:
    return sum(map(len, known.values()))


@contextmanager
def open_memory(catalog: Path) -> Iterator[Memory]:
    """Give the memory of a catalog, and keep what it holds in the end."""
    home = _home()
    name = hashlib.sha256(os.fsencode(catalog.absolute())).hexdigest()[:16]
    memory = Memory(_read(home / f"{name}.json") if home else None)
    try:
        yield memory
    finally:
        if home and memory.changed:
            with suppress(OSError):  # a folder that cannot be written to only costs time
                _write(home / f"{name}.json", memory.used)


def content_key(path: Path, raw: bytes) -> str:
    """Return the name of a content, and of the place that says what it means."""
    place = f"{path.parent.name}/{path.name}\n".encode("utf-8", "surrogateescape")
    return hashlib.sha256(place + raw).hexdigest()[:32]


def _home() -> Path | None:
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    with suppress(RuntimeError):  # a user without a home
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ml-quality-kb"
    return None


def _read(path: Path) -> dict[str, Known]:
    try:
        with path.open(encoding="utf-8") as file:
            data = json.load(file)
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict) or data.get("code") != _code():
        return {}
    known: dict[str, Known] = data["known"]
    return known


def _write(path: Path, known: dict[str, Known]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"code": _code(), "known": known}, separators=(",", ":"))
    with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as draft:
        draft.write(text)
    Path(draft.name).replace(path)
    oldest_first = sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
    for old in oldest_first[:-_KEPT]:
        old.unlink(missing_ok=True)


@cache
def _code() -> str:
    """Return a digest of everything but the content that a finding depends on."""
    seen = hashlib.sha256(f"{sys.version} {version('PyYAML')} {version('pydantic')}".encode())
    for path in sorted(_CODE.rglob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()
