"""The model behind a diagnosis as the browser reads it."""

import pytest

import kb
from kb.diagnosis.knowledge import Knowledge
from kb.diagnosis.strengths import absent_bits, present_bits, probability
from kb.graph.kinds import FindingStrength
from kb.render.diagnosis_tables import FIXES, advice_tables, diagnosis_tables

Json = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module", name="model")
def _model(tiny: kb.KnowledgeBase) -> Json:
    return diagnosis_tables(tiny.tables)


@pytest.fixture(scope="module", name="advice")
def _advice(tiny: kb.KnowledgeBase) -> Json:
    return advice_tables(tiny.tables)


def _names(tiny: kb.KnowledgeBase) -> tuple[list[str], list[str], list[str]]:
    """Return the names behind places of issues, symptoms and checks."""
    return list(tiny.issues), list(tiny.symptoms), list(tiny.checks)


def test_strengths_are_those_of_python(model: Json) -> None:
    """Bits and probabilities are handed over as numbers, so that nobody computes them again."""
    assert model["strengths"] == [
        {
            "name": strength,
            "present": present_bits(strength),
            "absent": absent_bits(strength),
            "probability": probability(strength),
        }
        for strength in FindingStrength
    ]


def test_symptoms_are_those_of_python(tiny: kb.KnowledgeBase, model: Json) -> None:
    """Each issue names its symptoms with their strengths, in the same order."""
    issues, symptoms, _ = _names(tiny)
    strengths = list(FindingStrength)

    found = {
        issue: [(symptoms[place], strengths[number]) for place, number in told["symptoms"]]
        for issue, told in zip(issues, model["issues"], strict=True)
    }

    knowledge = Knowledge(tiny.tables)
    assert {id: list(found.items()) for id, found in knowledge.symptoms.items()} == found


def test_checks_are_those_of_python(tiny: kb.KnowledgeBase, model: Json) -> None:
    """Each issue names the outcomes that speak about it."""
    issues, _, checks = _names(tiny)
    keys = {check: model["checks"][place][0] for place, check in enumerate(checks)}
    strengths = list(FindingStrength)

    found = {
        (issue, checks[place], keys[checks[place]][outcome]): strengths[number]
        for issue, told in zip(issues, model["issues"], strict=True)
        for place, outcome, number in told["checks"]
    }

    assert found == {
        (issue, check, outcome): strength
        for issue, checks in Knowledge(tiny.tables).outcomes.items()
        for check, told in checks.items()
        for outcome, strength in told.items()
    }


def test_upstream_is_that_of_python(tiny: kb.KnowledgeBase, model: Json) -> None:
    """Each issue names what hands bits to it."""
    issues, _, _ = _names(tiny)

    found = {
        issue: tuple((issues[place], kind, share) for place, kind, share in told["upstream"])
        for issue, told in zip(issues, model["issues"], strict=True)
    }

    assert found == Knowledge(tiny.tables).upstream


def test_other_topics_are_named(model: Json) -> None:
    """They compete under their titles."""
    assert ["Cooking"] == model["topics"]


def test_best_fixes_are_those_of_python(tiny: kb.KnowledgeBase, advice: Json) -> None:
    """Each issue has its first remedies, with effect, grade and price."""
    names = list(tiny.mitigations)

    found = [
        [(names[place], effect, grade, low, high) for place, effect, grade, low, high in fixes]
        for fixes in advice["fixes"]
    ]

    assert found == [
        [
            (fix.id, fix.effect, fix.grade, fix.effort.setup_low, fix.effort.setup_high)
            for fix in tiny.remedies(issue)[:FIXES]
        ]
        for issue in tiny.issues
    ]


def test_outcomes_are_told_in_words(tiny: kb.KnowledgeBase, advice: Json) -> None:
    """Each check has the texts of its outcomes, in the order of their keys."""
    assert advice["outcomes"] == [
        [outcome.text for outcome in check.outcomes] for check in tiny.checks.values()
    ]
