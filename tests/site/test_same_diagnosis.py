"""The browser's diagnosis is Python's: the same suspects, scores, reasons, abstentions and questions."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
import yaml

import kb
from tests.site.building import ROOT, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

LIMIT = 10
CLOSE = 1.001e-9
"""Both round to nine decimals, so the last one may differ."""

DRAWN = 120
FACETS = {
    "phase": "phases",
    "data_type": "data-types",
    "collection_process": "collection-processes",
}
ODD = (
    "",
    "the of and",
    "constructor __proto__ toString",
    "<script>x</script> label",
    "データ 🙂 ﬁne",
)

ASK = """async ([folder, cases, limit]) => {
  const [{ diagnose }, { loadKnowledge }] = await Promise.all([
    import(`${folder}diagnosis.mjs`), import(`${folder}knowledge.mjs`)
  ]);
  const knowledge = await loadKnowledge();
  return cases.map((findings) => {
    const found = diagnose(knowledge, findings, limit);
    const suspects = found.suspects.map(({ id, score, level, reasons }) =>
      [id, score, level, reasons.map(({ bits, kind, id, text }) => [bits, kind, id, text])]);
    const step = found.askNext;
    return {
      suspects,
      refused: [found.abstained, found.topic],
      needed: found.noneOfThese,
      seen: found.matchedSymptoms.map(({ id }) => id),
      sure: found.matchedSymptoms.map(({ confidence }) => confidence),
      question: step && [step.kind, step.id, step.answers],
      gain: step?.bitsPerMinute ?? 0,
      checks: found.checks.map(({ id, suspect }) => [id, suspect]),
    };
  });
}"""


class Findings(NamedTuple):
    """A case as both are asked about it."""

    text: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()
    context: tuple[tuple[str, str], ...] = ()


class Twins(NamedTuple):
    """What both say to each case."""

    cases: list[Findings]
    python: list[dict]
    browser: list[dict]

    def differing(self, part: str) -> list[tuple]:
        """Return the cases in which a part is not the same, with what each says."""
        pairs = zip(self.cases, self.python, self.browser, strict=True)
        return [
            (case, one[part], other[part]) for case, one, other in pairs if one[part] != other[part]
        ]


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(ROOT / "catalog")


def _texts() -> Iterator[str]:
    for half in ("tuning", "validation"):
        file = ROOT / f"scripts/benchmarks/queries-{half}.yaml"
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        yield from (query["text"] for query in data["queries"])
        yield from data["out_of_scope"]


def _drawn(base: kb.KnowledgeBase, texts: list[str]) -> Iterator[Findings]:
    """Yield cases of every make: strides through the catalog meet everything and repeat nothing soon."""
    symptoms, checks = list(base.symptoms), list(base.checks)
    for n in range(DRAWN):
        ticked = [symptoms[(n * 31 + k * 17) % len(symptoms)] for k in range(6)]
        done = [checks[(n * 13 + k * 29) % len(checks)] for k in range(n % 3)]
        context = (
            (facet, terms[(n // 2) % len(terms)]["id"])
            for place, (facet, name) in enumerate(FACETS.items())
            for terms in [base.tables.terms[name]]
            if n >> place & 1
        )
        yield Findings(
            text=texts[n * 7 % len(texts)] if n % 4 else "",
            present=tuple(ticked[: n % 4]),
            absent=tuple(ticked[3 : 3 + n % 3]),
            unknown=tuple(ticked[5:]),
            outcomes=tuple((id, base[id].outcomes[n % len(base[id].outcomes)].key) for id in done),
            context=tuple(context),
        )


def _python(base: kb.KnowledgeBase, case: Findings) -> dict:
    found = base.diagnose(
        case.text,
        symptoms=case.present,
        absent=case.absent,
        unknown=case.unknown,
        checks=[":".join(done) for done in case.outcomes],
        limit=LIMIT,
        **dict(case.context),
    )
    step = found.ask_next
    answers = [[answer, list(raised)] for answer, raised in step.answers] if step else []
    return {
        "suspects": [
            [suspect.id, suspect.score, suspect.level, [list(part) for part in suspect.reasons]]
            for suspect in found.suspects
        ],
        "refused": [found.abstained, found.topic],
        "needed": found.none_of_these,
        "seen": [symptom.id for symptom in found.matched_symptoms],
        "sure": [symptom.confidence for symptom in found.matched_symptoms],
        "question": [step.kind, step.id, answers] if step else None,
        "gain": step.bits_per_minute if step else 0,
        "checks": [[check.id, check.suspect] for check in found.checks],
    }


@pytest.fixture(scope="module", name="twins")
def _twins(site: Site, chromium: object, base: kb.KnowledgeBase) -> Twins:
    texts = list(_texts())
    cases = [*(Findings(text) for text in (*texts, *ODD)), *_drawn(base, texts)]
    page = chromium.new_page()
    page.goto(site.address)
    told = [case._asdict() for case in cases]
    browser = page.evaluate(ASK, [f"{site.address}assets/kb/", told, LIMIT])
    page.close()
    return Twins(cases, [_python(base, case) for case in cases], browser)


def _figures(found: dict) -> list[float]:
    suspects = found["suspects"]
    bits = [bits for *_, reasons in suspects for bits, *_ in reasons]
    scores = [score for _, score, *_ in suspects]
    return [found["needed"], found["gain"], *scores, *bits, *found["sure"]]


def _ranking(found: dict) -> list[list]:
    return [
        [id, level, [reason[1:] for reason in reasons]]
        for id, _, level, reasons in found["suspects"]
    ]


def test_same_suspects_for_the_same_reasons(twins: Twins) -> None:
    """The same issues in the same order, each with its level and its reasons, in the same words."""
    pairs = zip(twins.cases, twins.python, twins.browser, strict=True)

    assert [] == [case for case, one, other in pairs if _ranking(one) != _ranking(other)]


def test_same_figures(twins: Twins) -> None:
    """Scores, bits, confidences, gains and thresholds agree to nine decimals."""
    ours = [figure for found in twins.python for figure in _figures(found)]
    theirs = [figure for found in twins.browser for figure in _figures(found)]

    assert ours == pytest.approx(theirs, rel=0, abs=CLOSE)


@pytest.mark.parametrize("part", ["refused", "seen", "question", "checks"])
def test_same_answer_otherwise(twins: Twins, part: str) -> None:
    """Both refuse the same cases, see the same symptoms, ask the same and propose the same checks."""
    assert [] == twins.differing(part)


def test_other_pages_ask_by_text_alone(
    site: Site, chromium: object, base: kb.KnowledgeBase
) -> None:
    """One call loads the tables and gives the suspects of Python."""
    page = chromium.new_page()
    page.goto(site.address)
    call = "([module, text]) => import(module).then(({ suspectsFor }) => suspectsFor(text, 3))"

    found = page.evaluate(call, [f"{site.address}assets/kb/diagnosis.mjs", "labels disagree"])

    page.close()
    suspects = base.diagnose("labels disagree", limit=3).suspects
    assert [suspect.id for suspect in suspects] == [suspect["id"] for suspect in found["suspects"]]


def test_comparison_is_not_one_of_empty_answers(twins: Twins) -> None:
    """Most cases have suspects and a question, and some are refused."""
    suspects = sum(bool(found["suspects"]) for found in twins.browser)
    questions = sum(found["question"] is not None for found in twins.browser)
    refused = sum(found["refused"][0] for found in twins.browser)

    assert (True, True, True) == (suspects > 400, questions > 400, 50 < refused < 300)
