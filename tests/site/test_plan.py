"""The planner's page: issues and limits in, ordered steps out, and all of it in the address."""

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

import kb
from kb.diagnosis.needs import Limits
from kb.diagnosis.plan import plan
from kb.diagnosis.results import Plan
from kb.export.checklist import plan_markdown
from tests.site.browsing import Visit
from tests.site.building import ROOT, Site
from tests.site.test_looks import FAINT, OPEN_ALL, SCHEMES

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]

ISSUES = ("class-imbalance", "label-noise")
LIMITS = Limits("high-stakes-decisions", ("efficiency",), 30)
TOLD = (
    "issues=class-imbalance,label-noise"
    "&context=high-stakes-decisions&protect=efficiency&max_effort=30"
)
SYMPTOMS = "great in the notebook, poor once deployed"


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


@pytest.fixture(scope="module", name="greedy")
def _greedy(base: kb.KnowledgeBase) -> Plan:
    return plan(base.tables, ISSUES, LIMITS, nodes=0)


@pytest.fixture(name="address")
def _address(site: Site) -> str:
    return f"{site.address}plan/"


@pytest.fixture(name="visitor")
def _visitor(address: str, visit: Open) -> Visit:
    """Return a visit of somebody who followed a link with issues and limits."""
    visitor = visit(
        f"{address}#{TOLD}",
        permissions=["clipboard-read", "clipboard-write"],
        viewport={"width": 1280, "height": 900},
    )
    expect(visitor.page.locator("#kb-plan-answer")).to_be_visible()
    return visitor


@pytest.fixture(name="page")
def _page(visitor: Visit) -> Page:
    return visitor.page


def _steps(page: Page) -> list[str]:
    return page.locator(".kb-plan-head .kb-entry").all_inner_texts()


class TestPlan:
    """What a plan shows."""

    def test_steps_are_those_of_the_greedy_plan(self, visitor: Visit, greedy: Plan) -> None:
        """They stand in order below their stages, numbered through; nothing is amiss."""
        page = visitor.page
        firsts = page.locator(".kb-plan-stage").evaluate_all("all => all.map((one) => one.start)")

        stages = [step.stage for step in greedy.steps]
        assert [step.title for step in greedy.steps] == _steps(page)
        assert [1 + stages.index(stage) for stage in dict.fromkeys(stages)] == firsts
        assert {} == visitor.trouble

    def test_step_says_why_price_and_proof(self, page: Page, greedy: Plan) -> None:
        """Each remedy says what it acts on, what it takes, when it is done and how to do it."""
        step = next(step for step in greedy.steps if step.actions)
        card = page.locator(".kb-plan-stage > li", has_text=step.title).first
        page.evaluate(OPEN_ALL)

        for told in (step.reached[0].title, step.verification.expected, step.actions[-1]):
            expect(card).to_contain_text(told.replace("`", ""))
        expect(card.locator(".kb-plan-price")).to_contain_text(f"{step.effort.setup_high:g}")

    def test_gaps_and_exclusions_say_why(self, page: Page, greedy: Plan) -> None:
        """What stays uncovered and what was left out is told with its reason."""
        gaps, left = (
            page.locator(name).locator("> li") for name in (".kb-plan-gaps", ".kb-plan-left")
        )

        expect(gaps).to_have_count(len(greedy.uncovered))
        expect(left).to_have_count(len(greedy.left_out))
        expect(left.first).to_contain_text(greedy.left_out[0].reason)

    def test_harm_to_what_suffers_already_is_warned_of(
        self, page: Page, base: kb.KnowledgeBase, greedy: Plan
    ) -> None:
        """A step that worsens an attribute of a chosen issue says so, the others do not."""
        suffers = {name for id in ISSUES for name in base[id].quality_attributes}
        warned = [
            step.title
            for step in greedy.steps
            if suffers & set(step.worsens) or set(ISSUES) & set(step.may_cause)
        ]

        cards = page.locator(".kb-plan-stage > li", has=page.locator(".kb-plan-warning"))
        assert warned == cards.locator(".kb-plan-head .kb-entry").all_inner_texts()
        assert warned

    def test_total_and_the_way_to_the_cheapest(self, page: Page, greedy: Plan) -> None:
        """The price of all is told, also to who listens, and that a cheaper plan may exist."""
        days = f"{greedy.days_low:g} to {greedy.days_high:g} person-days"
        wishes = "--context high-stakes-decisions --protect efficiency --max-effort 30"

        expect(page.locator("#kb-plan-total")).to_contain_text(days)
        expect(page.get_by_role("status").first).to_contain_text(days)
        expect(page.locator(".kb-plan-cheapest")).to_contain_text("greedily")
        expect(page.locator("#kb-plan-command")).to_have_text(
            f"kb plan {' '.join(ISSUES)} {wishes}"
        )

    def test_nothing_that_fits_is_said(self, address: str, visit: Open) -> None:
        """With no time at all there is nothing but checks, and the page says what to change."""
        page = visit(f"{address}#issues=label-noise&max_effort=0").page

        expect(page.locator("#kb-plan-total")).to_contain_text("allow more effort")
        expect(page.locator(".kb-plan-gaps > li").first).to_be_visible()


class TestForm:
    """Choosing."""

    def test_issue_is_added_and_removed_by_keyboard(self, address: str, visit: Open) -> None:
        """Type, go down, Enter: a chip and a plan; Enter on the chip takes both away."""
        page = visit(address).page
        field = page.get_by_label("Add an issue")
        field.focus()
        page.keyboard.type("annotators disagree")
        expect(page.locator("#kb-plan-proposals button").first).to_be_visible()

        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".kb-plan-chip")).to_have_count(1)
        expect(page.locator(".kb-plan-head").first).to_be_visible()
        expect(field).to_be_focused()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")

        expect(page.locator(".kb-plan-chip")).to_have_count(0)
        expect(page.locator("#kb-plan-start")).to_be_visible()
        expect(field).to_be_focused()

    def test_limits_change_the_plan_and_the_address(self, address: str, visit: Open) -> None:
        """Situation, protection and days count at once; the situation says what it means."""
        page = visit(f"{address}#issues=label-noise").page

        page.get_by_label("Situation").select_option("real-time")
        expect(page.locator("#kb-plan-meaning")).to_contain_text("Efficiency \u00d7 3")
        page.get_by_text("What no step may worsen").click()
        page.get_by_label("Privacy").check()
        page.get_by_label("Most person-days").fill("8")

        wanted = "#issues=label-noise&context=real-time&protect=privacy&max_effort=8"
        expect(page).to_have_url(address + wanted)
        expect(page.locator("#kb-plan-left")).to_contain_text("worsens privacy, which you protect")

    def test_back_takes_an_issue_back(self, address: str, visit: Open) -> None:
        """The button of the browser undoes one step."""
        page = visit(address).page
        page.get_by_role("button", name="Concept drift").click()
        expect(page.locator(".kb-plan-chip")).to_have_count(1)

        page.go_back()

        expect(page.locator("#kb-plan-start")).to_be_visible()


class TestTakingAlong:
    """Copies, downloads and paper."""

    def test_checklist_is_that_of_python(
        self, page: Page, base: kb.KnowledgeBase, greedy: Plan
    ) -> None:
        """The clipboard holds what `kb plan --format markdown` would write for the same steps."""
        page.get_by_role("button", name="Copy as Markdown").click()
        expect(page.locator("#kb-plan-copied")).to_contain_text("Copied")

        copied = page.evaluate("navigator.clipboard.readText()")
        assert plan_markdown(greedy, base.version) == copied.replace("\r\n", "\n")

    def test_table_has_a_row_for_each_step(self, page: Page, greedy: Plan) -> None:
        """The file is for a spreadsheet."""
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download as CSV").click()

        text = waiting.value.path().read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [step.id for step in greedy.steps] == [row["id"] for row in rows]

    def test_paper_shows_the_plan_alone(self, page: Page) -> None:
        """The form and the buttons stay on the screen; what is folded there is open."""
        page.emulate_media(media="print")

        for name in ("#kb-plan-form", ".kb-tools"):
            expect(page.locator(name)).to_be_hidden()
        expect(page.locator(".kb-plan-stage details li").first).to_be_visible()


class TestAddress:
    """The state is in the address."""

    def test_link_restores_the_form(self, page: Page) -> None:
        """Issues, situation, protection and days come back."""
        expect(page.locator(".kb-plan-chip")).to_have_count(2)
        expect(page.get_by_label("Situation")).to_have_value("high-stakes-decisions")
        expect(page.get_by_label("Most person-days")).to_have_value("30")
        expect(page.get_by_label("Efficiency")).to_be_checked()

    @pytest.mark.parametrize(
        "told",
        [
            "issues=label-noise,__proto__,%3Cimg src=x onerror=window.XSS=1%3E,constructor",
            "issues=label-noise&context=__proto__&protect=constructor,%22%3E&max_effort=1e9",
            "issues=label-noise&max_effort=%3Cb%3E&context=%00",
            "%ff%fe&&&=&issues=label-noise&protect=%zz",
        ],
    )
    def test_whatever_a_link_holds_is_only_text(self, address: str, visit: Open, told: str) -> None:
        """A link by a stranger shows a plan for what is known, and does nothing else."""
        visitor = visit(f"{address}#{told}")

        expect(visitor.page.locator("#kb-plan-command")).to_have_text("kb plan label-noise")
        assert visitor.page.evaluate("window.XSS") is None
        assert {} == visitor.trouble


class TestWaysIn:
    """Links that bring their issues along."""

    def test_symptom_leads_by_a_suspect_to_a_plan(self, site: Site, visit: Open) -> None:
        """Words, suspects, and one plan for those that lead."""
        visitor = visit(f"{site.address}diagnose/#q={SYMPTOMS}")
        page = visitor.page
        suspects = page.locator(".kb-suspect .kb-entry").all_inner_texts

        expect(page.locator(".kb-plan-link")).to_be_visible()
        leading = suspects()
        page.locator(".kb-plan-link a").click()

        chips = page.locator(".kb-plan-chip .kb-entry")
        expect(chips.first).to_be_visible()
        assert leading[: chips.count()] == chips.all_inner_texts()
        expect(page.locator(".kb-plan-head").first).to_be_visible()
        assert {} == visitor.trouble

    def test_issue_leads_to_its_plan(self, site: Site, visit: Open) -> None:
        """Below its remedies stands the way to plan them."""
        page = visit(f"{site.address}issues/concept-drift/").page

        page.get_by_role("link", name="Plan the remedy of this issue").click()

        expect(page.locator(".kb-plan-chip")).to_have_text(["Concept drift\u00d7"])


def test_failed_load_is_said(address: str, visit: Open) -> None:
    """Without the table the page says so instead of staying silent."""
    page = visit("about:blank").page
    page.route("**/plan.json", lambda route: route.abort())

    page.goto(address)

    expect(page.locator("#kb-plan-status")).to_contain_text("could not be loaded")


def test_without_javascript_it_names_the_command(address: str, visit: Open) -> None:
    """The form is hidden, and the command line does the same."""
    page = visit(address, java_script_enabled=False).page

    expect(page.get_by_label("Add an issue")).to_be_hidden()
    expect(page.locator("noscript code")).to_contain_text("kb plan training-serving-skew")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_looks(address: str, visit: Open, width: int, scheme: str) -> None:
    """With a plan and proposals in sight, nothing sticks out and every text can be read."""
    screen = {"width": width, "height": 800}
    page = visit(f"{address}#{TOLD}", viewport=screen, color_scheme=scheme).page
    expect(page.locator(".kb-plan-head").first).to_be_visible()
    page.get_by_label("Add an issue").press_sequentially("labels")
    expect(page.locator("#kb-plan-proposals button").first).to_be_visible()
    page.evaluate(OPEN_ALL)

    shown = page.evaluate("document.documentElement.scrollWidth")

    assert ([], True) == (page.evaluate(FAINT), shown <= width)
