"""The diagnosis page: words in, suspects out, questions that move belief, and all of it in the address."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

import kb
from tests.site.browsing import Visit
from tests.site.building import ROOT, Site
from tests.site.test_looks import FAINT, OPEN_ALL, SCHEMES

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]

WORDS = "great in the notebook, poor once deployed"
DONT_KNOW = "Don\u2019t know"
LABELS = "two annotators give the same picture different labels"


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


@pytest.fixture(name="address")
def _address(site: Site) -> str:
    return f"{site.address}diagnose/"


@pytest.fixture(name="visitor")
def _visitor(address: str, visit: Open) -> Visit:
    """Return a visit of somebody who has described a problem."""
    visitor = visit(address)
    visitor.page.get_by_label("In your own words").press_sequentially(WORDS)
    expect(visitor.page).to_have_url(re.compile("deployed$"))  # the last letter has been answered
    return visitor


@pytest.fixture(name="page")
def _page(visitor: Visit) -> Page:
    return visitor.page


def _first(page: Page) -> str:
    return page.locator(".kb-suspect .kb-entry").first.inner_text()


def _told(page: Page) -> dict[str, list[str]]:
    """Return what the address holds."""
    return parse_qs(urlsplit(page.url).fragment)


def _answer(page: Page, choice: str) -> str:
    """Answer the question that is asked, and return it."""
    asked: str = page.locator("#kb-asked").inner_text()
    page.locator(".kb-answers").get_by_role("button", name=choice, exact=True).click()
    expect(page.locator("#kb-diagnose-told")).to_contain_text(asked)
    return asked


class TestWords:
    """What a description brings."""

    def test_suspects_are_those_of_python(self, page: Page, base: kb.KnowledgeBase) -> None:
        """They stand in the same order, with their levels."""
        shown = page.locator(".kb-suspect .kb-entry").all_inner_texts()

        assert [suspect.title for suspect in base.diagnose(WORDS).suspects] == shown

    def test_first_suspect_says_why_and_what_to_do(self, visitor: Visit) -> None:
        """Its reasons are open, and a check, a remedy and a proof follow; nothing is amiss."""
        page = visitor.page

        expect(page.locator(".kb-reasons").first).to_contain_text("Your words")
        expect(page.locator(".kb-steps h3")).to_have_text(["Confirm", "Fix", "Verify"])
        assert {} == visitor.trouble

    def test_suspect_leads_to_its_page(self, page: Page) -> None:
        """The title is a link to the issue."""
        title = _first(page)

        page.locator(".kb-suspect .kb-entry").first.click()

        expect(page.locator("h1")).to_have_text(title)

    def test_symptom_read_from_the_words_can_be_denied(self, page: Page) -> None:
        """A row moves to what was said, and the focus moves with it."""
        row = page.locator("#kb-diagnose-proposed fieldset").first
        title = row.locator("legend").inner_text()

        row.get_by_text("No", exact=True).click()

        expect(page.locator("#kb-diagnose-told legend")).to_have_text(title)
        expect(page.locator("#kb-diagnose-told").get_by_label("No", exact=True)).to_be_focused()

    def test_other_topic_is_named_instead_of_suspects(self, address: str, visit: Open) -> None:
        """A question about something else is sent away, politely."""
        page = visit(f"{address}#q=how+long+do+chickpeas+have+to+soak+before+boiling").page

        expect(page.get_by_role("heading", name="No suspect")).to_be_visible()
        expect(page.locator("#kb-diagnose-suspects")).to_contain_text("another topic")
        expect(page.locator(".kb-question")).to_be_hidden()

    def test_nothing_that_stands_out_is_said(self, address: str, visit: Open) -> None:
        """A word that says little gets what is close, and no remedies."""
        page = visit(f"{address}#q=model").page

        expect(page.locator("#kb-diagnose-suspects")).to_contain_text("Nothing in the catalog")
        expect(page.locator("#kb-diagnose-suspects .kb-list a").first).to_be_visible()
        expect(page.locator("#kb-diagnose-do")).to_be_hidden()

    def test_example_fills_the_box(self, address: str, visit: Open) -> None:
        """Whoever does not know how to begin presses a button."""
        page = visit(address).page

        page.get_by_role("button", name=LABELS).click()

        expect(page.get_by_label("In your own words")).to_have_value(LABELS)
        expect(page.locator(".kb-suspect").first).to_be_visible()


class TestQuestions:
    """The dialogue."""

    def test_yes_moves_belief(self, page: Page) -> None:
        """The address holds the answer, and a suspect says how far it moved."""
        _answer(page, "Yes")

        expect(page.locator(".kb-up").first).to_be_visible()
        assert {"q", "yes"} == _told(page).keys()

    def test_focus_goes_to_the_next_question(self, page: Page) -> None:
        """Who answers by keyboard goes on at once."""
        asked = _answer(page, "No")

        expect(page.locator("#kb-question")).to_be_focused()
        expect(page.locator("#kb-asked")).not_to_have_text(asked)

    def test_unknown_is_not_asked_again(self, page: Page) -> None:
        """Five times "don't know" are five different questions."""
        asked = {_answer(page, DONT_KNOW) for _ in range(5)}

        assert 5 == len(asked)

    def test_outcomes_of_a_check_are_offered_in_words(
        self, address: str, visit: Open, base: kb.KnowledgeBase
    ) -> None:
        """Where no symptom is left to ask for, a check is, and its outcome counts."""
        nothing = ",".join(base.symptoms)
        page = visit(f"{address}#q=labels+disagree&skip={nothing}").page

        page.locator(".kb-outcomes-told button").nth(1).click()

        expect(page.locator(".kb-reasons", has_text="ou checked").first).to_be_attached()
        assert ":" in _told(page)["done"][0]

    def test_back_takes_an_answer_back(self, page: Page) -> None:
        """The button of the browser undoes one step, forward does it again."""
        asked = _answer(page, "Yes")

        page.go_back()
        expect(page.locator("#kb-asked")).to_have_text(asked)
        expect(page.get_by_label("In your own words")).to_have_value(WORDS)
        page.go_forward()

        expect(page.locator("#kb-diagnose-told legend")).to_have_text(asked)

    def test_answer_can_be_removed(self, page: Page) -> None:
        """What was said by mistake can be taken away."""
        asked = _answer(page, "Yes")

        page.get_by_label(f"Remove: {asked}").click()

        expect(page.locator("#kb-asked")).to_have_text(asked)
        assert {"q"} == _told(page).keys()


class TestSymptoms:
    """Ticking symptoms without words."""

    def test_symptom_is_added_by_keyboard_alone(self, address: str, visit: Open) -> None:
        """Tab to the field, type, go down, Enter: the symptom counts and the field is free again."""
        page = visit(address).page
        field = page.get_by_label("Add a symptom")
        page.get_by_label("In your own words").click()
        page.keyboard.press("Tab")
        expect(field).to_be_focused()

        page.keyboard.type("annotators disagree")
        expect(page.locator("#kb-diagnose-proposals button").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

        expect(page.locator("#kb-diagnose-told fieldset")).to_have_count(1)
        expect(field).to_be_focused()
        expect(field).to_have_value("")
        expect(page.locator(".kb-suspect").first).to_be_visible()

    def test_escape_closes_the_list(self, address: str, visit: Open) -> None:
        """Who changed their mind is not in the way of a list."""
        page = visit(address).page
        page.get_by_label("Add a symptom").press_sequentially("labels")
        expect(page.locator("#kb-diagnose-proposals button").first).to_be_visible()

        page.keyboard.press("Escape")

        expect(page.locator("#kb-diagnose-proposals button")).to_have_count(0)


def test_situation_counts(page: Page) -> None:
    """The phase goes into the address and is a reason."""
    page.get_by_text("Where it happens").click()

    page.get_by_label("Phase").select_option("deployment")

    expect(page.locator(".kb-reasons").first).to_contain_text("Phase deployment")
    assert ["deployment"] == _told(page)["phase"]


class TestAddress:
    """The state is in the address."""

    def test_link_restores_everything(
        self, address: str, visit: Open, base: kb.KnowledgeBase
    ) -> None:
        """Words, answers, a check and the situation come back, and so does the diagnosis."""
        yes, no = list(base.symptoms)[:2]
        check = next(iter(base.checks))
        outcome = base[check].outcomes[0].key
        told = f"q=labels&yes={yes}&no={no}&done={check}:{outcome}&phase=training"

        page = visit(f"{address}#{told}").page

        expect(page.locator("#kb-diagnose-told .kb-told")).to_have_count(3)
        expect(page.get_by_label("Phase")).to_have_value("training")
        found = base.diagnose(
            "labels", symptoms=[yes], absent=[no], checks=[f"{check}:{outcome}"], phase="training"
        )
        assert found.suspects[0].title == _first(page)

    @pytest.mark.parametrize(
        "told",
        [
            "q=%3Cimg src=x onerror=window.XSS=1%3E labels",
            "q=labels&yes=__proto__,constructor,%3Cb%3E&no=%00&done=x:y,constructor:name,:&skip=toString",
            "q=labels&phase=__proto__&data_type=%22%3E&collection_process=nothing",
            "%ff%fe&&&=&q=labels%zz",
        ],
    )
    def test_whatever_a_link_holds_is_only_text(self, address: str, visit: Open, told: str) -> None:
        """A link by a stranger shows a diagnosis and does nothing else."""
        visitor = visit(f"{address}#{told}")

        expect(visitor.page.locator("#kb-diagnose-answer")).to_be_visible()
        assert visitor.page.evaluate("window.XSS") is None
        assert {} == visitor.trouble

    def test_start_again_forgets_everything(self, page: Page) -> None:
        """The address is bare, the box is empty and has the focus."""
        page.get_by_role("button", name="Start again").click()

        expect(page.get_by_label("In your own words")).to_have_value("")
        expect(page.get_by_label("In your own words")).to_be_focused()
        expect(page.locator("#kb-diagnose-start")).to_be_visible()
        assert {} == _told(page)

    def test_typing_is_one_step_back(self, page: Page) -> None:
        """Back leaves the whole sentence, not its last letter."""
        page.go_back()

        expect(page.get_by_label("In your own words")).to_have_value("")

    def test_what_is_typed_while_the_tables_load_is_one_step_back(
        self, address: str, visit: Open
    ) -> None:
        """The empty box stays in the history, however early one types."""
        page = visit(address).page
        held: list[Route] = []
        page.route("**/words.json", lambda route: held.append(route))  # noqa: PLW0108 - playwright wants a function
        with page.expect_request("**/words.json"):
            page.reload()
        page.get_by_label("In your own words").press_sequentially("gr")
        for route in held:
            route.continue_()
        expect(page).to_have_url(re.compile("q=gr$"))

        page.go_back()

        expect(page.get_by_label("In your own words")).to_have_value("")


def test_copies_as_markdown(address: str, visit: Open) -> None:
    """The words, the suspects with their reasons and the steps go to the clipboard."""
    permissions = ["clipboard-read", "clipboard-write"]
    page = visit(f"{address}#q=labels+disagree+*often*", permissions=permissions).page

    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator("#kb-diagnose-copied")).to_have_text("Copied as Markdown.")

    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert ["## Diagnosis", "", r"> labels disagree \*often\*"] == lines[:3]
    assert any(line.startswith("1. **[") for line in lines)
    assert any(line.startswith("- [ ] Fix: [") for line in lines)


def test_answer_is_announced(page: Page) -> None:
    """Who listens hears the first suspect in a sentence."""
    status = page.locator("#kb-diagnose-status")

    expect(status).to_have_attribute("role", "status")
    expect(status).to_contain_text(f"First: {_first(page)}, ")


def test_failed_load_is_said_and_tried_again(address: str, visit: Open) -> None:
    """Without the tables the page says so; with them it works."""
    context = visit("about:blank").page.context
    page = context.new_page()
    page.route("**/words.json", lambda route: route.abort())
    page.goto(address)
    expect(page.locator("#kb-diagnose-status")).to_contain_text("could not be loaded")

    page.unroute("**/words.json")
    page.get_by_label("In your own words").fill(WORDS)

    expect(page.locator(".kb-suspect").first).to_be_visible()


def test_without_javascript_it_says_what_it_would_do(address: str, visit: Open) -> None:
    """The form is hidden and the way to the symptoms is shown."""
    page = visit(address, java_script_enabled=False).page

    expect(page.get_by_label("In your own words")).to_be_hidden()
    page.locator("noscript").get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Symptoms")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_looks(address: str, visit: Open, width: int, scheme: str) -> None:
    """With an answer and proposals in sight, nothing sticks out and every text can be read."""
    screen = {"width": width, "height": 800}
    page = visit(f"{address}#q={WORDS}", viewport=screen, color_scheme=scheme).page
    _answer(page, "Yes")
    page.get_by_label("Add a symptom").press_sequentially("labels")
    expect(page.locator("#kb-diagnose-proposals button").first).to_be_visible()
    page.evaluate(OPEN_ALL)

    shown = page.evaluate("document.documentElement.scrollWidth")

    assert ([], True) == (page.evaluate(FAINT), shown <= width)
