"""The browser's search is Python's: the same stems, the same entries, the same scores."""

from typing import NamedTuple

import pytest

import kb
from kb.query.text import stems
from tests.site.building import ROOT, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

LIMIT = 20
CLOSE = 1.001e-9
"""Both round to nine decimals, so the last one may differ."""

QUERIES = (
    "label noise",
    "labels disagree",
    "great in the notebook poor once deployed",
    "the model was fine offline and is bad in production",
    "accuracy drops after the launch",
    "concept drift",
    "class imbalance rare positives",
    "data leakage",
    "training-serving skew",
    "different results on every run",
    "works on my machine",
    "slow predictions time out",
    "nobody looks at the model any more",
    "subgroup fairness gender",
    "missing requirements",
    "third-party data changed format",
    "A/B test disagrees with offline metric",
    "NaN null missing values",
    "seeds and determinism",
    "p99 latency 250 ms",
    # accents and other scripts
    "señal de datos",
    "naïve bayes café",
    "Qualität der Labels",
    "König, Müller & Ångström",
    "données étiquetées",
    "étiquettes BRUITÉES label",
    "データ label ラベル noise",
    "ﬁne-tuning oﬄine",
    "\u0130stanbul \u011eI\u015f\u0131 label",
    "e\u0301quipe ﬂow label",
    "½ of the labels are wrong",
    "\u2133odel \uff4c\uff41\uff42\uff45\uff4c noise",
    # misspellings
    "lable noize",
    "concpet drfit",
    "imbalnce clases",
    "trianing servign skew",
    "leakeage in preprocesing",
    "reproducability",
    "montoring",
    "deploiment latancy",
    # odd
    "",
    "the of and",
    "x",
    "constructor __proto__ toString hasOwnProperty",
    "label label label noise",
    "<script>alert(1)</script> label",
)

RANK = """async ([address, queries, limit]) => {
  const { loadTables, search } = await import(address);
  const tables = await loadTables();
  return queries.map((text) => search(tables, text, limit).map((hit) => [hit.id, hit.score]));
}"""
CUT = """async ([address, module, texts]) => {
  const [{ loadTables }, { stems }] = await Promise.all([import(address), import(module)]);
  const tables = await loadTables();
  return texts.map((text) => stems(text, tables.index.rules));
}"""


class Twins(NamedTuple):
    """What both say to each query: ids with scores."""

    python: dict[str, list[tuple[str, float]]]
    browser: dict[str, list[tuple[str, float]]]


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


@pytest.fixture(name="module")
def _module(site: Site) -> str:
    return f"{site.address}assets/kb/search.mjs"


@pytest.fixture(scope="module", name="twins")
def _twins(site: Site, chromium: object, base: kb.KnowledgeBase) -> Twins:
    page = chromium.new_page()
    page.goto(site.address)
    module = f"{site.address}assets/kb/search.mjs"
    ranked = page.evaluate(RANK, [module, QUERIES, LIMIT])
    page.close()
    python = {
        text: [(hit.id, hit.score) for hit in base.search(text, limit=LIMIT)] for text in QUERIES
    }
    browser = {
        text: [(id, score) for id, score in hits]
        for text, hits in zip(QUERIES, ranked, strict=True)
    }
    return Twins(python, browser)


@pytest.mark.parametrize("query", QUERIES)
def test_browser_ranks_like_python(twins: Twins, query: str) -> None:
    """Both find the same entries in the same order with the same scores."""
    python, browser = twins.python[query], twins.browser[query]

    assert [id for id, _ in python] == [id for id, _ in browser]
    assert [score for _, score in python] == pytest.approx(
        [score for _, score in browser], rel=0, abs=CLOSE
    )


def test_most_queries_find_something(twins: Twins) -> None:
    """The comparison is not one of empty lists."""
    assert sum(bool(hits) for hits in twins.python.values()) >= len(QUERIES) - 5


def test_browser_cuts_every_text_of_the_catalog_like_python(
    site: Site, chromium: object, base: kb.KnowledgeBase
) -> None:
    """Titles and phrases of all entries give the same stems."""
    texts = [row.title for row in base.tables.rows.values()]
    texts += [phrase for id in base for phrase in base[id].phrases]
    page = chromium.new_page()
    page.goto(site.address)
    modules = [f"{site.address}assets/kb/{name}.mjs" for name in ("search", "text")]

    cut = page.evaluate(CUT, [*modules, texts])

    page.close()
    assert [] == [text for text, found in zip(texts, cut, strict=True) if found != stems(text)]
