"""Tell the problems that a change brings from those that were there before."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kb.errors import Problem
from kb.lint.check import Checked, check_catalog
from kb.loading.files import REJECTED
from kb.loading.memory import Memory
from kb.loading.place import is_catalog, name_of
from kb.loading.revisions import catalog_at, commit_of, merge_base

__all__ = ["since"]

_MOVES = re.compile(r"[\d.:]+")
"""What changes in a message though the problem does not: lines, numbers of items, a likeness."""


def since(root: Path, base: str, *, shown: str, memory: Memory) -> Checked:
    """Return the problems of files that differ from a revision, and those new in other files.

    The files are compared with the last commit that the revision and the checkout have in common,
    as in a pull request; what is not committed yet counts as well. If the catalog had errors at
    that commit, no rule ran there, and complaints of rules about other files all count as new.

    Raises:
        QueryError: there is no catalog, no git, no repository or no such revision.
    """
    commit = merge_base(root, commit_of(root, base))
    now = check_catalog(root, shown, memory)
    with catalog_at(root, commit) as old:
        before = check_catalog(old, shown, memory) if is_catalog(old) else Checked({}, ())
        changed = {name_of(file, root, shown) for file in _differing(root, old)}
    known = Counter(map(_sameness, before.problems))
    new = []
    for problem in now.problems:
        known[_sameness(problem)] -= 1
        if problem.where.path in changed or known[_sameness(problem)] < 0:
            new.append(problem)
    return Checked(now.counts, tuple(new))


def _sameness(problem: Problem) -> tuple[str, ...]:
    """Return what two sightings of one problem have in common, wherever lines have moved."""
    words = (_MOVES.sub("", text) for text in (problem.field, problem.what))
    return (problem.where.path, problem.code, problem.other, *words)


def _differing(root: Path, old: Path) -> Iterator[Path]:
    """Yield the files of a folder that are not the same in another one."""
    for file in (root / REJECTED, *root.glob("*/*")):
        before = old / file.relative_to(root)
        if _lines(file) != _lines(before):
            yield file


def _lines(file: Path) -> list[bytes] | None:
    """Return the lines of a file; where a checkout ends them otherwise, nothing has changed."""
    return file.read_bytes().splitlines() if file.is_file() else None
