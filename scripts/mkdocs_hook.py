"""Make plain `mkdocs build` and `mkdocs serve` complete: generated pages in, finishing touches on."""

import gc
import os
import secrets
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builder runs from a fresh clone, nothing of ours installed

from kb.cli.reference import reference_pages  # noqa: E402 - needs the line above
from kb.errors import CatalogError  # noqa: E402
from kb.export.dates import newest_change  # noqa: E402
from kb.graph.collector import collector_paused  # noqa: E402
from kb.graph.tables import Tables  # noqa: E402
from kb.loading.compile import compile_catalog  # noqa: E402
from kb.loading.loader import load_catalog  # noqa: E402
from kb.loading.memory import Memory  # noqa: E402
from kb.loading.user_cache import state_of  # noqa: E402
from kb.render.blocks import put_back, take_out  # noqa: E402
from kb.render.changelog import releases  # noqa: E402
from kb.render.finish import (  # noqa: E402
    TABLES,
    add_policy,
    browser_table,
    finish,
    trusted_in,
    write,
)
from kb.render.pages import makers  # noqa: E402
from kb.render.site import Place, Site  # noqa: E402
from kb.render.whole import files_of, render_whole  # noqa: E402
from scripts.on_demand import OnDemand  # noqa: E402

NONCE = secrets.token_urlsafe(16)
"""Lets the development server's own script run under the policy; new with every start."""

_built: dict[str, Tables] = {}
_memory = Memory()
"""What is known of the catalog's files, so that only those are read again that have changed."""
_last: list[tuple[Environment, MkDocsConfig, Files]] = []
"""What the builder had made before it built the pages."""
_nav: list[Navigation] = []
_pages: set[PurePosixPath] = set()
"""Sources of the pages that are made of the catalog."""
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
    _read()
    tables = _built["tables"]
    _fix_build_date(tables)
    gc.freeze()  # templates leave garbage behind, the catalog is none and need not be looked through
    pages, beside = render_whole(tables, _place(config), changelog=_changelog())
    _files.clear()
    _files.update(beside)
    _blocks.clear()
    _pages.clear()
    _pages.update(pages)
    for path in tuple(pages):  # each text is let go of, for its blocks are as long
        files.append(_generated(config, path, _without_blocks(path, pages.pop(path))))
    for path, text in reference_pages().items():
        files.append(_generated(config, path, text))
    gc.freeze()
    return files


def _read() -> bool:
    """Read the catalog; while serving, a broken one is told, and the last good one stays."""
    for kept in (Site.prose_at, Site.rows):  # they would hold every state that was ever served
        kept.cache_clear()
    try:
        _built["tables"] = compile_catalog(load_catalog(catalog_folder(), memory=_memory))
    except CatalogError as error:
        msg = f"the catalog has problems:\n{error}"
        if not (any(_serving) and _built):
            raise PluginError(msg) from None
        # The browser keeps the last good pages instead of waiting for the correction.
        print(
            f"{msg}\nThe site shows the last good state until this is corrected.", file=sys.stderr
        )
        return False
    return True


def _place(config: MkDocsConfig) -> Place:
    return Place(config.site_url or "", config.repo_url or "")


def _changelog() -> str:
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _without_blocks(path: PurePosixPath, text: str) -> str:
    """Return what the builder has to look at of a generated page, and keep the rest."""
    if path.parent.name == "rules":  # written by us in Markdown, with HTML only in its examples
        return text
    text, _blocks[str(path)] = take_out(text)
    return text


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


def on_nav(nav: Navigation, **_: object) -> None:
    """Keep the navigation, for pages that are built again."""
    _nav[:] = [nav]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep what the builder has made, for pages that are built again."""
    env.auto_reload = any(
        _serving
    )  # else each part of each page asks whether its template has changed
    _last[:] = [(env, config, files)]


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Put finished HTML where it belongs."""
    return put_back(html, _blocks.pop(page.file.src_uri, ()))


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the builder does not know about."""
    nonce = NONCE if any(_serving) else ""
    finish(Path(config.site_dir), _built["tables"], files=_files, nonce=nonce)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG001 - the builder's signature
    """Follow the catalog when an entry changes, and let the page reload itself under the policy."""
    server.watch(str(catalog_folder()))
    demand = OnDemand(server, waiting=_waiting, others=partial(_others, config))
    inject = server._inject_js_into_html  # noqa: SLF001 - there is no public way

    def inject_with_nonce(content: bytes, epoch: int) -> bytes:
        before, script, after = inject(demand.page(content), epoch).rpartition(b"<script>")
        return before + script.replace(b">", f' nonce="{NONCE}">'.encode()) + after

    server._inject_js_into_html = inject_with_nonce  # noqa: SLF001
    return server


def _others(config: MkDocsConfig) -> str:
    """Return the state of all files but the catalog that the site is made of."""
    folders = (config.docs_dir, config.theme.custom_dir)
    changed = Path(config.config_file_path).stat().st_mtime_ns
    return " ".join((*(state_of(Path(folder)) for folder in folders), str(changed)))


@collector_paused()
def _waiting() -> dict[str, Callable[[], None]] | None:
    """Read the catalog anew; return what builds each file that is made of it, or nothing if it is broken."""
    if not _read():
        return None
    [(_, config, files)] = _last
    tables, target = _built["tables"], Path(config.site_dir)
    site, log = Site(tables, _place(config)), releases(_changelog())
    made = makers(site, log)
    for gone in _pages - made.keys():
        file = files.src_uris.get(str(gone))
        files.remove(file)
        Path(file.abs_dest_path).unlink(missing_ok=True)
    for new in made.keys() - _pages:
        files.append(_generated(config, new, ""))
    _pages.clear()
    _pages.update(made)

    def write_table(path: PurePosixPath) -> None:
        write(target, {path: browser_table(tables, path)})

    @cache
    def write_files() -> None:
        told = files_of(site, log)
        for gone in _files.keys() - told.keys():
            (target / gone).unlink(missing_ok=True)
        _files.clear()
        _files.update(told)
        write(target, _files)
        pages = [target / path for path in _files if path.suffix == ".html"]
        add_policy(pages, trusted_in(target), nonce=NONCE)

    waiting: dict[str, Callable[[], None]] = dict.fromkeys(("", *map(str, _files)), write_files)
    waiting |= {str(path): partial(write_table, path) for path in TABLES}
    for path, make in made.items():
        file = files.src_uris[str(path)]
        waiting[file.dest_uri] = partial(_build_again, file, make)
        if not Path(file.abs_dest_path).exists():
            waiting.pop(file.dest_uri)()
    return waiting


def _build_again(file: File, make: Callable[[], str]) -> None:
    """Build one page as the builder does, with what it had made for all of them."""
    [(env, config, files)], [nav] = _last, _nav
    file.content_string = _without_blocks(PurePosixPath(file.src_uri), make())
    page = file.page or Page(None, file, config)
    build._populate_page(page, config, files)  # noqa: SLF001 - there is no public way
    build._build_page(page, config, files.documentation_pages(), nav, env)  # noqa: SLF001
    built = Path(file.abs_dest_path)
    add_policy([built], trusted_in(Path(config.site_dir)), nonce=NONCE)


def _fix_build_date(tables: Tables) -> None:
    """Date the build by the newest entry, so that the same content gives the same bytes."""
    newest = datetime.fromisoformat(newest_change(tables)).replace(tzinfo=UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(newest.timestamp())))
