"""The explorer in a browser: what it shows is what selecting in Python gives, and its address keeps it."""

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

import kb
from kb.export.csv_cells import csv_text
from tests.payloads import FORMULAS, QUESTIONS
from tests.site.browsing import Visit
from tests.site.building import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]
BASE = kb.load()
SHARED = "explore/#kind=issue&phase=deployment&severity=critical,high&sort=-severity"


def _count(page: Page) -> int:
    status = page.locator("[data-kb-explore] [role=status]")
    expect(status).to_contain_text("entr")
    return int((status.text_content() or "").split()[0])


def _expected() -> set[str]:
    return {
        row.id
        for severity in ("critical", "high")
        for row in BASE.select(kind="issue", phase="deployment", severity=severity)
    }


def test_shared_address_shows_the_same_entries(site: Site, visit: Open) -> None:
    """Whoever opens a shared address sees what Python selects, the worst first."""
    visitor = visit(site.address + SHARED)
    page = visitor.page

    assert len(_expected()) == _count(page)
    shown = page.locator(".kb-rows tbody a").evaluate_all("all => all.map(one => one.href)")
    severities = page.locator(".kb-rows tbody td:nth-child(4)").all_inner_texts()
    assert {href.rstrip("/").split("/")[-1] for href in shown} <= _expected()
    assert sorted(severities, key=["critical", "high"].index) == severities
    assert {} == visitor.trouble


def test_counts_say_what_a_click_will_show(site: Site, visit: Open) -> None:
    """The number beside a term is the number of entries after the click, also of a second term."""
    page = visit(f"{site.address}explore/#kind=issue").page
    _count(page)

    for term, total in (("Training", None), ("Evaluation", "more")):
        label = page.locator("label", has_text=term).first
        before = _count(page) if total else 0
        promised = int(label.locator(".kb-count").inner_text())
        label.click()
        expect(label.locator("input")).to_be_checked()
        assert max(before, promised) <= _count(page) <= before + promised

    page.go_back()
    expect(page.locator("label", has_text="Evaluation").first.locator("input")).not_to_be_checked()
    assert len(BASE.select(kind="issue", phase="training")) == _count(page)


def test_words_narrow_down_and_everything_can_be_taken_back(site: Site, visit: Open) -> None:
    """Words and filters add up; a chosen filter has a button, and one button takes all away."""
    page = visit(f"{site.address}explore/#kind=issue").page
    everything = _count(page)

    page.get_by_label("Only with these words").fill("drift")
    assert 0 < _count(page) < everything
    assert page.url.endswith("#find=drift&kind=issue")
    page.get_by_role("button", name="Take away the filter issue").click()
    assert page.url.endswith("#find=drift")
    page.get_by_role("button", name="Start over").click()
    assert len(BASE.tables.rows) == _count(page)
    page.get_by_label("Only with these words").fill("no such words anywhere")
    expect(page.get_by_role("status")).to_contain_text("Nothing fits")


def test_download_holds_the_chosen_entries(site: Site, visit: Open) -> None:
    """The file has every entry that fits, not only those on the screen, one facet per column."""
    page = visit(f"{site.address}explore/#kind=mitigation").page
    _count(page)

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert set(BASE.mitigations) == {row["id"] for row in rows}
    assert all({"title", "phase", "tool"} <= set(row) for row in rows)


def test_keyboard_reaches_filters_and_more_rows(site: Site, visit: Open) -> None:
    """Space chooses a filter and keeps the focus on it; the button for more moves on to the new rows."""
    page = visit(f"{site.address}explore/").page
    _count(page)

    box = page.locator("label", has_text="issue").first.locator("input")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_focused()
    assert len(BASE.issues) == _count(page)
    more = page.get_by_role("button", name="Show 60 more")
    more.focus()
    page.keyboard.press("Enter")
    assert 120 == page.locator(".kb-rows tbody tr").count()
    expect(page.locator(".kb-rows tbody tr").nth(60).locator("a")).to_be_focused()


@pytest.mark.security(21)
def test_spreadsheet_formulas_are_defused_as_in_python(site: Site, visit: Open) -> None:
    """A title that a spreadsheet would run as a formula gets a leading apostrophe."""
    page = visit(f"{site.address}explore/").page
    titles = [*FORMULAS.values(), *QUESTIONS.values(), "plain", "'quoted' word"]

    lines = page.evaluate(
        """async (titles) => {
          const { csv } = await import("../assets/kb/explore.mjs");
          const row = (title) => ({ id: "x", title, summary: 'say "x", y', values: {} });
          return csv({ facets: [] }, titles.map(row));
        }""",
        titles,
    )

    rows = [("x", title, 'say "x", y') for title in titles]
    assert csv_text(("id", "title", "summary"), rows) == lines.replace('"\r\n', '"\n')


def test_any_kind_of_data_fits_every_wish(site: Site, visit: Open) -> None:
    """An issue of any data is there for whoever has time series, as in Python."""
    page = visit(f"{site.address}explore/#kind=issue&data_type=time-series").page

    assert len(BASE.select(kind="issue", data_type="time-series")) == _count(page)
