"""The map of issues in the browser: zoomed, dragged, lit up, and of use without any of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.site.browsing import Visit
from tests.site.building import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]

WIDTH = "document.querySelector('.kb-map-sheet svg').getBoundingClientRect().width"
PLACE = "document.querySelector('.kb-map-sheet').scrollLeft"


@pytest.fixture(name="visitor")
def _visitor(site: Site, visit: Open) -> Visit:
    return visit(f"{site.address}maps/issues/")


def test_buttons_zoom(visitor: Visit) -> None:
    """In, out, and all at once."""
    page = visitor.page
    natural = page.evaluate(WIDTH)

    widths = []
    for name in ("Zoom in", "Zoom out", "Show the whole map"):
        page.get_by_role("button", name=name).click()
        widths.append(round(page.evaluate(WIDTH) / natural, 2))

    assert ([1.25, 1.0], True) == (widths[:2], widths[2] < 1)
    assert {} == visitor.trouble


def test_issue_lights_up_its_neighbours(visitor: Visit) -> None:
    """Whoever comes to an issue, by mouse or by keyboard, sees what it is linked with."""
    page = visitor.page

    page.locator("[data-id=label-noise]").focus()

    lit = page.locator("[data-id].kb-on").evaluate_all("found => found.map((x) => x.dataset.id)")
    lines = page.locator("[data-from].kb-on").evaluate_all(
        "found => found.map((x) => [x.dataset.from, x.dataset.to])"
    )
    assert {id for line in lines for id in line} == set(lit) != set()
    assert all("label-noise" in line for line in lines)


def test_drag_moves_and_follows_no_link(visitor: Visit) -> None:
    """A press that moves the map is no click on the issue below it."""
    page = visitor.page
    box = page.locator("[data-id=label-noise]")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    before = page.evaluate(PLACE)

    assert place is not None
    page.mouse.move(place["x"] + 40, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(place["x"] - 60, place["y"] + 10, steps=4)
    page.mouse.up()

    assert (100, True) == (page.evaluate(PLACE) - before, page.url.endswith("maps/issues/"))


def test_lines_are_switched_off_and_on(visitor: Visit) -> None:
    """Each kind of line has its switch, which needs no script."""
    line = visitor.page.locator(".kb-lines-likely path").first

    expect(line).to_be_visible()
    visitor.page.get_by_label("likely brings about").uncheck()

    expect(line).to_be_hidden()


def test_map_is_there_without_scripts(site: Site, visit: Open) -> None:
    """Without JavaScript the map scrolls and its issues are links."""
    page = visit(f"{site.address}maps/issues/", java_script_enabled=False).page

    page.locator("[data-id=label-noise]").click()

    expect(page.locator("h1")).to_have_text("Label noise")
