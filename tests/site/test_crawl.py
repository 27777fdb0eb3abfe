"""Every page of the built site, read without a browser: links, policy, weight."""

import base64
import gzip
import hashlib
import re
from posixpath import dirname, join, normpath

import pytest

import kb
from kb.render.csp import inline_scripts
from tests.site.building import ROOT, Site
from tests.site.crawling import Page, is_internal

pytestmark = pytest.mark.site

BUDGET = 300_000
TABLES = ("words", "entries", "diagnosis", "advice")
POLICY = re.compile(r'<head><meta http-equiv="Content-Security-Policy" content="[^"]+">')


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


def _source(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


class TestLinks:
    """Where links lead."""

    def test_every_internal_link_and_file_exists(self, site: Site, linked: dict[str, Page]) -> None:
        """No page names a page, style, script or picture that is not there."""
        dead = [
            (page.path, address)
            for page in linked.values()
            for _, address in page.addresses("href", "src", "action", "srcset", "poster")
            if is_internal(address) and not (site.folder / page.target(address)[0]).is_file()
        ]

        assert [] == dead

    def test_every_anchor_exists(self, linked: dict[str, Page]) -> None:
        """A link to a part of a page leads to an element with that id, or holds choices for it."""
        ids = {
            path: {item.attributes["id"] for item in page.elements if "id" in item.attributes}
            for path, page in linked.items()
        }

        dead = [
            (page.path, address)
            for page in linked.values()
            for _, address in page.addresses("href")
            if is_internal(address)
            for path, anchor in [page.target(address)]
            if anchor and "=" not in anchor and anchor not in ids[path]
        ]

        assert [] == dead

    def test_every_entry_is_reachable_from_home(
        self, linked: dict[str, Page], base: kb.KnowledgeBase
    ) -> None:
        """Whoever only clicks links comes to every entry."""
        seen, waiting = {"index.html"}, ["index.html"]
        while waiting:
            page = linked[waiting.pop()]
            found = {
                page.target(address)[0]
                for item, address in page.addresses("href")
                if item.tag == "a" and is_internal(address)
            }
            waiting += sorted(name for name in found - seen if name in linked)
            seen |= found

        rows = base.tables.rows.values()
        assert set() == {f"{row.kind.folder}/{row.id}/index.html" for row in rows} - seen

    def test_no_internal_link_is_absolute(self, linked: dict[str, Page]) -> None:
        """The site works below any path: nothing starts at the top of the server."""
        absolute = [
            (page.path, address)
            for page in linked.values()
            for _, address in page.addresses("href", "src", "action")
            if address.startswith("/")
        ]

        assert [] == absolute

    def test_external_links_are_https_and_cut_off(self, pages: dict[str, Page]) -> None:
        """A link to elsewhere is encrypted, and the other page gets no handle on ours."""
        bad = [
            (page.path, address)
            for page in pages.values()
            for item, address in page.addresses("href", "src", "action")
            if not is_internal(address)
            and not (
                item.tag == "a"
                and address.startswith("https://")
                and "noopener" in item.attributes.get("rel", "").split()
            )
        ]

        assert [] == bad

    def test_no_file_names_an_unencrypted_address_to_load(self, site: Site) -> None:
        """Our own styles and modules load nothing from elsewhere."""
        sources = [
            path.read_text(encoding="utf-8")
            for path in sorted((site.folder / "assets/kb").iterdir())
            if path.suffix in (".css", ".mjs")
        ]

        assert [] == [
            found for text in sources for found in re.findall(r"https?://\S+|//\w+\.", text)
        ]


class TestPolicy:
    """What a page may run."""

    def test_policy_is_the_first_element_of_every_head(self, pages: dict[str, Page]) -> None:
        """Nothing stands before the policy, and there is only one."""
        missing = [
            page.path
            for page in pages.values()
            if page.html.count('http-equiv="Content-Security-Policy"') != 1
            or not POLICY.search(page.html)
        ]

        assert [] == missing

    def test_policy_allows_every_inline_script_of_the_theme(self, pages: dict[str, Page]) -> None:
        """No script that a page needs is blocked: each one's hash stands in the page's policy."""
        blocked = [
            (page.path, script)
            for page in pages.values()
            for script in inline_scripts(page.html)
            if _source(script) not in POLICY.findall(page.html)[0]
        ]

        assert [] == blocked

    def test_no_element_has_an_inline_handler(self, pages: dict[str, Page]) -> None:
        """The policy would block it, so nobody may rely on one."""
        handlers = [
            (page.path, item.tag, name)
            for page in pages.values()
            for item in page.elements
            for name in item.attributes
            if name.startswith("on")
        ]

        assert [] == handlers


def _resources(site: Site, page: Page) -> set[str]:
    """Return the files that a browser loads with a page, modules that modules import included."""
    waiting = {
        page.target(address)[0]
        for item, address in page.addresses("href", "src")
        if item.tag in ("link", "script", "img") and is_internal(address)
    }
    found = {page.path}
    while waiting:
        path = waiting.pop()
        found.add(path)
        if path.endswith(".mjs"):
            text = (site.folder / path).read_text(encoding="utf-8")
            imports = re.findall(r'from "(\./[\w.-]+)"', text)
            waiting |= {normpath(join(dirname(path), name)) for name in imports} - found
    return found


def test_first_view_of_every_issue_stays_within_the_budget(
    site: Site, pages: dict[str, Page], base: kb.KnowledgeBase
) -> None:
    """All that a browser loads with an issue's page has at most 300 KB, compressed."""
    weights = {}
    for id in base.issues:
        files = _resources(site, pages[f"issues/{id}/index.html"])
        weights[id] = sum(len(gzip.compress((site.folder / name).read_bytes())) for name in files)

    assert {} == {id: weight for id, weight in weights.items() if weight > BUDGET}


def test_tables_of_search_and_diagnosis_stay_within_the_budget(site: Site) -> None:
    """What the browser searches and diagnoses with has at most 400 KB, compressed."""
    files = [site.folder / "assets/kb" / f"{name}.json" for name in TABLES]

    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 400_000
