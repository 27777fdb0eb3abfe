"""Check a catalog to the end: what the loader refuses, or else what the rules complain about."""

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kb.errors import CatalogError, Problem
from kb.graph.kinds import Kind
from kb.lint.run import lint, lint_alone
from kb.loading.files import find_files
from kb.loading.loader import Catalog, load_catalog
from kb.loading.memory import Memory
from kb.loading.reader import read_file
from kb.models.registry import MODELS

__all__ = ["Checked", "check_catalog", "concerning", "ids_of"]


class Checked(NamedTuple):
    """What a check found; without `counts` by kind there were errors, and no rule has compared entries."""

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
        about: the entries that matter, if not all do; rules may be silent about others then, and
            have looked at these alone if there are errors elsewhere.

    Raises:
        QueryError: there is no catalog.
    """
    try:
        catalog = load_catalog(root, shown=shown, memory=memory)
    except CatalogError as error:
        asked = _without_errors(root, shown, memory, about, error.problems)
        return Checked({}, tuple(sorted((*error.problems, *lint_alone(asked)))))
    kinds = list(catalog.kinds.values())
    return Checked({kind.plural: kinds.count(kind) for kind in Kind}, lint(catalog, about))


def _without_errors(
    root: Path,
    shown: str,
    memory: Memory,
    about: Collection[str],
    problems: Collection[Problem],
) -> Catalog:
    """Return those of some entries that have no errors, though others have."""
    wrong = {problem.where.path for problem in problems}
    found = [
        (kind, path.stem, read_file(path, label, memory))
        for kind, path, label in find_files(root, shown).entries
        if path.stem in about and label not in wrong
    ]
    entries = {id: MODELS[kind].model_validate(document.data) for kind, id, document in found}
    kinds = {id: kind for kind, id, _ in found}
    return Catalog(entries, kinds, {}, {id: document for _, id, document in found}, memory)


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
