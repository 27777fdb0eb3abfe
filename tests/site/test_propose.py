"""The page for a new entry: a form in, a YAML file out, and what is close to it in between."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.site.browsing import Visit
from tests.site.building import Site
from tests.site.test_looks import FAINT, SCHEMES

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]

HOSTILE = "<img src=x onerror=window.XSS=1> is: no - ok"
DRAFT = """\
title: Scores in the wrong currency
summary: |
  Amounts arrive in dollars: the model - expects euros.
"""
FORGE = "https://forge.example/team/kb/new/main/catalog/"


@pytest.fixture(name="address")
def _address(site: Site) -> str:
    return f"{site.address}propose/"


@pytest.fixture(name="visitor")
def _visitor(address: str, visit: Open) -> Visit:
    """Return a visit of somebody who typed a title and a summary."""
    visitor = visit(address, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    page.get_by_label("Title").fill("Scores in the wrong currency")
    page.get_by_label("Summary").fill("Amounts arrive in dollars: the model - expects euros.")
    return visitor


@pytest.fixture(name="page")
def _page(visitor: Visit) -> Page:
    return visitor.page


def _has_forge(page: Page, address: str) -> None:
    """Let the site have a forge, and open the page."""

    def answer(route: object) -> None:
        found = route.fetch()
        route.fulfill(response=found, json={**found.json(), "forge": FORGE})

    page.route("**/propose.json", answer)
    page.goto(address)


class TestDraft:
    """What becomes of what is typed."""

    def test_title_and_summary_are_a_stub(self, visitor: Visit) -> None:
        """The id follows from the title, and nothing more is needed."""
        page = visitor.page
        text = page.locator("#kb-propose-text")

        expect(text).to_contain_text("id: scores-in-the-wrong-currency\n" + DRAFT)
        expect(page.locator("#kb-propose-state")).to_contain_text("Ready")
        expect(page.locator("#kb-propose-path")).to_have_text(
            "catalog/issues/scores-in-the-wrong-currency.yaml"
        )
        assert {} == visitor.trouble

    def test_link_is_added_by_keyboard_and_removed(self, page: Page) -> None:
        """Enter adds a link and leads into it; what its id stands for is told; Remove takes it away."""
        add = page.get_by_role("button", name="Add root cause")
        add.press("Enter")
        page.keyboard.type("features-coded-twice")
        expect(page.locator("[id='kb-propose-root_causes.0.id-note']")).to_have_text(
            "Features coded twice"
        )
        item = page.get_by_role("group", name="Root cause 1")
        item.get_by_label("Strength").select_option("main")
        item.get_by_label("Why").fill("Each of the two reads another table of rates.")

        expect(page.locator("#kb-propose-text")).to_contain_text(
            "root_causes:\n  - id: features-coded-twice\n    strength: main\n    why: Each"
        )
        item.get_by_role("button", name="Remove root cause 1").press("Enter")
        expect(add).to_be_focused()
        expect(page.locator("#kb-propose-text")).not_to_contain_text("root_causes")

    def test_errors_stand_at_their_fields(self, page: Page) -> None:
        """Each is told in words where it is, and the list of them leads there."""
        page.get_by_label("Id", exact=True).fill("Wrong Id")
        page.get_by_label("Title").fill("<b>")
        page.get_by_label("Title").blur()

        expect(page.get_by_label("Title")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#kb-propose-title-error")).to_contain_text(
            "leave out < >", ignore_case=True
        )
        page.get_by_role("button", name="Copy the YAML").click()
        expect(page.get_by_label("Id", exact=True)).to_be_focused()
        expect(page.locator("#kb-propose-id-error")).to_contain_text("lower-case words")
        page.locator(".kb-wrong").get_by_role("button", name="title").click()
        expect(page.get_by_label("Title")).to_be_focused()

    def test_taken_id_is_told(self, page: Page) -> None:
        """An id or another name of an entry cannot be taken again."""
        page.get_by_label("Title").fill("Training-serving skew")

        expect(page.locator("#kb-propose-state")).to_contain_text("already names")

    def test_kind_changes_the_fields_and_keeps_the_words(self, page: Page) -> None:
        """A symptom asks for other things; the title stays."""
        page.get_by_label("What is it?").select_option("symptom")

        page.get_by_label("log", exact=True).check()
        expect(page.get_by_label("Title")).to_have_value("Scores in the wrong currency")
        expect(page.locator("#kb-propose-text")).to_contain_text("observable_in:\n  - log\n")
        expect(page.locator("#kb-propose-path")).to_contain_text("catalog/symptoms/")

    def test_whatever_is_typed_is_only_text(self, visitor: Visit) -> None:
        """Markup in a field shows as it was typed and does nothing."""
        page = visitor.page
        page.get_by_label("Summary").fill(HOSTILE)
        page.get_by_label("Phrases").fill(f"{HOSTILE}\n3.10\n- no")

        expect(page.locator("#kb-propose-text")).to_contain_text(
            f'phrases:\n  - "{HOSTILE}"\n  - "3.10"\n  - "- no"\n'
        )
        assert page.evaluate("window.XSS") is None
        assert {} == visitor.trouble


class TestClose:
    """What the catalog says to it."""

    def test_entries_like_it_are_shown(self, page: Page) -> None:
        """The one that is meant stands among the closest."""
        page.get_by_label("Title").fill("Wrong labels in the training data")

        expect(page.locator("#kb-propose-close")).to_contain_text("Label noise")
        expect(page.get_by_role("status").first).to_contain_text("Label noise")

    def test_proposal_turned_down_before_says_why(self, page: Page) -> None:
        """With the reason, and with what serves instead."""
        page.get_by_label("Title").fill("Sudden drop in accuracy")

        refused = page.locator(".kb-refused").first
        expect(refused).to_contain_text("A falling metric is what somebody sees")
        expect(refused.get_by_role("link", name="Concept drift")).to_be_visible()


class TestTakingAlong:
    """Copies, files and the forge."""

    def test_copy_and_file_hold_the_text(self, page: Page) -> None:
        """The file has the name that the catalog wants."""
        text = page.locator("#kb-propose-text").text_content()
        page.get_by_role("button", name="Copy the YAML").click()
        expect(page.locator("#kb-propose-copied")).to_have_text("Copied.")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download the file").click()

        assert text == page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
        assert "scores-in-the-wrong-currency.yaml" == waiting.value.suggested_filename
        assert text == waiting.value.path().read_text(encoding="utf-8")

    def test_without_a_forge_there_is_no_link(self, page: Page, site: Site) -> None:
        """This site has none."""
        table = json.loads((site.folder / "assets/kb/propose.json").read_text(encoding="utf-8"))

        expect(page.locator("#kb-propose-open")).to_be_hidden()
        assert table["forge"] == ""

    def test_forge_opens_with_name_and_text(self, page: Page, address: str) -> None:
        """The link carries the file; it is there only when the draft is ready."""
        _has_forge(page, address)
        link = page.get_by_role("link", name="Open it on the forge")
        expect(link).to_be_visible()

        told = urlsplit(link.get_attribute("href"))
        text = page.locator("#kb-propose-text").text_content()
        assert f"{FORGE}issues" == told._replace(query="").geturl()
        assert {
            "filename": ["scores-in-the-wrong-currency.yaml"],
            "value": [text],
        } == parse_qs(told.query)
        page.get_by_label("Title").fill("")
        expect(link).to_be_hidden()

    def test_what_is_too_long_for_a_link_is_copied(self, page: Page, address: str) -> None:
        """Then the link opens an empty file, and the page says what to do."""
        _has_forge(page, address)
        page.get_by_label("Summary").fill("\u00e9" * 2000)

        link = page.get_by_role("link", name="Open it on the forge")
        expect(page.locator("#kb-propose-too-long")).to_be_visible()
        assert "value=" not in link.get_attribute("href")


class TestKeeping:
    """A reload loses nothing."""

    def test_reload_keeps_the_draft(self, page: Page) -> None:
        """Kind, words, choices and links come back; Start again drops them."""
        page.get_by_label("What is it?").select_option("root-cause")
        page.get_by_label("Category").select_option("process")
        page.get_by_role("button", name="Add mitigation").click()
        page.get_by_label("Id (needed)").fill("label-guide")
        text = page.locator("#kb-propose-text").text_content()

        page.reload()
        expect(page.locator("#kb-propose-text")).to_have_text(text)
        expect(page.get_by_label("Category")).to_have_value("process")
        page.get_by_role("button", name="Start again").click()
        page.reload()
        expect(page.get_by_label("Title")).to_have_value("")

    @pytest.mark.parametrize(
        "kept",
        [
            "",
            "null",
            "[]",
            '{"kind":"__proto__","values":{"title":[1],"phrases":{},"root_causes":"x","evidence":[null,3]}}',
        ],
    )
    def test_broken_store_is_no_harm(self, address: str, visit: Open, kept: str) -> None:
        """Whatever lies in the store, there is a form."""
        visitor = visit(address)
        visitor.page.evaluate("(text) => sessionStorage.setItem('kb-propose', text)", kept)

        visitor.page.reload()
        visitor.page.get_by_label("Title").fill("A title")
        expect(visitor.page.locator("#kb-propose-text")).to_contain_text("title: A title")
        assert {} == visitor.trouble

    def test_link_chooses_kind_and_title(self, address: str, visit: Open) -> None:
        """Another page may hand both over; the address is clean afterwards."""
        page = visit(f"{address}#kind=symptom&title=Scores+jump").page

        expect(page.get_by_label("What is it?")).to_have_value("symptom")
        expect(page.get_by_label("Title")).to_have_value("Scores jump")
        expect(page).to_have_url(address)


def test_failed_load_is_said(address: str, visit: Open) -> None:
    """Without the table the page says so instead of staying silent."""
    page = visit("about:blank").page
    page.route("**/propose.json", lambda route: route.abort())

    page.goto(address)

    expect(page.locator("#kb-propose-status")).to_contain_text("could not be loaded")


def test_without_javascript_it_says_how_by_hand(address: str, visit: Open) -> None:
    """The form is hidden; the command and the guide are named."""
    page = visit(address, java_script_enabled=False).page

    expect(page.locator("#kb-propose")).to_be_hidden()
    expect(page.locator("noscript code")).to_contain_text("kb new issue")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_looks(address: str, visit: Open, width: int, scheme: str) -> None:
    """With errors, a refusal and close entries in sight, nothing sticks out and all can be read."""
    screen = {"width": width, "height": 800}
    page = visit(
        f"{address}#title=Sudden+drop+in+accuracy", viewport=screen, color_scheme=scheme
    ).page
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Finding").fill("x" * 700)
    page.get_by_role("button", name="Copy the YAML").click()
    expect(page.locator(".kb-error:visible").first).to_be_visible()
    expect(page.locator(".kb-refused").first).to_be_visible()

    shown = page.evaluate("document.documentElement.scrollWidth")

    assert ([], True) == (page.evaluate(FAINT), shown <= width)
