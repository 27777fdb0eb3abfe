"""The self-assessment in the browser: the same file as Python writes, and a page that keeps its answers."""

from collections.abc import Callable
from datetime import date

import pytest

import kb
from kb.models.profile import ANSWERS
from kb.study.assessment import assess, guide_of, self_checks
from kb.study.profiles import profile_text
from tests.site.browsing import Visit
from tests.site.building import ROOT, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

DAY = "2026-11-21"
ASK = """async ([folder, cases, day]) => {
  const [{ profileText }, { load }] = await Promise.all(
    ["assess", "tables"].map((name) => import(`${folder}${name}.mjs`)));
  const table = await load("assessment.json");
  const text = (version, given) => profileText({ ...table, version }, new Map(given), day);
  return {
    texts: cases.map((given) => text(table.version, Object.entries(given))),
    versions: ["123456789012", "1234e5678901", "0123456789ab"].map((version) =>
      text(version, []).split("\\n")[2]),
  };
}"""


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


def _cases(base: kb.KnowledgeBase) -> list[dict[str, str]]:
    """Return answers of every make: all alike, mixed in strides, a few only, and none."""
    ids = list(self_checks(guide_of(base.tables)))
    alike = [dict.fromkeys(ids, answer) for answer in ANSWERS]
    mixed = [{id: ANSWERS[(n * at + at // 3) % 4] for at, id in enumerate(ids)} for n in range(20)]
    few = [{id: ANSWERS[(n + at) % 4] for at, id in enumerate(ids[n::7])} for n in range(7)]
    return [*alike, *mixed, *few, {}]


def test_browser_writes_the_file_that_python_writes(
    site: Site, chromium: object, base: kb.KnowledgeBase
) -> None:
    """The same issues, states, reasons, checks and remedies, byte for byte."""
    cases = _cases(base)
    page = chromium.new_page()
    page.goto(site.address)

    found = page.evaluate(ASK, [f"{site.address}assets/kb/", cases, DAY])

    page.close()
    day = date.fromisoformat(DAY)
    assert [profile_text(assess(base.tables, case, day)) for case in cases] == found["texts"]
    assert [
        profile_text(assess(base.tables._replace(version=version), {}, day)).splitlines()[2]
        for version in ("123456789012", "1234e5678901", "0123456789ab")
    ] == found["versions"]


def test_answers_stay_in_the_address(site: Site, visit: Callable[..., Visit]) -> None:
    """A link shows the same profile again, Back takes an answer back, and odd answers are left out."""
    visitor = visit(f"{site.address}assess/")
    page = visitor.page
    page.check('input[name="input-monitoring"][value="no"]')
    page.check('input[name="rollback"][value="partly"]')

    assert "#answers=input-monitoring:no,rollback:partly" in page.url
    assert "2 answers, 4 issues: 2 open, 2 watch, 0 fine" == page.text_content("#kb-assess-status")
    page.go_back()
    assert "1 answer, 2 issues: 2 open, 0 watch, 0 fine" == page.text_content("#kb-assess-status")

    again = visit(f"{site.address}assess/#answers=rollback:no,rollback:maybe,constructor:yes,x")
    again.page.wait_for_selector("#kb-assess-issues a")
    assert again.page.is_checked('input[name="rollback"][value="no"]')
    assert "1 answer" in again.page.text_content("#kb-assess-status")
    assert ([], []) == (visitor.errors, again.errors)


def test_file_can_be_downloaded(site: Site, visit: Callable[..., Visit]) -> None:
    """It has the name that the command line expects."""
    page = visit(f"{site.address}assess/#answers=rollback:no").page
    page.wait_for_selector("#kb-assess-issues a")
    page.click('[data-act="see"]')

    with page.expect_download() as told:
        page.click('[data-act="save"]')

    assert "mlq.yaml" == told.value.suggested_filename
    assert "  - question: rollback\n    answer: no\n" in told.value.path().read_text("utf-8")
