"""What a site gives away beside its pages, asked for over HTTP and seen in a browser."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.catalog_copy import TINY
from tests.markup import elements
from tests.site.browsing import Visit
from tests.site.building import BELOW, ROOT, Quiet, Site, build, configuration, serve

pytestmark = pytest.mark.site

Open = Callable[..., Visit]

API_PAGE = (ROOT / "site_overrides/pages/api.md").read_text(encoding="utf-8")
REMEDIES = [
    ("Hold back doubtful cases", "contains"),
    ("Label guide with border cases", "prevents"),
    ("Relabel the surest mistakes", "corrects"),
]
A4 = {"width": 794, "height": 1123}
"""In the pixels of a browser."""


class _Pages(Quiet):
    """Answers unknown addresses with the page for them, as hosts of static pages do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, BELOW, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module", name="tiny_site")
def _tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of the tiny catalog below a path that it does not know."""
    top = tmp_path_factory.mktemp("served")
    build(top / BELOW, catalog=TINY)
    with serve(top, _Pages) as at:
        yield Site(top / BELOW, f"{at}{BELOW}/")


def _example(language: str) -> str:
    """Return the example on the page about the API, which is the only place where it stands."""
    found = re.search(rf"```{language}\n(.+?)```", API_PAGE, re.DOTALL)
    assert found
    return found[1]


class TestApi:
    """The examples that people copy."""

    def test_python_example_works(self, tiny_site: Site) -> None:
        """The code on the page gets titles and effects, and pages that answer."""
        names: dict[str, Callable[..., Iterator[tuple[str, str, str]]]] = {}
        exec(_example("python"), names)  # noqa: S102 - our own page

        found = list(names["remedies"](tiny_site.address, "noisy-labels"))

        assert REMEDIES == [(title, effect) for title, effect, _ in found]
        assert {200} == {urlopen(page).status for *_, page in found}  # noqa: S310 - our own server

    @pytest.mark.browser
    def test_javascript_example_works(self, tiny_site: Site, visit: Open) -> None:
        """The same code in a browser gives the same answer."""
        visitor = visit(f"{tiny_site.address}api/")

        call = "remedies(site, 'noisy-labels')"
        found = visitor.page.evaluate(
            f"async (site) => {{ {_example('js')}; return await {call}; }}", tiny_site.address
        )

        assert REMEDIES == [(title, effect) for title, effect, _ in found]

    def test_every_file_of_data_is_json(self, tiny_site: Site) -> None:
        """Nothing but JSON and YAML is below the address of the API."""
        files = [path for path in (tiny_site.folder / "api/v1").rglob("*") if path.is_file()]

        assert {".json", ".yaml"} == {path.suffix for path in files}
        assert [] == [
            path.name
            for path in files
            if path.suffix == ".json" and not json.loads(path.read_text(encoding="utf-8"))
        ]


class TestHead:
    """What programs read first."""

    @pytest.mark.parametrize("path", ["issues/noisy-labels/index.html", "issues/index.html"])
    def test_page_names_its_twin_and_the_feed(self, tiny_site: Site, path: str) -> None:
        """Both are linked from the head and are there."""
        found = {
            item.attributes["type"]: normpath(join(dirname(path), item.attributes["href"]))
            for item in elements(tiny_site.pages()[path])
            if item.attributes.get("rel", "").split() == ["alternate"]
        }

        twin = path.replace(".html", ".md")
        assert {"text/markdown": twin, "application/atom+xml": "feed.xml"} == found
        assert [True, True] == [(tiny_site.folder / name).is_file() for name in found.values()]

    def test_page_tells_others_how_to_show_it(self, tiny_site: Site) -> None:
        """Title and summary are there for previews; an address only when there is one."""
        found = {
            item.attributes.get("property", item.attributes.get("name", "")): item.attributes[
                "content"
            ]
            for item in elements(tiny_site.pages()["issues/noisy-labels/index.html"])
            if item.tag == "meta" and "content" in item.attributes
        }

        assert ("Noisy labels", "summary", None) == (
            found["og:title"],
            found["twitter:card"],
            found.get("og:url"),
        )
        assert found["description"] == found["og:description"]

    def test_address_is_told_where_there_is_one(self, tmp_path: Path) -> None:
        """With `site_url` pages name their address; with `repo_url` they can be edited."""
        home, forge = "https://kb.example.org/sub/", "https://forge.example.org/us/kb"
        option = configuration(tmp_path / "mkdocs.yml", site_url=home, repo_url=forge)
        pages = Site(build(tmp_path / "site", option, catalog=TINY), home).pages()

        page = pages["issues/noisy-labels/index.html"]
        assert f'<meta property="og:url" content="{home}issues/noisy-labels/">' in page
        assert f'href="{forge}/edit/main/catalog/issues/noisy-labels.yaml"' in page
        assert f'href="{forge}/new/main/catalog/issues"' in pages["contribute/index.html"]

    def test_site_without_an_address_has_no_map(self, site: Site) -> None:
        """An empty map would be an error for search engines."""
        assert [] == sorted(site.folder.glob("sitemap*"))


@pytest.mark.browser
class TestBrowser:
    """What visitors meet."""

    @pytest.mark.parametrize(
        "path", ["issues/noisy-lables/", "no/such/thing/noisy-lables", "noisy-lables.html"]
    )
    def test_unknown_address_finds_the_root_and_offers_what_is_close(
        self, tiny_site: Site, visit: Open, path: str
    ) -> None:
        """At any depth, and though the site does not know where it lives, styles and links work."""
        visitor = visit(f"{tiny_site.address}{path}")

        first = visitor.page.locator("#kb-missing-results a").first
        expect(first).to_contain_text("Noisy labels")
        assert f"{tiny_site.address}issues/" == visitor.page.get_by_role(
            "link", name="Issues", exact=True
        ).first.evaluate("link => link.href")
        sheets = visitor.page.evaluate(
            "[...document.styleSheets].filter((one) => one.href?.includes('/assets/kb/')).length"
        )
        first.click()
        expect(visitor.page.locator("h1")).to_have_text("Noisy labels")
        assert sheets > 0

    def test_former_address_leads_on(self, tiny_site: Site, visit: Open) -> None:
        """Without a script, and under the policy."""
        visitor = visit(f"{tiny_site.address}issues/label-errors/", java_script_enabled=False)

        expect(visitor.page).to_have_url(f"{tiny_site.address}issues/noisy-labels/")

    def test_paper_shows_all_and_cuts_nothing(self, site: Site, visit: Open) -> None:
        """On paper all that is folded on the screen is open, and nothing is wider than the sheet."""
        visitor = visit(f"{site.address}issues/label-noise/", viewport=A4)
        visitor.page.emulate_media(media="print")

        hidden = visitor.page.evaluate(
            """[...document.querySelectorAll(".kb-more li:not(.kb-stack li), .kb-more dd, .md-content tr")]
              .filter((one) => !one.getBoundingClientRect().height).length"""
        )
        wide = visitor.page.evaluate(
            """[...document.querySelectorAll(".md-content *")]
              .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
              .map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert (0, []) == (hidden, wide)
        expect(visitor.page.locator(".md-header")).to_be_hidden()

    def test_paper_says_where_sources_are(self, site: Site, visit: Open) -> None:
        """A link that cannot be clicked prints its address."""
        visitor = visit(f"{site.address}sources/nahar2022collaboration/")
        visitor.page.emulate_media(media="print")

        told = visitor.page.locator(".md-content a[href^='https://doi.org']").first.evaluate(
            "link => getComputedStyle(link, '::after').content"
        )
        assert "https://doi.org/" in told

    def test_citation_can_be_copied(self, tiny_site: Site, visit: Open) -> None:
        """Each block has a button that puts it on the clipboard."""
        visitor = visit(
            f"{tiny_site.address}issues/noisy-labels/",
            permissions=["clipboard-read", "clipboard-write"],
        )
        block = visitor.page.locator(".kb-about .kb-code").last
        block.hover()
        block.locator("button").click()

        expect(visitor.page.get_by_text("Copied to clipboard")).to_be_visible()
        copied = visitor.page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("@misc{noisy-labels,")
        assert {} == visitor.trouble
