"""KB409: every source is cited for something."""

from collections.abc import Iterator

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.lint.named import nameless
from kb.loading.loader import Catalog

__all__ = ["uncited"]


def uncited(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every source that no evidence, study or term names."""
    for id in nameless(catalog):
        if catalog.kinds[id] is Kind.SOURCE:
            what, fix = (
                "nothing cites this source",
                "cite it where it supports a claim, or remove it",
            )
            yield Problem(catalog.where(id, ("id",)), "KB409", "id", what, fix)
