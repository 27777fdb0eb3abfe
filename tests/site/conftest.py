"""One built site for all tests, its server, and a browser that records what it does."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.markup import elements
from tests.site.browsing import ARGUMENTS, Visit
from tests.site.building import BELOW, Site, build, serve
from tests.site.crawling import NOT_FOUND, Page

PLACES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

Open = Callable[..., Visit]


@pytest.fixture(scope="session", name="site")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of the real catalog, served below a path."""
    top = tmp_path_factory.mktemp("served")
    build(top / BELOW)
    with serve(top) as address:
        yield Site(top / BELOW, f"{address}{BELOW}/")


def _chromium_path() -> str:
    """Return the browser to use, or skip; where CI says that it has one, its absence is a failure."""
    chosen = os.environ.get("KB_CHROMIUM")
    found = shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, PLACES)), None)
    if found:
        return found
    reason = f"no Chromium at {chosen or ', '.join(PLACES)}; install one or set KB_CHROMIUM"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session", name="chromium")
def _chromium() -> Iterator[object]:
    """Return a running Chromium."""
    path = _chromium_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(name="visit")
def _visit(request: pytest.FixtureRequest) -> Iterator[Open]:
    """Return a function that opens a new visitor's page and records errors, dialogs and requests."""
    browser = request.getfixturevalue("chromium")
    with ExitStack() as visits:

        def visit(address: str, **settings: object) -> Visit:
            context = browser.new_context(**settings)
            visits.callback(context.close)
            visitor = Visit(context.new_page(), address)
            visitor.page.goto(address)
            return visitor

        yield visit


@pytest.fixture(scope="session", name="pages")
def _pages(site: Site) -> dict[str, Page]:
    return {path: Page(path, html, elements(html)) for path, html in site.pages().items()}


@pytest.fixture(scope="session", name="linked")
def _linked(pages: dict[str, Page]) -> dict[str, Page]:
    """Return the pages that have an address of their own."""
    return {path: page for path, page in pages.items() if path != NOT_FOUND}
