"""What visitors do, in a real browser: ask, find, read, follow a link."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.site.browsing import Visit
from tests.site.building import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]

QUESTION = "great in the notebook poor once deployed"
SKEW = "issues/training-serving-skew/"


def _header(page: Page) -> tuple:
    """Return the search field in the header and its results."""
    return page.locator("#kb-q"), page.locator("#kb-q-results a")


def test_question_leads_to_issue_and_remedy(site: Site, visit: Open) -> None:
    """Home, question, result, issue, remedy: no error, no request to anybody else."""
    visitor = visit(site.address)
    page = visitor.page

    page.get_by_label("Describe what you see").press_sequentially(QUESTION)
    page.locator("#kb-ask-results a", has_text="Training-serving skew").first.click()
    expect(page).to_have_url(f"{site.address}{SKEW}")
    expect(page.locator("h1")).to_have_text("Training-serving skew")
    remedy = page.locator(".kb-fixes .kb-entry").first
    title = remedy.inner_text()
    remedy.click()

    expect(page.locator("h1")).to_have_text(title)
    assert (True, {}) == (page.url.startswith(f"{site.address}mitigations/"), visitor.trouble)


def test_first_answer_to_the_question_is_the_issue(site: Site, visit: Open) -> None:
    """The words of a newcomer bring the right issue to the top."""
    page = visit(site.address).page

    page.get_by_label("Describe what you see").fill(QUESTION)

    expect(page.locator("#kb-ask-results a").first).to_contain_text("Training-serving skew")


class TestHeaderSearch:
    """The box that every page has."""

    @pytest.fixture(name="page")
    @staticmethod
    def _page(site: Site, visit: Open) -> Page:
        return visit(f"{site.address}{SKEW}").page

    def test_slash_focuses_the_box(self, page: Page) -> None:
        """The key / leads to the box and is not typed into it."""
        page.keyboard.press("/")

        field, _ = _header(page)
        expect(field).to_be_focused()
        expect(field).to_have_value("")

    def test_slash_in_the_box_is_a_letter(self, page: Page) -> None:
        """Whoever is typing gets the letter."""
        field, _ = _header(page)

        field.press_sequentially("n/a")

        expect(field).to_have_value("n/a")

    def test_slash_works_after_a_change_of_colours(self, page: Page) -> None:
        """The switch that was clicked last does not keep the key for itself."""
        page.get_by_title("Switch to dark colours").click()

        page.keyboard.press("/")

        expect(_header(page)[0]).to_be_focused()

    def test_typing_finds(self, page: Page) -> None:
        """Results appear while a word is still unfinished."""
        field, results = _header(page)

        field.press_sequentially("label noi")

        expect(results.filter(has_text="Label noise").first).to_be_visible()

    def test_misspelt_word_still_finds(self, page: Page) -> None:
        """Two letters in the wrong order do not hide an entry."""
        field, results = _header(page)

        field.press_sequentially("concept drfit ")

        expect(results.filter(has_text="Concept drift").first).to_be_visible()

    def test_arrows_walk_through_the_results_and_back(self, page: Page) -> None:
        """Down goes to the first and the second result, up comes back to the box."""
        field, results = _header(page)
        field.press_sequentially("labels")
        expect(results.nth(1)).to_be_visible()

        walked = []
        for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
            page.keyboard.press(key)
            walked.append(page.evaluate("document.activeElement.id"))

        assert ["kb-q-0", "kb-q-1", "kb-q-0", "kb-q"] == walked

    def test_enter_opens_the_chosen_result(self, page: Page) -> None:
        """Enter on a result opens its page."""
        field, results = _header(page)
        field.press_sequentially("labels")
        expect(results.nth(1)).to_be_visible()
        wanted = results.nth(1).get_attribute("href")

        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

        expect(page).to_have_url(wanted or "")

    def test_enter_in_the_box_opens_the_first_result(self, page: Page) -> None:
        """Whoever does not choose gets the best one."""
        field, results = _header(page)
        field.press_sequentially("class imbalance")
        expect(results.first).to_be_visible()
        wanted = results.first.get_attribute("href")

        page.keyboard.press("Enter")

        expect(page).to_have_url(wanted or "")

    def test_escape_closes_the_results(self, page: Page) -> None:
        """Escape on a result takes the list away and goes back to the box."""
        field, results = _header(page)
        field.press_sequentially("labels")
        expect(results.first).to_be_visible()

        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")

        expect(results).to_have_count(0)
        expect(field).to_be_focused()

    def test_click_elsewhere_closes_the_results(self, page: Page) -> None:
        """The list does not stay in the way."""
        field, results = _header(page)
        field.press_sequentially("labels")
        expect(results.first).to_be_visible()

        page.locator("h1").click()

        expect(results).to_have_count(0)

    def test_nothing_found_is_said(self, page: Page) -> None:
        """An unknown word gets an answer, not silence."""
        field, _ = _header(page)

        field.fill("zzqqxx")

        expect(page.get_by_text("Nothing found.")).to_be_visible()

    def test_tables_are_loaded_on_first_use_only(self, site: Site, visit: Open) -> None:
        """Reading costs no tables; using the box loads each once."""
        visitor = visit(f"{site.address}{SKEW}")
        loaded: list[str] = []
        visitor.page.on("request", lambda request: loaded.append(request.url))
        visitor.page.reload(wait_until="networkidle")
        before = [url for url in loaded if url.endswith(".json")]

        field, results = _header(visitor.page)
        field.press_sequentially("labels")
        expect(results.first).to_be_visible()

        after = [url.rpartition("/")[2] for url in loaded if url.endswith(".json")]
        assert ([], ["entries.json", "words.json"]) == (before, sorted(after))

    def test_failed_load_is_said_and_tried_again(self, page: Page) -> None:
        """Without a network the box says so; with the network back it works."""
        field, results = _header(page)
        page.context.set_offline(True)
        field.press_sequentially("label")
        expect(page.get_by_text("could not be loaded")).to_be_visible()

        page.context.set_offline(False)
        field.press_sequentially("s")

        expect(results.first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "box"),
    [pytest.param("", "#kb-ask", id="home"), pytest.param("issues/", "#kb-q", id="list")],
)
def test_address_can_hold_the_question(site: Site, visit: Open, path: str, box: str) -> None:
    """`?q=` fills the main box of a page and shows the results."""
    page = visit(f"{site.address}{path}?q=label+noise").page

    expect(page.locator(box)).to_have_value("label noise")
    expect(page.locator(f"{box}-results a").first).to_contain_text("Label noise")


@pytest.mark.parametrize("query", ["%3Cimg src=x onerror=window.XSS=1%3E", "%00%ff", "__proto__"])
def test_question_in_the_address_is_only_text(site: Site, visit: Open, query: str) -> None:
    """Whatever somebody puts into a link to us, it is searched for and nothing else."""
    visitor = visit(f"{site.address}?q={query}")

    expect(visitor.page.locator("#kb-ask-results > *").first).to_be_visible()
    assert visitor.page.evaluate("window.XSS") is None
    assert {} == visitor.trouble


class TestWithoutJavaScript:
    """Reading needs no script."""

    @pytest.fixture(name="page")
    @staticmethod
    def _page(site: Site, visit: Open) -> Page:
        return visit(site.address, java_script_enabled=False).page

    def test_home_says_what_does_not_work(self, page: Page) -> None:
        """The box cannot answer, so the page points to the lists."""
        note = page.locator("noscript .kb-note")

        expect(note).to_be_visible()
        expect(note).to_contain_text("The search needs JavaScript")

    def test_issue_can_be_reached_and_read(self, page: Page) -> None:
        """From home by a click, with remedies and figures in sight."""
        issue = page.locator(".kb-phases .kb-entry").first
        title = issue.inner_text()
        issue.click()

        expect(page.locator("h1")).to_have_text(title)
        expect(page.get_by_role("heading", name="What to do")).to_be_visible()
        expect(page.locator(".kb-fixes tbody tr").first).to_be_visible()

    def test_folded_parts_open(self, page: Page) -> None:
        """More facts are one click away, as always."""
        page.locator(".kb-phases .kb-entry").first.click()

        page.get_by_text("More facts").click()

        expect(page.locator(".kb-head details .kb-facts")).to_be_visible()
