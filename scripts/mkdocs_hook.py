"""Make plain `mkdocs build` and `mkdocs serve` complete: generated pages in, finishing touches on."""

import os
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from kb.api import load
from kb.errors import CatalogError
from kb.graph.tables import Tables
from kb.render.finish import finish
from kb.render.pages import render_pages

ROOT = Path(__file__).parent.parent
_built: dict[str, Tables] = {}


def catalog_folder() -> Path:
    """Return the catalog to build from; tests build others."""
    return Path(os.environ.get("KB_CATALOG") or ROOT / "catalog")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    try:
        tables = _built["tables"] = load(catalog_folder()).tables
    except CatalogError as error:
        msg = f"the catalog has problems:\n{error}"
        raise PluginError(msg) from None
    _fix_build_date(tables)
    for path, text in render_pages(tables).items():
        files.append(File.generated(config, str(path), content=text))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the builder does not know about."""
    finish(Path(config.site_dir), _built["tables"])


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG001 - the builder's signature
    """Rebuild when an entry changes."""
    server.watch(str(catalog_folder()))
    return server


def _fix_build_date(tables: Tables) -> None:
    """Date the build by the newest entry, so that the same content gives the same bytes."""
    import json

    dates = [
        str(data.get("changed") or data["added"])
        for data in map(json.loads, tables.documents.values())
    ]
    newest = datetime.fromisoformat(max(dates, default="2026-01-01")).replace(tzinfo=UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(newest.timestamp())))
