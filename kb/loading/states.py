"""Read a state of the catalog to compare: a folder, or a git revision."""

from pathlib import Path

from kb.errors import CatalogError, QueryError
from kb.graph.amounts import amount
from kb.graph.tables import Tables
from kb.loading.compile import compile_catalog
from kb.loading.loader import load_catalog
from kb.loading.memory import Memory
from kb.loading.place import is_catalog
from kb.loading.revisions import catalog_at, commit_of

__all__ = ["tables_of_state"]


def tables_of_state(named: str, root: Path, memory: Memory) -> Tables:
    """Return the tables of a folder that is or holds a catalog, or else of a git revision.

    Args:
        named: the folder or the revision.
        root: the catalog whose repository knows the revision.
        memory: what is known of files read before; more is added to it.

    Raises:
        QueryError: it is neither, or the catalog there has errors.
    """
    for folder in (Path(named, "catalog"), Path(named)):
        if is_catalog(folder):
            return _tables(folder, named, memory)
    try:
        commit = commit_of(root, named)
    except QueryError as error:
        msg = f"{named!r} is neither a folder with a catalog nor a revision: {error}"
        raise QueryError(msg) from None
    with catalog_at(root, commit) as folder:
        if not is_catalog(folder):
            msg = f"there is no catalog at {named!r}; name a later revision"
            raise QueryError(msg)
        return _tables(folder, named, memory)


def _tables(folder: Path, named: str, memory: Memory) -> Tables:
    try:
        return compile_catalog(load_catalog(folder, shown="", memory=memory))
    except CatalogError as error:
        number = amount(len(error.problems), "problem")
        msg = (
            f"the catalog of {named!r} has {number}"
            f" and cannot be compared; the first is {error.problems[0]}"
        )
        raise QueryError(msg) from None
