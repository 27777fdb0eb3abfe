"""The model behind a plan as the browser reads it."""

import pytest

import kb
from kb.diagnosis import needs
from kb.diagnosis.pricing import EFFECTIVENESS, GRADES, effort_of, mitigation_data
from kb.graph.kinds import CauseStrength
from kb.render.plan_table import plan_table

Json = dict[str, list]


@pytest.fixture(scope="module", name="model")
def _model(tiny: kb.KnowledgeBase) -> Json:
    return plan_table(tiny.tables)


def _fixes(tiny: kb.KnowledgeBase, model: Json, told: list) -> list[tuple[str, ...]]:
    """Return packed remedies with names in place of numbers."""
    mitigations = list(tiny.mitigations)
    names = [[row[0] for row in model[part]] for part in ("effects", "effectiveness", "grades")]
    return [
        (mitigations[place], *(name[at] for name, at in zip(names, ats, strict=True)), why)
        for place, *ats, why in told
    ]


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        pytest.param("issues", "issues", id="issues"),
        pytest.param("causes", "root_causes", id="root causes"),
    ],
)
def test_remedies_are_those_of_the_catalog(
    tiny: kb.KnowledgeBase, model: Json, part: str, kind: str
) -> None:
    """Each issue and root cause names its mitigations in order, with what they do and why."""
    packed = [told.get("fixes", []) if part == "issues" else told for told in model[part]]

    found = [_fixes(tiny, model, told) for told in packed]

    assert found == [
        [
            (
                link.target,
                *map(link.attributes.get, ("effect", "effectiveness")),
                link.grade,
                link.why,
            )
            for link in tiny.tables.links(id, "mitigated_by")
        ]
        for id in getattr(tiny, kind)
    ]


def test_only_main_causes_are_to_be_treated(tiny: kb.KnowledgeBase, model: Json) -> None:
    """What merely contributes is no part of a plan."""
    causes = list(tiny.root_causes)

    found = [[causes[place] for place in told.get("causes", [])] for told in model["issues"]]

    assert found == [
        [
            link.target
            for link in tiny.tables.links(id, "caused_by")
            if link.attributes["strength"] == CauseStrength.MAIN
        ]
        for id in tiny.issues
    ]


def test_checks_are_those_of_a_plan(tiny: kb.KnowledgeBase, model: Json) -> None:
    """Each issue has the check with which its plan begins, and each check its minutes."""
    checks = list(tiny.checks.values())

    found = [
        (checks[told["check"][0]].id, told["check"][1], model["checks"][told["check"][0]])
        if "check" in told
        else None
        for told in model["issues"]
    ]

    steps = [
        next((step for step in tiny.plan(id).steps if step.minutes), None) for id in tiny.issues
    ]
    assert found == [step and (step.id, step.reached[0].why, step.minutes) for step in steps]


def test_prices_and_side_effects_are_handed_over(tiny: kb.KnowledgeBase, model: Json) -> None:
    """Days are counted in Python alone; a side effect is a signed number."""
    efforts = [effort_of(mitigation_data(tiny.tables, id)) for id in tiny.mitigations]
    signs = [
        [(name, shift > 0) for name, shift in told.get("shifts", [])]
        for told in model["mitigations"]
    ]

    assert [[one.setup_low, one.setup_high, one.days] for one in efforts] == [
        told["effort"] for told in model["mitigations"]
    ]
    assert signs == [
        [(move.id, move.direction == "improves") for move in mitigation.trade_offs]
        for mitigation in tiny.mitigations.values()
    ]


def test_weights_are_those_of_python(model: Json) -> None:
    """Whoever changes a weight changes it for both."""
    constants = model["constants"]

    assert (needs.ISSUE, needs.SIDE_EFFECTS, needs.SOUND) == (
        constants["issue"],
        constants["side_effects"],
        constants["sound"],
    )
    assert (EFFECTIVENESS, GRADES) == (dict(model["effectiveness"]), dict(model["grades"]))


def test_contexts_say_what_they_mean(model: Json) -> None:
    """A visitor reads the definition on one line; a plan reads the weights."""
    contexts = {id: told for id, *told in model["contexts"]}

    title, definition, weights = contexts["real-time"]
    assert ("Real time", "An answer is worth nothing after a second.") == (title, definition)
    assert {"correctness": 0.5, "efficiency": 3.0} == weights
