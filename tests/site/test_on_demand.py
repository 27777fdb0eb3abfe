"""What stands between the development server and its builder: who builds what, and when."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from scripts.on_demand import OnDemand


class _Server:
    """What is used of a development server; it answers with the file."""

    mount_path = "/"

    def __init__(self, root: Path, builder: Callable[[], None]) -> None:
        self.root = str(root)
        self.builder = builder
        self.app: Callable[..., Iterable[bytes]] = self._answer
        self.demand: OnDemand

    def get_app(self) -> Callable[..., Iterable[bytes]]:
        return self.app

    def set_app(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def _answer(self, environ: Mapping[str, str], _: object) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        file = Path(self.root, path.strip("/"), "index.html" if path.endswith("/") else "")
        if not file.is_file():
            return [b"404"]
        content = file.read_bytes()
        return [self.demand.page(content) if file.suffix == ".html" else content]

    def get(self, path: str) -> str:
        return b"".join(self.app({"PATH_INFO": path}, None)).decode()


class _World:
    """A site of one page and one table, and what was built of it, in order."""

    def __init__(self, root: Path) -> None:
        (root / "a").mkdir()
        (root / "a" / "index.html").write_text("old page", encoding="utf-8")
        (root / "a.json").write_text("old table", encoding="utf-8")
        self.built: list[str] = []
        self.others = "same"
        self.broken = False
        self.root = root
        self.server = _Server(root, lambda: self.built.append("all"))
        self.server.demand = OnDemand(
            self.server,  # type: ignore[arg-type] - it has all that is used
            waiting=self._waiting,
            others=lambda: self.others,
        )

    def _waiting(self) -> Mapping[str, Callable[[], None]] | None:
        told = {"a/index.html": "page", "a.json": "table", "": "new"}
        made = {path: self._make(path, what) for path, what in told.items()}
        return None if self.broken else made

    def _make(self, path: str, what: str) -> Callable[[], None]:
        def make() -> None:
            self.built.append(what)
            (self.root / (path or "new.json")).write_text(f"new {what}", encoding="utf-8")

        return make


@pytest.fixture(name="world")
def _world(tmp_path: Path) -> _World:
    return _World(tmp_path)


def test_nothing_is_built_before_an_edit(world: _World) -> None:
    """What the builder has made is served."""
    assert ("old page", "old table", []) == (
        world.server.get("/a/"),
        world.server.get("/a.json"),
        world.built,
    )


def test_file_is_built_once_when_it_is_asked_for(world: _World) -> None:
    """An edit builds nothing; the first request does, and the next one does not."""
    world.server.builder()
    before = list(world.built)
    answers = [world.server.get(path) for path in ("/a/", "/a/", "/a.json", "/a.json")]

    assert [] == before
    assert ["new page", "new page", "new table", "new table"] == answers
    assert ["page", "table"] == world.built


def test_new_file_is_built_when_it_is_asked_for(world: _World) -> None:
    """Nobody knows the files that an edit brings; a page that polls asks for none of them."""
    world.server.builder()
    world.server.get("/livereload/1/2")
    polled = list(world.built)

    assert ("new new", "404") == (world.server.get("/new.json"), world.server.get("/none.json"))
    assert ([], ["new"]) == (polled, world.built)


def test_change_of_anything_else_builds_all(world: _World) -> None:
    """A style or a page of ours may concern every page; what waited is built by that."""
    world.server.builder()
    world.others = "other"
    world.server.builder()

    assert "old page" == world.server.get("/a/")
    assert ["all"] == world.built


def test_broken_catalog_changes_nothing(world: _World) -> None:
    """The last good state is served, also of what has not been asked for yet."""
    world.server.builder()
    world.broken = True
    world.server.builder()

    assert "new page" == world.server.get("/a/")
