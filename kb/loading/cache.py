"""Keep the tables of a checkout's own catalog between runs, so that an answer need not wait for the YAML.

They are made again whenever a file of the catalog or of this package has changed.
"""

from contextlib import suppress
from pathlib import Path

from kb.graph.snapshot import INDEX, read_snapshot
from kb.graph.tables import Tables
from kb.loading.user_cache import code_state, new_folder, place_of, state_of

__all__ = ["cached_tables", "last_tables"]


def cached_tables(catalog: Path) -> Tables:
    """Return the tables of a catalog, from the cache if nothing has changed since.

    Raises:
        CatalogError: the YAML has errors; nothing is cached then.
    """
    home = _home(catalog)
    kept = home / f"{state_of(catalog, '.yaml')}-{code_state()}" if home else None
    if kept and (kept / INDEX).is_file():
        return read_snapshot(kept)
    from kb.loading.compile import compile_catalog
    from kb.loading.loader import load_catalog
    from kb.loading.snapshot import write_snapshot

    tables = compile_catalog(load_catalog(catalog))
    if kept:
        # That nothing can be written is no reason not to answer.
        with suppress(OSError), new_folder(kept) as draft:
            write_snapshot(tables, draft)
    return tables


def last_tables(catalog: Path) -> Tables | None:
    """Return the tables of the last state that had no problems, or nothing if none is kept."""
    home = _home(catalog)
    states = home.glob(f"*-{code_state()}") if home else ()
    newest_first = sorted(states, key=lambda one: one.stat().st_mtime, reverse=True)
    return next((read_snapshot(state) for state in newest_first), None)


def _home(catalog: Path) -> Path | None:
    return place_of(catalog, "tables")
