"""The strip of facts at the top of a page."""

import pytest

import kb
from kb.render.facts import facts, more_facts
from kb.render.pages import render_pages
from kb.render.site import Site
from kb.render.views import Chip
from kb.rules import rules
from tests.catalog_copy import CatalogCopy


@pytest.fixture(name="site")
def _site(tiny: kb.KnowledgeBase) -> Site:
    return Site(tiny.tables)


@pytest.mark.parametrize(
    ("id", "labels"),
    [
        pytest.param(
            "stale-features",
            [
                "gets in during",
                "shows during",
                "met, for example, by",
                "noticed by",
                "owned by",
                "artifact",
                "severity",
                "detectability",
            ],
            id="issue",
        ),
        pytest.param(
            "stream-features",
            ["set-up", "upkeep a month", "done in", "by", "tool"],
            id="mitigation",
        ),
        pytest.param("label-twice", ["takes", "automation", "tool"], id="check"),
        pytest.param("slow-nightly-job", ["acts in", "changeable by", "category"], id="root-cause"),
        pytest.param("wrong-decisions", ["undoing it", "shows within", "scope"], id="consequence"),
        pytest.param("confident-errors", ["observable in"], id="symptom"),
        pytest.param("doe2021interviews", [], id="source"),
    ],
)
def test_every_kind_has_its_own_facts(site: Site, id: str, labels: list[str]) -> None:
    """The facts come in the order in which a reader asks for them."""
    found = facts(site, site.entries[id])

    assert labels == [fact.label for fact in found]


def test_terms_lead_to_their_definition(site: Site) -> None:
    """A fact that has a definition links to it and shows it as a hint."""
    found = {fact.label: fact.chips for fact in more_facts(site, site.entries["noisy-labels"])}

    href = "../../vocabulary/#data-quality-dimensions-accuracy"
    assert (Chip("Accuracy", "Values are right.", href),) == found["data quality dimension"]


def test_stub_has_no_facts_that_it_does_not_know(tiny_copy: CatalogCopy) -> None:
    """An entry with the required fields alone still has a page."""
    stub = "id: new-one\ntitle: New one\nsummary: |\n  Just met.\nstatus: stub\nadded: 2026-01-15\n"
    kinds = ("issues", "root-causes", "symptoms", "consequences", "mitigations", "checks")
    for kind in (*kinds, "sources", "studies"):
        tiny_copy.write(f"{kind}/new-{kind}.yaml", stub.replace("new-one", f"new-{kind}"))

    site = Site(kb.load(tiny_copy.root).tables)

    entries = [entry for id, entry in site.entries.items() if id.startswith("new-")]
    assert [()] * 8 == [facts(site, entry) for entry in entries]
    # Lists, terms, figures and home; index of the rules; maps; research and self-assessment.
    others = 11 + 1 + 6 + 7
    assert len(site.entries) + others + len(rules()) == len(render_pages(site.tables))
