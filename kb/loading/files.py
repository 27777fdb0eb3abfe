"""Find the files of a catalog, and whatever does not belong there."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from kb.errors import Location, Problem
from kb.graph.kinds import Kind
from kb.models.vocabulary import VOCABULARIES

__all__ = ["GUIDE", "REJECTED", "CatalogFiles", "find_files", "printable"]

_FOLDERS = {kind.folder: kind for kind in Kind}
REJECTED = "rejected.yaml"
"""The list of proposals that were turned down, at the top of a catalog."""

GUIDE = "guide.yaml"
"""The interview guide, at the top of a catalog."""

_BESIDE = frozenset({"README.md", "LICENSE", GUIDE, REJECTED})
"""Files that may stand at the top of a catalog."""


class CatalogFiles(NamedTuple):
    """The files of a catalog, sorted, each with the path that problems print."""

    entries: tuple[tuple[Kind, Path, str], ...]
    vocabularies: tuple[tuple[str, Path, str], ...]
    rejected: tuple[Path, str] | None
    """The list of proposals that were turned down, if there is one."""
    guide: tuple[Path, str] | None
    """The interview guide, if there is one."""
    problems: tuple[Problem, ...]


def find_files(root: Path, shown: str) -> CatalogFiles:
    """List a catalog's entry and vocabulary files.

    Args:
        root: the folder that holds `issues/`, `vocabulary/` and so on.
        shown: how problems name that folder; empty for the current one.
    """
    entries: list[tuple[Kind, Path, str]] = []
    vocabularies: list[tuple[str, Path, str]] = []
    problems: list[Problem] = []
    for top in sorted(root.iterdir()):
        name = _label(shown, top)
        if top.name in _BESIDE or top.name.startswith("."):
            continue
        if top.is_symlink():
            what, fix = "not a regular folder", "replace the link by the folder"
            problems.append(Problem(Location(name), "KB506", "", what, fix))
            continue
        if not _is_plain_folder(top):
            folders = ", ".join(sorted((*_FOLDERS, "vocabulary")))
            what, fix = "does not belong here", f"put entries into one of {folders}"
            problems.append(Problem(Location(name), "KB303", "", what, fix))
            continue
        for path in sorted(top.iterdir()):
            label = _label(f"{name}/", path)
            is_folder = path.is_dir() and not path.is_symlink()
            if path.suffix != ".yaml" or is_folder or not path.name.isprintable():
                what, fix = "is not an entry", "name it <id>.yaml or move it away"
                problems.append(Problem(Location(label), "KB303", "", what, fix))
            elif top.name == "vocabulary":
                vocabularies.append((path.stem, path, label))
            else:
                entries.append((_FOLDERS[top.name], path, label))
    for stem, _, label in vocabularies:
        if stem not in VOCABULARIES:
            fix = f"use one of {', '.join(VOCABULARIES)}"
            problems.append(Problem(Location(label), "KB303", "", "no such vocabulary", fix))
    rejected, guide = (_single(root / name, shown) for name in (REJECTED, GUIDE))
    return CatalogFiles(tuple(entries), tuple(vocabularies), rejected, guide, tuple(problems))


def _single(path: Path, shown: str) -> tuple[Path, str] | None:
    """Return a file at the top of the catalog; also a link whose target is gone, for the reader to refuse."""
    return (path, _label(shown, path)) if os.path.lexists(path) else None


def _label(folder: str, path: Path) -> str:
    """Return a path to print: one that cannot begin a line like a command to a CI."""
    name = printable(path.name)
    return f"{folder}{name}" if folder or name[0].isalnum() else f"./{name}"


def printable(name: str) -> str:
    """Return a file's name so that it cannot break a line."""
    return name if name.isprintable() else ascii(name)


def _is_plain_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode) and path.name in {*_FOLDERS, "vocabulary"}
