"""Light, dark and narrow: the pages can be read in any of them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.site.browsing import Visit
from tests.site.building import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]

LISTS = {
    "home": "",
    "list": "issues/",
    "terms": "vocabulary/",
    "diagnose": "diagnose/",
    "plan": "plan/",
    "draft": "propose/",
    "map": "maps/issues/",
    "matrix": "maps/trade-offs/",
    "chains": "maps/chains/",
}
LONGEST = {
    "issue": "issues",
    "root-cause": "root-causes",
    "mitigation": "mitigations",
    "check": "checks",
    "source": "sources",
    "study": "studies",
}
SCHEMES = {"light": "default", "dark": "slate"}

OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"

FAINT = """() => {
  const parse = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    return text.startsWith("color(srgb")
      ? [parts[0] * 255, parts[1] * 255, parts[2] * 255, parts[3] ?? 1]
      : [parts[0], parts[1], parts[2], parts[3] ?? 1];
  };
  const over = (top, below) =>
    [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const faint = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    if (element.closest("script, style, noscript, .kb-hidden, .headerlink")) continue;
    const below = ground(element);
    const ink = over(parse(getComputedStyle(element).color), below);
    const [high, low] = [light(ink), light(below)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} <${element.tagName} class="${element.className}"> ${node.data.trim().slice(0, 40)}`);
  }
  return [...new Set(faint)];
}"""
"""Every visible text whose colour differs too little from what lies behind it (WCAG 2.2, 1.4.3)."""


def _address(site: Site, kind: str) -> str:
    """Return a page of each sort; of the entries of a kind the one with the most on it."""
    if kind in LISTS:
        return site.address + LISTS[kind]
    pages = {
        path: html for path, html in site.pages().items() if re.match(f"{LONGEST[kind]}/.+/", path)
    }
    return site.address + max(pages, key=lambda path: len(pages[path])).removesuffix("index.html")


def _scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", [*LISTS, *LONGEST])
def test_page_fits_a_phone(site: Site, visit: Open, kind: str, scheme: str, width: int) -> None:
    """Nothing sticks out to the right, so nobody has to scroll sideways."""
    screen = {"width": width, "height": 720}
    page = visit(_address(site, kind), color_scheme=scheme, viewport=screen).page
    page.evaluate(OPEN_ALL)

    shown = page.evaluate("document.documentElement.scrollWidth")

    assert (SCHEMES[scheme], True) == (_scheme(page), shown <= width)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", [*LISTS, *LONGEST])
def test_text_stands_out_from_its_ground(site: Site, visit: Open, kind: str, scheme: str) -> None:
    """Every visible text has a contrast of at least 4.5 to 1."""
    page = visit(_address(site, kind), color_scheme=scheme).page
    page.evaluate(OPEN_ALL)

    faint = page.evaluate(FAINT)

    assert (SCHEMES[scheme], []) == (_scheme(page), faint)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_results_stand_out_from_their_ground(site: Site, visit: Open, scheme: str) -> None:
    """The list of results can be read, as can the text in both boxes."""
    page = visit(site.address, color_scheme=scheme).page
    page.locator("#kb-ask").fill("labels")
    expect(page.locator("#kb-ask-results a").first).to_be_visible()

    faint = page.evaluate(FAINT)

    assert [] == faint


class TestColours:
    """The switch between light and dark."""

    @pytest.mark.parametrize("wish", SCHEMES)
    def test_first_visit_follows_the_system(self, site: Site, visit: Open, wish: str) -> None:
        """Whoever set the system to dark gets dark."""
        page = visit(site.address, color_scheme=wish).page

        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[wish])

    def test_switch_changes_the_colours_and_is_remembered(self, site: Site, visit: Open) -> None:
        """The choice stays after a reload and on other pages."""
        page = visit(site.address, color_scheme="light").page
        body = page.locator("body")
        before = body.evaluate("body => getComputedStyle(body).backgroundColor")

        page.get_by_title("Switch to dark colours").click()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(f"{site.address}issues/")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")

        assert before != body.evaluate("body => getComputedStyle(body).backgroundColor")

    def test_switch_works_back(self, site: Site, visit: Open) -> None:
        """Two clicks give the first colours again."""
        page = visit(site.address, color_scheme="light").page

        page.get_by_title("Switch to dark colours").click()
        page.get_by_title("Switch to light colours").click()

        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_menu_opens_on_a_phone(site: Site, visit: Open) -> None:
    """Where the tabs have no room, the menu leads to the lists."""
    page = visit(site.address, viewport={"width": 375, "height": 720}).page

    page.get_by_title("Menu").click()
    page.locator(".md-sidebar--primary").get_by_role("link", name="Symptoms").click()

    expect(page.locator("h1")).to_have_text("Symptoms")
