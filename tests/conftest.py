"""Fixtures that all tests share, the golden files, and the closing line of a run."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

import kb
from kb.loading.loader import Catalog, load_catalog
from kb.loading.user_cache import FOLDER
from tests.catalog_copy import TINY, CatalogCopy
from tests.repository import Repository

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden files."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None, None, None]:
    """Close the summary with the counts alone on a line, so that a script can read them."""
    yield
    passed, failed, errors, skipped = (
        len(terminalreporter.getreports(outcome))
        for outcome in ("passed", "failed", "error", "skipped")
    )
    more = f", {skipped} skipped" if skipped else ""
    terminalreporter.ensure_newline()
    terminalreporter.write_line(f"{passed} passed, {failed + errors} failed{more}")


@pytest.fixture(autouse=True, scope="session")
def _own_memory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what is cached away from the user's own folder."""
    os.environ[FOLDER] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def tiny_root() -> Path:
    """Return the folder of the tiny catalog, which no test may change."""
    return TINY


@pytest.fixture(scope="session")
def tiny_catalog(tiny_root: Path) -> Catalog:
    """Return the tiny catalog as authored."""
    return load_catalog(tiny_root)


@pytest.fixture(scope="session")
def tiny(tiny_root: Path) -> kb.KnowledgeBase:
    """Return the tiny catalog as a knowledge base."""
    return kb.load(tiny_root)


@pytest.fixture
def tiny_copy(tmp_path: Path) -> CatalogCopy:
    """Return a copy of the tiny catalog to damage."""
    return CatalogCopy(tmp_path / "catalog")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a git repository with the tiny catalog."""
    return Repository(tmp_path / "checkout")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a text with a golden file, or rewrites the file."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.is_file() else None
        assert expected is not None, f"no golden file {name}; run pytest with --update-golden"

        assert expected == text

    return compare
