"""A hostile catalog becomes a harmless site: nothing runs, nothing leaves, everything can be read."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import expect

import kb
from kb.models.text import is_web_address
from tests.catalog_copy import TINY
from tests.markup import Element, elements, text_of
from tests.payloads import LOG_LINES, MARKUP, QUESTIONS
from tests.site.browsing import Visit
from tests.site.building import BELOW, Site, build, serve
from tests.site.poison import ACCEPTED, PAYLOADS, poison

pytestmark = [pytest.mark.site]

Open = Callable[..., Visit]

NOT_FOUND = "404.html"
"""Holds no contributed text, and is at home at the top of a server."""

REDIRECTION = '<meta http-equiv="refresh"'
"""On the page of a former id, which sends its visitor on."""

PROSE = {"blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
META = '<meta http-equiv="Content-Security-Policy"'
PLANTED = (
    "<script>window.XSS=1</script><img src=data:,x onerror=window.XSS=1>"
    '<base href="https://evil.example/"><iframe src="https://evil.example/"></iframe>'
    '<img src="https://evil.example/beacon.png"><a href="javascript:window.XSS=1">click</a>'
)


@pytest.fixture(scope="module", name="hostile")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return poison(tmp_path_factory.mktemp("hostile") / "catalog")


@pytest.fixture(scope="module", name="poisoned")
def _poisoned(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of the hostile catalog, built by the same hook."""
    top = tmp_path_factory.mktemp("poisoned")
    build(top / BELOW, catalog=hostile)
    with serve(top) as address:
        yield Site(top / BELOW, f"{address}{BELOW}/")


@pytest.fixture(scope="module", name="bare")
def _bare(poisoned: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the same site without its policy, which is only the second line of defence."""
    top = tmp_path_factory.mktemp("bare")
    shutil.copytree(poisoned.folder, top / BELOW)
    for path in (top / BELOW).rglob("*.html"):
        before, after = path.read_text(encoding="utf-8").split(META)
        path.write_text(before + after.split(">", maxsplit=1)[1], encoding="utf-8")
    with serve(top) as address:
        yield Site(top / BELOW, f"{address}{BELOW}/")


@pytest.fixture(scope="module", name="clean")
def _clean(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of the tiny catalog, on which the hostile one is built."""
    return Site(build(tmp_path_factory.mktemp("clean") / "site", catalog=TINY), "")


def _shape(element: Element) -> tuple[str, tuple[str, ...]]:
    return element.tag, tuple(sorted(element.attributes))


def _data(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _texts_in(data: object) -> set[str]:
    """Return every text of a document."""
    if isinstance(data, dict | list):
        items = data.values() if isinstance(data, dict) else data
        return set().union(*map(_texts_in, items))
    return {str(data)}


def _walk(visit: Open, site: Site) -> tuple[dict[str, object], list[str]]:
    """Open every page of a site in turn; return all trouble, and the pages where a payload ran."""
    visitor = visit(site.address)
    fired = []
    for path, html in site.pages().items():
        if path == NOT_FOUND:
            continue
        visitor.page.goto(site.address + path)
        if REDIRECTION in html:
            visitor.page.wait_for_url(lambda url: not url.endswith("index.html"))
        visitor.page.mouse.move(400, 300)
        if visitor.page.evaluate("window.XSS ?? parent.XSS ?? null") is not None:
            fired.append(path)
    return dict(visitor.trouble), fired


class TestCatalog:
    """The hostile catalog itself."""

    def test_payloads_stand_in_every_file(self, hostile: Path) -> None:
        """The strict reader accepts them, so the test is about what comes after it."""
        untouched = [
            path.name
            for path in hostile.rglob("*.yaml")
            if not _texts_in(_data(path)) & set(ACCEPTED)
        ]

        assert [] == untouched

    def test_every_payload_is_used(self, hostile: Path) -> None:
        """Each payload stands somewhere, but for those that the reader itself refuses."""
        told = set().union(*(_texts_in(_data(path)) for path in hostile.rglob("*.yaml")))

        assert set(PAYLOADS) - set(ACCEPTED) == set(PAYLOADS) - told
        assert len(ACCEPTED) > 0.9 * len(PAYLOADS)


class TestPages:
    """The built pages, read without a browser."""

    @pytest.mark.security(11, 12, 13, 19, 20)
    def test_no_page_has_an_element_that_the_theme_or_prose_does_not_have(
        self, poisoned: Site, clean: Site
    ) -> None:
        """Payloads add neither an element nor an attribute anywhere, heads and lists included."""
        known = {_shape(item) for html in clean.pages().values() for item in elements(html)}
        known |= {(tag, ()) for tag in PROSE} | {("a", ("href", "rel"))}

        found = {
            (path, _shape(item))
            for path, html in poisoned.pages().items()
            for item in elements(html)
        }
        assert set() == {(path, shape) for path, shape in found if shape not in known}

    @pytest.mark.security(14)
    def test_every_address_is_a_page_of_ours_or_a_public_one(self, poisoned: Site) -> None:
        """No link runs a script, leaves https or names a machine at home."""
        addresses = {
            item.attributes[name]
            for path, html in poisoned.pages().items()
            if path != NOT_FOUND
            for item in elements(html)
            for name in ("href", "src", "action")
            if name in item.attributes
        }

        foreign = {text for text in addresses if not text.startswith((".", "#")) and ":" in text}
        assert set() == {text for text in foreign if not is_web_address(text)}
        assert set() == {text for text in addresses if text.startswith(("/", "\\"))}

    @pytest.mark.security(16, 17)
    def test_payload_can_be_read_as_text(self, poisoned: Site) -> None:
        """What a stranger wrote is shown, not dropped."""
        told = "".join(text_of(html) for html in poisoned.pages().values())

        assert "<script>window.XSS=1</script>" in told
        assert "<iframe src=" in told
        assert "{% for x in ().__class__" in told
        assert '--8<-- "mkdocs.yml"' in told
        assert "javascript:window.XSS=1" in told

    @pytest.mark.security(16)
    def test_nothing_of_the_checkout_is_copied_into_a_page(self, poisoned: Site) -> None:
        """A snippet sign is text: no file is included."""
        told = "".join(poisoned.pages().values())

        assert (False, False) == ("custom_dir: site_overrides" in told, "root:x:0:0" in told)

    def test_titles_of_pages_are_the_titles_of_entries(self, poisoned: Site, hostile: Path) -> None:
        """A title full of signs stands in the head exactly as written."""
        pages = poisoned.pages()

        wrong = [
            row.id
            for row in kb.load(hostile).tables.rows.values()
            if not text_of(_between(pages[f"{row.kind.folder}/{row.id}/index.html"], "title"))
            .strip()
            .startswith(f"{row.title} - ")
        ]
        assert [] == wrong


def _between(html: str, tag: str) -> str:
    return html.split(f"<{tag}>")[1].split(f"</{tag}>", maxsplit=1)[0]


@pytest.mark.browser
class TestBrowser:
    """The same pages where payloads could run."""

    @pytest.mark.security(11, 12, 15, 19)
    def test_nothing_fires_on_any_page(self, poisoned: Site, visit: Open) -> None:
        """No script, no dialog, no request to others, and nothing for the policy to stop."""
        found = _walk(visit, poisoned)

        assert ({}, []) == found

    @pytest.mark.security(11, 12, 13, 15)
    def test_nothing_fires_without_the_policy(self, bare: Site, visit: Open) -> None:
        """The pages are harmless by themselves; the policy is a second lock."""
        found = _walk(visit, bare)

        assert ({}, []) == found

    def test_payload_is_seen_as_text(self, poisoned: Site, visit: Open) -> None:
        """A visitor reads the attack."""
        page = visit(f"{poisoned.address}issues/noisy-labels/").page

        expect(page.get_by_text("window.XSS=1").first).to_be_visible()

    @pytest.mark.security(18)
    @pytest.mark.parametrize("query", ["script", "onerror img", "javascript", "evil example"])
    def test_results_show_payloads_as_text(self, bare: Site, visit: Open, query: str) -> None:
        """Titles and summaries in the list of results stay text."""
        visitor = visit(bare.address)
        visitor.page.locator("#kb-ask").press_sequentially(query)

        results = visitor.page.locator("#kb-ask-results")
        expect(results.locator("a").first).to_be_visible()
        tags = results.evaluate("list => [...list.querySelectorAll('*')].map((one) => one.tagName)")
        assert {"A", "SPAN"} <= set(tags) <= {"A", "SPAN", "P", "H3", "SECTION"}
        assert ({}, None) == (visitor.trouble, visitor.page.evaluate("window.XSS"))

    @pytest.mark.security(18, 22)
    def test_any_question_gets_results_or_none(self, bare: Site, visit: Open) -> None:
        """Whatever is typed is text to the search: no error, no script, no request."""
        visitor = visit(bare.address)
        box, results = visitor.page.locator("#kb-ask"), visitor.page.locator("#kb-ask-results")
        for text in (*QUESTIONS.values(), *LOG_LINES.values(), *MARKUP.values()):
            box.fill(text)
        box.fill("onerror img")

        expect(results.locator("a").first).to_be_visible()
        assert ({}, None) == (visitor.trouble, visitor.page.evaluate("window.XSS"))

    @pytest.mark.security(18, 19, 22)
    @pytest.mark.parametrize(
        ("page", "boxes"),
        [
            pytest.param("diagnose/", ("#kb-diagnose-text", "#kb-diagnose-find"), id="diagnosis"),
            pytest.param("plan/", ("#kb-plan-find",), id="planner"),
            pytest.param("explore/", ("[data-kb-explore] input[type=search]",), id="explorer"),
        ],
    )
    def test_any_text_on_a_page_that_answers_is_only_text(
        self, bare: Site, visit: Open, page: str, boxes: tuple[str, ...]
    ) -> None:
        """Typed or brought by an address, a text is compared and shown, never obeyed."""
        texts = [*QUESTIONS.values(), *LOG_LINES.values(), *MARKUP.values()]
        fields = ("q", "yes", "no", "skip", "done", "phase", "find", "sort", "kind")
        told = urlencode(dict.fromkeys(fields, " ".join(MARKUP.values())))
        plans = urlencode(dict.fromkeys(("issues", "protect"), " ".join(MARKUP.values())))
        visitor = visit(f"{bare.address}{page}?{told}#{told}&{plans}")
        for box in boxes:
            expect(visitor.page.locator(box)).to_be_visible()
            for text in texts:
                visitor.page.locator(box).fill(text)
            visitor.page.locator(box).fill("onerror img")
        visitor.page.wait_for_load_state("networkidle")

        assert ({}, None) == (visitor.trouble, visitor.page.evaluate("window.XSS ?? null"))

    @pytest.mark.security(11)
    def test_policy_stops_what_gets_into_a_page(
        self, poisoned: Site, tmp_path: Path, visit: Open
    ) -> None:
        """If the first lock failed, no script would run and nothing would be loaded from others."""
        top = tmp_path / "top"
        shutil.copytree(poisoned.folder, top)
        page = top / "issues/noisy-labels/index.html"
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace("<h1>", f"{PLANTED}<h1>"), encoding="utf-8")
        with serve(top) as address:
            visitor = visit(address)
            answered: list[str] = []
            visitor.page.on("response", lambda response: answered.append(response.url))
            visitor.page.goto(f"{address}issues/noisy-labels/", wait_until="networkidle")
            visitor.page.get_by_role("link", name="click", exact=True).first.click()

            fired = visitor.page.evaluate("window.XSS ?? null")
            base = visitor.page.evaluate("document.baseURI")

        assert (None, True) == (fired, base.startswith(address))
        assert [] == [url for url in answered if not url.startswith(address)]
        assert [] == [text for text in visitor.errors if "Content Security Policy" not in text]
