"""All rules together."""

from kb.lint.run import RULES, lint
from kb.loading.loader import Catalog
from kb.loading.texts import texts_of
from tests.catalog_copy import CatalogCopy


def test_valid_catalog_passes_every_rule(tiny_catalog: Catalog) -> None:
    """The tiny catalog is the good example of each rule."""
    assert () == lint(tiny_catalog)


def test_problems_of_all_rules_are_sorted_by_place(tiny_copy: CatalogCopy) -> None:
    """The order is that of files and lines, not that of the rules."""
    tiny_copy.replace("issues/noisy-labels.yaml", "  - interns labelled the second half\n", "")
    tiny_copy.replace("checks/label-twice.yaml", "  Both follow", "  Ask @bob. Both follow")
    tiny_copy.replace(
        "issues/stale-weather-feed.yaml",
        "why: Orders are placed for weather that did not come.",
        "why: Shop managers compare the order with the window.",
    )

    assert ["KB402", "KB401", "KB404"] == [problem.code for problem in tiny_copy.problems()]


def test_rules_are_listed_in_order_of_their_codes() -> None:
    """Each rule opens its module with its code and what it asks for."""
    codes = [__import__(rule.__module__, fromlist=["__doc__"]).__doc__[:5] for rule in RULES]

    assert sorted(codes) == codes


def test_texts_come_with_their_path_in_the_order_of_the_file(tiny_catalog: Catalog) -> None:
    """Every text of a document is visited, nested ones included."""
    texts = list(texts_of(tiny_catalog.documents["replay-requests"]))

    assert (("id",), "replay-requests") == texts[0]
    assert (("outcomes", 1, "text"), "One score in a hundred or more differs.") in texts
    assert (("added",), "2026-01-15") == texts[-1]
