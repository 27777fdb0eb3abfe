"""Where everything lies that only saves time: a folder of the user, which may be deleted at any time.

Nothing is kept in a checkout: a pull request or an archive that brought answers along could call a
bad file good, or show another catalog.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

__all__ = ["FOLDER", "KEPT", "code_state", "new_file", "new_folder", "place_of", "state_of"]

FOLDER = "KB_CACHE"
"""Environment variable that names another folder for caches; empty to keep nothing."""

KEPT = 8
"""So many catalogs stay, and so many states of one: a notebook still reads the one it opened."""

_CODE = Path(__file__).parents[1]


def place_of(catalog: Path, what: str) -> Path | None:
    """Return the folder for one kind of thing that is kept of a catalog, if anything is to be kept."""
    home = _home()
    return home / what / _short(str(catalog.resolve())) if home else None


def _home() -> Path | None:
    """Return a folder of our own, whatever was named: old things in it are deleted."""
    named = os.environ.get(FOLDER, os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    with suppress(RuntimeError):  # a user without a home
        return Path(named).expanduser().absolute() / "ml-quality-kb" if named else None
    return None


def state_of(folder: Path, suffix: str = "") -> str:
    """Return a digest of names, sizes and times of the files in a folder and in those below it."""
    found: list[str] = []
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as items:
            for item in items:
                if item.is_dir(follow_symlinks=False):
                    waiting.append(item.path)
                elif item.name.endswith(suffix):
                    with suppress(FileNotFoundError):  # an editor's draft may be gone by now
                        told = item.stat(follow_symlinks=False)
                        # An archive sets the first time as it likes, but not the second.
                        times = f"{told.st_mtime_ns} {told.st_ctime_ns}"
                        found.append(f"{item.path} {told.st_size} {times}")
    return _short("\n".join(sorted(found)))


@cache
def code_state() -> str:
    """Return what tells this version of the code from others: what they kept is not read."""
    return _short(f"{sys.version} {state_of(_CODE, '.py')}")


def _short(text: str) -> str:
    return sha256(os.fsencode(text)).hexdigest()[:20]


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to write into, which becomes the target as a whole or not at all.

    Raises:
        OSError: it cannot be written, or another process was faster.
    """
    import shutil
    from tempfile import mkdtemp

    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(dir=target.parent, prefix="draft-"))
    try:
        yield draft
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _drop_old(target.parent)
    _drop_old(target.parent.parent)


def new_file(target: Path, text: str) -> None:
    """Write a file as a whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    from tempfile import mkstemp

    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = mkstemp(dir=target.parent, prefix="draft-")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _drop_old(target.parent.parent)


def _drop_old(folder: Path) -> None:
    import shutil

    newest_first = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
