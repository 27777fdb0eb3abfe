"""What notebooks show: a small table in which contributed text is text."""

import pytest

import kb
from kb.diagnosis.pricing import Effort, Verification
from kb.diagnosis.remedies import Excluded, Remedies, Remedy
from kb.diagnosis.results import Diagnosis, NextStep, Plan, Reason, Step, Suspect, Uncovered
from kb.graph.kinds import Kind
from kb.query.search import Hit, Hits
from tests.markup import elements, text_of
from tests.payloads import MARKUP, TITLES, TITLES_REFUSED, cases

TAGS = {"div", "strong", "table", "tr", "th", "td", "p"}
EFFORT = Effort(1.0, 2.5, 0.0, 0.0)


def _shown(result: object) -> str:
    html = getattr(result, "_repr_html_")()  # noqa: B009 - notebooks look it up by its name
    assert isinstance(html, str)
    return html


def _results(text: str, base: kb.KnowledgeBase) -> dict[str, object]:
    """Return one result of each sort in which every contributed text is the given one."""
    suspect = Suspect("x", text, 2.0, "weak", (Reason(2.0, "text", "", text),))
    question = NextStep("symptom", "y", text, 0.5, 1.0, ())
    remedy = Remedy(
        id="x",
        title=text,
        effect="prevents",
        effectiveness="high",
        why=text,
        via="y",
        effort=EFFORT,
        grade="E",
        verification=Verification("", "", "", ""),
        improves=(),
        worsens=(),
        requires=(),
        conflicts=(),
        score=1.0,
    )
    step = Step("prevent", "mitigation", "x", text, (), effort=EFFORT)
    open_one = Uncovered("y", text, "issue", text)
    return {
        "entry": base["noisy-labels"].model_copy(update={"title": text, "summary": text}),
        "diagnosis": Diagnosis((suspect,), True, 1.5, 2.0, text, (), question, ()),
        "remedies": Remedies([remedy], [Excluded("y", text, text)]),
        "plan": Plan(("x",), (step,), (open_one,), (), 1.0, 2.5, True, 1.0, 1.0),
        "hits": Hits([Hit("x", Kind.ISSUE, text, text, 1.0, ())]),
    }


@pytest.mark.parametrize("text", cases(MARKUP, TITLES, TITLES_REFUSED))
@pytest.mark.parametrize("sort", ["entry", "diagnosis", "remedies", "plan", "hits"])
@pytest.mark.security(11)
def test_contributed_text_stays_text(sort: str, text: str, tiny: kb.KnowledgeBase) -> None:
    """No payload makes an element or an attribute, and none is lost."""
    html = _shown(_results(text, tiny)[sort])

    assert set() == {element.tag for element in elements(html)} - TAGS
    assert [] == [element for element in elements(html) if element.attributes]
    assert " ".join(text.split()) in " ".join(text_of(html).split())


def test_results_tell_what_matters(tiny: kb.KnowledgeBase) -> None:
    """Each sort shows ids to go on with, prices and what was left open."""
    shown = {
        "Noisy labels": tiny["noisy-labels"],
        "Look at next": tiny.diagnose("stale labels"),
        "person-days to set up": tiny.plan("noisy-labels"),
        "relabel-sample": tiny.remedies("noisy-labels"),
        "noisy-labels": tiny.search("noisy labels"),
    }

    assert [] == [text for text, result in shown.items() if text not in text_of(_shown(result))]


def test_results_are_small(tiny: kb.KnowledgeBase) -> None:
    """A cell of a notebook holds a few kilobytes, however much there is to say."""
    assert len(_shown(tiny.plan(*tiny.issues))) < 5_000


def test_nothing_found_is_no_table(tiny: kb.KnowledgeBase) -> None:
    """Without rows there is no empty table."""
    assert "<div><strong>Search results</strong></div>" == _shown(tiny.search("zzzz"))
