"""The browser plans like Python's greedy choice: the same steps, prices, gaps, exclusions and texts."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

import kb
from kb.diagnosis.needs import Limits
from kb.diagnosis.plan import plan
from kb.export.checklist import plan_csv, plan_markdown
from tests.site.building import ROOT, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

DRAWN = 200
EFFORTS = (None, None, 5.0, 12.5, 30.0, 80.0)

ASK = """async ([folder, cases]) => {
  const [{ plan }, { loadPlanner }, { planCsv, planMarkdown }] = await Promise.all(
    ["plan", "planner", "plan-checklist"].map((name) => import(`${folder}${name}.mjs`)));
  const planner = await loadPlanner();
  return cases.map(([issues, limits]) => {
    const found = plan(planner, issues, limits);
    return {
      steps: found.steps.map(({ stage, id }) => [stage, id]),
      uncovered: found.uncovered.map(({ id, what }) => [id, what]),
      figures: [found.price, found.bound, found.daysLow, found.daysHigh],
      markdown: planMarkdown(found, planner),
      csv: planCsv(found, planner).replaceAll('"\\r\\n', '"\\n'),
    };
  });
}"""


class Case(NamedTuple):
    """What both are asked to plan."""

    issues: tuple[str, ...]
    limits: Limits

    @property
    def told(self) -> list[object]:
        """The case as the browser reads it."""
        context, protect, days = self.limits
        limits = {"context": context or "", "protect": protect, "maxEffort": days}
        return [self.issues, limits]


class Twins(NamedTuple):
    """What both say to each case."""

    cases: list[Case]
    python: list[dict]
    browser: list[dict]


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


def _drawn(base: kb.KnowledgeBase) -> Iterator[Case]:
    """Yield cases of every make: strides through the catalog meet every issue and every limit."""
    issues = list(base.issues)
    terms = {name: [term["id"] for term in found] for name, found in base.tables.terms.items()}
    contexts, attributes = [None, *terms["contexts"]], terms["quality-attributes"]
    for n in range(DRAWN):
        chosen = [issues[(n * 31 + k * 47) % len(issues)] for k in range(1 + n % 6)]
        protect = [attributes[(n * 5 + k * 7) % len(attributes)] for k in range(n // 2 % 4)]
        limits = Limits(contexts[n % len(contexts)], tuple(protect), EFFORTS[n // 6 % len(EFFORTS)])
        yield Case(tuple(dict.fromkeys(chosen)), limits)


def _python(base: kb.KnowledgeBase, case: Case) -> dict:
    found = plan(base.tables, case.issues, case.limits, nodes=0)
    return {
        "steps": [[step.stage, step.id] for step in found.steps],
        "uncovered": [[gap.id, gap.what] for gap in found.uncovered],
        "figures": [found.price, found.bound, found.days_low, found.days_high],
        "markdown": plan_markdown(found, base.version),
        "csv": plan_csv(found),
    }


@pytest.fixture(scope="module", name="twins")
def _twins(site: Site, chromium: object, base: kb.KnowledgeBase) -> Twins:
    cases = list(_drawn(base))
    page = chromium.new_page()
    page.goto(site.address)
    browser = page.evaluate(ASK, [f"{site.address}assets/kb/", [case.told for case in cases]])
    page.close()
    return Twins(cases, [_python(base, case) for case in cases], browser)


@pytest.mark.parametrize("part", ["steps", "uncovered", "markdown", "csv"])
def test_same_plan(twins: Twins, part: str) -> None:
    """The same steps in the same order, the same gaps, and the same files to take along."""
    answers = zip(twins.cases, twins.python, twins.browser, strict=True)

    assert [] == [case for case, one, other in answers if one[part] != other[part]]


def test_same_figures(twins: Twins) -> None:
    """Price, bound and days agree to nine decimals."""
    ours = [figure for found in twins.python for figure in found["figures"]]
    theirs = [figure for found in twins.browser for figure in found["figures"]]

    assert ours == pytest.approx(theirs, rel=0, abs=1.001e-9)


def test_comparison_is_not_one_of_empty_plans(twins: Twins) -> None:
    """Most cases have steps, many leave something open, and many leave something out."""
    steps = sum(len(found["steps"]) for found in twins.browser)
    gaps = sum(bool(found["uncovered"]) for found in twins.browser)
    left = sum("## Left out" in found["markdown"] for found in twins.browser)

    assert (True, True, True) == (steps > 5 * DRAWN, gaps > DRAWN / 10, left > DRAWN / 4)
