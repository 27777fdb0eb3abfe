"""Keep the tables of a checkout's own catalog between runs: reading the YAML takes seconds, this does not.

The cache lies in `.cache/` beside the catalog and is made again whenever a file of the catalog or
of this package has changed; it may be deleted at any time.
"""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from kb.graph.snapshot import INDEX, read_snapshot
from kb.graph.tables import Tables

__all__ = ["cached_tables", "last_tables"]

KEPT = 8
"""So many states stay, for a notebook that still reads the one it opened."""

_CODE = Path(__file__).parents[1]


def cached_tables(catalog: Path) -> Tables:
    """Return the tables of a catalog, from the cache if nothing has changed since.

    Raises:
        CatalogError: the YAML has errors; nothing is cached then.
    """
    home = _home(catalog)
    kept = home / _fingerprint(catalog)
    if (kept / INDEX).is_file():
        return read_snapshot(kept)
    from kb.loading.compile import compile_catalog
    from kb.loading.loader import load_catalog
    from kb.loading.snapshot import write_snapshot

    tables = compile_catalog(load_catalog(catalog))
    with suppress(OSError):  # a folder that cannot be written to is no reason not to answer
        home.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(dir=home, prefix="draft-"))
        write_snapshot(tables, draft)
        draft.rename(kept)
        for old in _newest_first(home)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
    return tables


def last_tables(catalog: Path) -> Tables | None:
    """Return the tables of the last state that had no problems, or nothing if none is kept."""
    states = (state for state in _newest_first(_home(catalog)) if (state / INDEX).is_file())
    return next(map(read_snapshot, states), None)


def _home(catalog: Path) -> Path:
    return catalog.parent / ".cache" / "kb"


def _newest_first(home: Path) -> list[Path]:
    states = home.iterdir() if home.is_dir() else ()
    return sorted(states, key=lambda one: one.stat().st_mtime, reverse=True)


def _fingerprint(catalog: Path) -> str:
    """Return a digest of names, sizes and times of all files that the tables depend on."""
    seen = hashlib.sha256()
    for folder, pattern in ((catalog, "*.yaml"), (_CODE, "*.py")):
        for path in sorted(folder.rglob(pattern)):
            found = path.lstat()
            seen.update(f"{path}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:20]
