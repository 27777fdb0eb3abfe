"""The table of remedies: sorted by any column, folded after the first rows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

import kb
from tests.site.browsing import Visit
from tests.site.building import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]
ISSUE = "training-serving-skew"


def _titles(page: Page) -> list[str]:
    return page.locator(".kb-fixes tbody tr:visible .kb-entry").all_inner_texts()


def test_remedies_are_sorted_by_price_and_back(site: Site, visit: Open) -> None:
    """A click sorts upwards, another downwards; the fold keeps the first rows of the new order."""
    remedies = kb.load().remedies(ISSUE)
    prices = {one.title: one.effort.setup_low + one.effort.setup_high for one in remedies}
    visitor = visit(f"{site.address}issues/{ISSUE}/")
    page = visitor.page
    assert [one.title for one in remedies][:6] == _titles(page)

    price = page.get_by_role("button", name="Price")
    price.click()
    assert sorted(prices.values())[:6] == [prices[title] for title in _titles(page)]
    price.click()
    assert sorted(prices.values(), reverse=True)[:6] == [prices[title] for title in _titles(page)]
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Price")
    assert {} == visitor.trouble


def test_all_remedies_are_one_click_away_without_scripts(site: Site, visit: Open) -> None:
    """The fold opens without JavaScript."""
    page = visit(f"{site.address}issues/{ISSUE}/", java_script_enabled=False).page
    assert 6 == len(_titles(page))

    page.locator(".kb-all input").check()

    assert [one.title for one in kb.load().remedies(ISSUE)] == _titles(page)
