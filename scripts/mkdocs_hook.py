"""Make plain `mkdocs build` and `mkdocs serve` complete: generated pages in, finishing touches on."""

import gc
import os
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builder runs from a fresh clone, nothing of ours installed

from kb.api import load  # noqa: E402 - needs the line above
from kb.cli.reference import reference_pages  # noqa: E402
from kb.errors import CatalogError  # noqa: E402
from kb.export.dates import newest_change  # noqa: E402
from kb.graph.tables import Tables  # noqa: E402
from kb.render.blocks import put_back, take_out  # noqa: E402
from kb.render.finish import finish  # noqa: E402
from kb.render.site import Place  # noqa: E402
from kb.render.whole import render_whole  # noqa: E402

NONCE = secrets.token_urlsafe(16)
"""Lets the development server's own script run under the policy; new with every start."""

_built: dict[str, Tables] = {}
_files: dict[PurePosixPath, str] = {}
_blocks: dict[str, tuple[str, ...]] = {}
"""Finished HTML of each page, by the path of its source."""

_serving: list[bool] = []


def on_startup(command: str, **_: object) -> None:
    """Remember whether the site is served, which needs one more script than a built one."""
    _serving[:] = [command == "serve"]


def catalog_folder() -> Path:
    """Return the catalog to build from; tests build others."""
    return Path(os.environ.get("KB_CATALOG") or ROOT / "catalog")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    gc.unfreeze()
    for folder in (config.docs_dir, config.theme.custom_dir):
        _refuse_links(Path(folder))
    try:
        _built["tables"] = load(catalog_folder()).tables
    except CatalogError as error:
        msg = f"the catalog has problems:\n{error}"
        if not (any(_serving) and _built):
            raise PluginError(msg) from None
        # The browser keeps the last good pages instead of waiting for the correction.
        print(
            f"{msg}\nThe site shows the last good state until this is corrected.", file=sys.stderr
        )
    tables = _built["tables"]
    _fix_build_date(tables)
    place = Place(config.site_url or "", config.repo_url or "")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    whole = render_whole(tables, place, changelog=changelog)
    _files.clear()
    _files.update(whole.files)
    _blocks.clear()
    for path, text in whole.pages.items():
        if path.parent.name != "rules":  # written by us in Markdown, with HTML only in its examples
            text, _blocks[str(path)] = take_out(text)  # noqa: PLW2901 - the same page
        files.append(_generated(config, path, text))
    for path, text in reference_pages().items():
        files.append(_generated(config, path, text))
    gc.freeze()  # a tenth of a build would go into looking through the catalog for garbage
    return files


def _refuse_links(folder: Path) -> None:
    """Stop at a symbolic link: the builder would copy what it leads to into the site."""
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.is_symlink():
            msg = f"{path} is a symbolic link; replace it by the file or folder"
            raise PluginError(msg)


def _generated(config: MkDocsConfig, path: PurePosixPath, text: str) -> File:
    """Return a page for the builder, which would write it wherever its path leads."""
    file = File.generated(config, str(path), content=text)
    site = Path(config.site_dir).resolve()
    if not Path(file.abs_dest_path).resolve().is_relative_to(site):
        msg = f"the page {str(path)!r} lies outside the site"
        raise PluginError(msg)
    return file


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Put finished HTML where it belongs."""
    return put_back(html, _blocks.get(page.file.src_uri, ()))


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the builder does not know about."""
    nonce = NONCE if any(_serving) else ""
    finish(Path(config.site_dir), _built["tables"], files=_files, nonce=nonce)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG001 - the builder's signature
    """Rebuild when an entry changes, and let the page reload itself under the policy."""
    server.watch(str(catalog_folder()))
    inject = server._inject_js_into_html  # noqa: SLF001 - there is no public way

    def inject_with_nonce(content: bytes, epoch: int) -> bytes:
        before, script, after = inject(content, epoch).rpartition(b"<script>")
        return before + script.replace(b">", f' nonce="{NONCE}">'.encode()) + after

    server._inject_js_into_html = inject_with_nonce  # noqa: SLF001
    return server


def _fix_build_date(tables: Tables) -> None:
    """Date the build by the newest entry, so that the same content gives the same bytes."""
    newest = datetime.fromisoformat(newest_change(tables)).replace(tzinfo=UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(newest.timestamp())))
