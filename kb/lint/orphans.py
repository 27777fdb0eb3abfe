"""KB403: every entry but an issue or a source is linked by another one."""

from collections.abc import Iterator

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.lint.named import nameless
from kb.loading.loader import Catalog

__all__ = ["orphans"]


def orphans(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every entry that nobody would ever reach."""
    for id in nameless(catalog):
        if catalog.kinds[id] is not Kind.SOURCE:
            what, fix = "nothing links to this entry", "link it from an issue, or remove it"
            yield Problem(catalog.where(id, ("id",)), "KB403", "id", what, fix)
