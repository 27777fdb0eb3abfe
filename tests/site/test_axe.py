"""Every sort of page is usable with assistive technology, as far as axe-core can tell."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.browsing import Visit
from tests.site.building import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

Open = Callable[..., Visit]

PAGES = {
    "home": "",
    "diagnosis": "diagnose/#q=great+in+the+notebook%2C+poor+once+deployed",
    "plan": "plan/#issues=class-imbalance,label-noise&protect=efficiency&max_effort=30",
    "assessment": "assess/#answers=rollback:no,baseline:partly,seeds:yes",
    "draft": "propose/#title=Sudden+drop+in+accuracy",
    "explorer": "explore/#kind=issue&phase=deployment",
    "issue": "issues/training-serving-skew/",
    "symptom": "symptoms/live-accuracy-below-offline-from-day-one/",
    "root cause": "root-causes/features-coded-twice/",
    "consequence": "consequences/wrong-automated-decisions/",
    "mitigation": "mitigations/tune-decision-threshold/",
    "check": "checks/review-high-loss-examples/",
    "source": "sources/nahar2022collaboration/",
    "study": "studies/",
    "list": "issues/",
    "maps": "maps/",
    "research": "research/issues/",
    "research with grids": "research/data/",
    "terms": "vocabulary/",
    "rules": "rules/KB404/",
    "text": "evidence/",
    "nowhere": "404.html",
}
SCREENS = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 720}}
BAD = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(
    site: Site, visit: Open, name: str, screen: str, scheme: str
) -> None:
    """No serious or critical finding, in light and in dark, on a desk and on a phone."""
    address = site.address + PAGES[name]
    page = visit(address, color_scheme=scheme, viewport=SCREENS[screen]).page
    page.wait_for_load_state("networkidle")

    found = Axe().run(page).response["violations"]

    told = [
        f"{one['id']}: {re.sub(' +', ' ', node['html'])[:160]}"
        for one in found
        if one["impact"] in BAD
        for node in one["nodes"]
    ]
    assert [] == told
