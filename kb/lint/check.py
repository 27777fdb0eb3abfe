"""Check a catalog to the end: what the loader refuses, or else what the rules complain about."""

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kb.errors import CatalogError, Problem
from kb.graph.kinds import Kind
from kb.lint.run import lint
from kb.loading.loader import load_catalog
from kb.loading.memory import Memory

__all__ = ["Checked", "check_catalog", "concerning", "ids_of"]


class Checked(NamedTuple):
    """What a check found; without `counts` by kind there were errors, and no rule has run."""

    counts: dict[str, int]
    problems: tuple[Problem, ...]


def check_catalog(
    root: Path, shown: str, memory: Memory, *, about: Collection[str] = ()
) -> Checked:
    """Return the counts and all problems of the catalog in a folder.

    Args:
        root: the folder.
        shown: what problems put before a file's path in it.
        memory: what is known of files read before; more is added to it.
        about: the entries that matter, if not all do; rules may be silent about others then.

    Raises:
        QueryError: there is no catalog.
    """
    try:
        catalog = load_catalog(root, shown=shown, memory=memory)
    except CatalogError as error:
        return Checked({}, error.problems)
    kinds = list(catalog.kinds.values())
    return Checked({kind.plural: kinds.count(kind) for kind in Kind}, lint(catalog, about))


def concerning(checked: Checked, names: Collection[str]) -> Checked:
    """Return only the problems in some files, or in others because of them.

    Args:
        checked: what was found in the whole catalog.
        names: the files, as the problems name them.
    """
    ids = ids_of(names)
    return Checked(
        checked.counts,
        tuple(
            problem
            for problem in checked.problems
            if problem.other in ids or any(_covers(problem.where.path, name) for name in names)
        ),
    )


def ids_of(names: Iterable[str]) -> set[str]:
    """Return the ids that files should have by their names."""
    return {PurePosixPath(name).stem for name in names}


def _covers(path: str, name: str) -> bool:
    """Whether a problem's path is a file, or a folder around it that does not belong there."""
    return path == name or name.startswith(f"{path}/")
