"""While serving: what is made of the catalog is built when a browser asks for it, and not at every edit."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import RLock, local
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer

__all__ = ["OnDemand"]

_POLL = "livereload/"
"""Where a page asks whether it is still up to date."""


class OnDemand:
    """Stands between a server and its builder, and between it and browsers.

    Args:
        server: the development server, which has built the whole site.
        waiting: reads the catalog and returns what builds each file that is made of it, by its
            path below the site, and below an empty path what builds those that are not there yet;
            nothing if that is not possible now.
        others: the state of all that the site is made of besides; if it changes, all is built.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        *,
        waiting: Callable[[], Mapping[str, Callable[[], None]] | None],
        others: Callable[[], str],
    ) -> None:
        self._server = server
        self._read = waiting
        self._others = others
        self._state = others()
        self._waiting: dict[str, Callable[[], None]] = {}
        self._asked = local()
        self._lock = RLock()
        self._build_all = server.builder
        self._answer = server.get_app()
        server.builder = self._rebuild
        server.set_app(self._serve)

    def _rebuild(self) -> None:
        with self._lock:
            state = self._others()
            if state != self._state:
                self._build_all()
                self._state = state
                self._waiting = {}
            elif (waiting := self._read()) is not None:
                self._waiting = dict(waiting)

    def _serve(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].removeprefix(self._server.mount_path)
        name = "index.html" if path[-1:] in ("", "/") else ""
        self._asked.path = posixpath.normpath(f"/{path}{name}").lstrip("/")
        is_page = self._asked.path.endswith(".html") and self._there(self._asked.path)
        if not (is_page or path.startswith(_POLL)):  # whose turn comes, or which is no file
            self._build(self._asked.path)
        return self._answer(environ, start_response)

    def page(self, content: bytes) -> bytes:
        """Return the page that this thread is asked for: as it was read, or built anew.

        The server asks when all edits have been seen; what it shows then must not be older.
        """
        path: str = self._asked.path
        return Path(self._server.root, path).read_bytes() if self._build(path) else content

    def _build(self, path: str) -> bool:
        with self._lock:
            build = self._waiting.pop(path, None)
            if build is None and not self._there(path):
                build = self._waiting.pop("", None)
            if build:
                build()
            return build is not None

    def _there(self, path: str) -> bool:
        return Path(self._server.root, path).is_file()
