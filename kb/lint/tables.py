"""The tables of a catalog, made once for all the rules that ask for them."""

from kb.graph.tables import Tables
from kb.loading.compile import compile_catalog
from kb.loading.loader import Catalog

__all__ = ["tables_of"]

_last: list[tuple[Catalog, Tables]] = []


def tables_of(catalog: Catalog) -> Tables:
    """Return the tables of a catalog; those of the last one are kept."""
    if not _last or _last[0][0] is not catalog:
        _last[:] = [(catalog, compile_catalog(catalog))]
    return _last[0][1]
