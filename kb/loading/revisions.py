"""Get a catalog as it was at a git revision, into a folder of its own; nothing is checked out.

Git is run without a shell. A revision is turned into the name of a commit first, behind
`--end-of-options`, so that one that looks like an option is none.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kb.errors import QueryError, one_line

__all__ = ["catalog_at", "commit_of", "merge_base"]

LARGEST = 1024 * 1024
"""Bytes from which a file is not even looked at; an entry has far fewer."""

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_FILES = ("100644", "100755")
_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that git sets for a hook and that would send us to another repository."""


class _File(NamedTuple):
    mode: str
    blob: str
    size: int
    path: str


def commit_of(place: Path, revision: str) -> str:
    """Return the commit that a revision names in the repository around a folder.

    Raises:
        QueryError: no git, no repository, or no such revision.
    """
    _git(place, "rev-parse", "--git-dir", otherwise=f"{str(place)!r} is in no git repository")
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    otherwise = f"no revision {revision!r} in this repository{_if_shallow(place)}"
    commit = _git(place, *wanted, otherwise=otherwise).decode().split("\n")[0]
    if not _COMMIT.fullmatch(commit):
        raise QueryError(otherwise)
    return commit


def merge_base(place: Path, commit: str) -> str:
    """Return the last commit that a commit and the checked-out one have in common.

    Raises:
        QueryError: they have none.
    """
    otherwise = f"{commit[:12]} has no commit in common with this checkout{_if_shallow(place)}"
    head = commit_of(place, "HEAD")
    return _git(place, "merge-base", commit, head, otherwise=otherwise).decode().split("\n")[0]


@contextmanager
def catalog_at(place: Path, commit: str) -> Iterator[Path]:
    """Give a folder with the files that a folder of the repository had at a commit, if it was there.

    Raises:
        QueryError: a file cannot be had, or is not a regular and small one.
    """
    files = _files(place, commit)
    with TemporaryDirectory(prefix="kb-") as folder:
        top = Path(folder, "catalog")
        top.mkdir()
        for file, content in zip(files, _contents(place, files), strict=True):
            _write(top / file.path, content)
        yield top


def _files(place: Path, commit: str) -> tuple[_File, ...]:
    asked = "cannot list the files of that revision"
    below = _git(place, "rev-parse", "--show-prefix", otherwise=asked).decode().removesuffix("\n")
    whole = _git(place, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, otherwise=asked)
    lines = whole.decode("utf-8", "replace").split("\0")
    inside = [
        line.partition("\t") for line in lines if line.partition("\t")[2].startswith(below) and line
    ]
    return tuple(_file(about, path.removeprefix(below)) for about, _, path in inside)


def _file(about: str, path: str) -> _File:
    """Return what `ls-tree` says as a file.

    Raises:
        QueryError: it is a link, a submodule, too large, or would lie elsewhere.
    """
    mode, _, blob, size = about.split()
    if mode not in _FILES:
        msg = f"{path!r} is a link or a submodule at that revision, not a regular file"
        raise QueryError(msg)
    if not size.isdigit():
        msg = f"{path!r} is missing in this clone; fetch that revision as a whole"
        raise QueryError(msg)
    if int(size) > LARGEST:
        msg = f"{path!r} has {size} bytes at that revision, more than {LARGEST}"
        raise QueryError(msg)
    if ".." in PurePosixPath(path).parts or set(path) & set("\\:") or path.startswith("/"):
        msg = f"{path!r} would lie outside the catalog at that revision"
        raise QueryError(msg)
    return _File(mode, blob, int(size), path)


def _contents(place: Path, files: tuple[_File, ...]) -> Iterator[bytes]:
    asked = "".join(f"{file.blob}\n" for file in files).encode()
    answer = _git(place, "cat-file", "--batch", given=asked, otherwise="cannot read that revision")
    at = 0
    for file in files:
        start = answer.find(b"\n", at) + 1
        at = start + file.size + 1
        yield answer[start : at - 1]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _git(place: Path, *arguments: str, otherwise: str, given: bytes = b"") -> bytes:
    """Return what git answers, or say what could not be done if it fails."""
    program = shutil.which("git")
    if program is None:
        raise QueryError("git is not installed, and a revision was asked for")
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    answer = subprocess.run(  # noqa: S603 - a list of arguments, no shell; see the top
        [program, "-C", str(place), *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name not in _HOOK} | quiet,
    )
    if answer.returncode:
        said = answer.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise QueryError(one_line(f"{otherwise} ({said})" if said else otherwise))
    return answer.stdout


def _if_shallow(place: Path) -> str:
    answer = _git(place, "rev-parse", "--is-shallow-repository", otherwise="git does not answer")
    return (
        "; the clone is shallow, fetch the rest with `git fetch --unshallow`"
        if answer.strip() == b"true"
        else ""
    )
