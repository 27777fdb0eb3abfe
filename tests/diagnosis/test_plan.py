"""What a plan covers, in which order, and what it says about the rest."""

from typing import Any

import pytest

import kb
from kb.diagnosis.needs import Limits
from kb.diagnosis.plan import plan
from kb.diagnosis.results import Plan, Step
from kb.errors import EntryNotFound, QueryError
from kb.graph.kinds import Kind
from kb.graph.tables import Link, Tables
from tests.small_fixes import TERMS, fix, moves, price
from tests.small_tables import link, row, small_tables


def _tables(*links: Link, **documents: dict[str, object]) -> Tables:
    """Return two issues, a silent one, a cause, a check, and the mitigations that links name."""
    fixes = {
        end
        for found in links
        if found.relation in ("mitigated_by", "requires", "conflicts_with", "not_helped_by")
        for end in (found.source, found.target)
    }
    known = {"issue", "second", "silent", "cause", "check"}
    rows = [
        row("issue"),
        row("second"),
        row("silent", facets={"detectability": ("silent",)}),
        row("cause", Kind.ROOT_CAUSE),
        row("check", Kind.CHECK),
        *(row(id, Kind.MITIGATION) for id in sorted(fixes - known)),
    ]
    check: dict[str, Any] = {"minutes": 20, "outcomes": [{"key": "bad", "text": "It is bad."}]}
    return small_tables(rows, links, documents={"check": check, **documents}, terms=TERMS)


def _steps(found: Plan) -> list[tuple[str, str]]:
    return [(step.stage, step.id) for step in found.steps]


def _days(low: float, high: float) -> dict[str, object]:
    return {"effort": price(low, high)}


def test_stages_follow_each_other() -> None:
    """Confirm, contain, correct, prevent, watch: whatever the ids are."""
    tables = _tables(
        link("issue", "confirmed_by", "check", outcome="bad", strength="hallmark"),
        link("issue", "caused_by", "cause", strength="main"),
        fix("a-guard", source="cause", effect="prevents"),
        fix("b-patch", source="issue", effect="contains"),
        fix("c-repair", source="second", effect="corrects"),
        fix("d-alarm", source="silent", effect="detects"),
        fix("e-care", source="silent", effect="reduces"),
    )

    found = plan(tables, ("issue", "second", "silent"), Limits())

    assert [
        ("confirm", "check"),
        ("contain", "b-patch"),
        ("correct", "c-repair"),
        ("correct", "e-care"),
        ("prevent", "a-guard"),
        ("watch", "d-alarm"),
    ] == _steps(found)
    assert (True, ()) == (found.exact, found.uncovered)


def test_check_says_what_to_look_for() -> None:
    """One check for two issues is one step with two outcomes."""
    tables = _tables(
        link("issue", "confirmed_by", "check", outcome="bad", strength="typical"),
        link("second", "confirmed_by", "check", outcome="bad", strength="hallmark"),
        fix("x"),
        fix("x", source="second"),
    )

    first = plan(tables, ("issue", "second"), Limits()).steps[0]

    assert ("check", 20) == (first.kind, first.minutes)
    assert [("issue", "It is bad."), ("second", "It is bad.")] == [
        (item.id, item.why) for item in first.reached
    ]


def test_outcome_that_argues_against_confirms_nothing() -> None:
    """A check that can only rule the issue out is no first step."""
    tables = _tables(
        link("issue", "confirmed_by", "check", outcome="bad", strength="argues-against"), fix("x")
    )

    assert [("prevent", "x")] == _steps(plan(tables, ("issue",), Limits()))


def test_one_mitigation_for_two_issues_beats_two_cheaper_ones() -> None:
    """The set is what is cheap, not each step."""
    tables = _tables(
        fix("both"),
        fix("both", source="second"),
        fix("one"),
        fix("two", source="second"),
        both=_days(3, 3),
        one=_days(2, 2),
        two=_days(2, 2),
    )

    found = plan(tables, ("issue", "second"), Limits())

    assert [("prevent", "both")] == _steps(found)
    assert ["issue", "second"] == [item.id for item in found.steps[0].reached]
    assert (3, 3) == (found.days_low, found.days_high)


def test_weak_remedy_counts_only_without_a_better_one() -> None:
    """Limited effect is no cover as long as something moderate exists."""
    weak = fix("weak", effectiveness="limited")
    tables = _tables(weak, fix("sound"), sound=_days(20, 30))

    assert [("prevent", "sound")] == _steps(plan(tables, ("issue",), Limits()))
    assert [("prevent", "weak")] == _steps(plan(_tables(weak), ("issue",), Limits()))


def test_highly_effective_remedy_is_worth_its_price() -> None:
    """A cheap and moderate one alone is not enough where something better exists."""
    tables = _tables(
        fix("cheap", effect="corrects"),
        fix("best", effect="corrects", effectiveness="high"),
        cheap=_days(1, 1),
        best=_days(9, 9),
    )

    assert [("correct", "best")] == _steps(plan(tables, ("issue",), Limits()))


def test_moderate_remedy_is_taken_where_the_best_does_not_fit() -> None:
    """What is missing is said, with the name of what was too long."""
    tables = _tables(
        fix("cheap", effect="corrects"),
        fix("best", effect="corrects", effectiveness="high"),
        cheap=_days(1, 1),
        best=_days(9, 9),
    )

    found = plan(tables, ("issue",), Limits(max_effort=5))

    assert [("correct", "cheap")] == _steps(found)
    assert [("best remedy", "everything for it is left out: best")] == [
        (gap.what, gap.reason) for gap in found.uncovered
    ]


def test_prevention_does_not_mend_what_has_happened() -> None:
    """As long as something else does."""
    tables = _tables(fix("later"), fix("now", effect="reduces"), now=_days(9, 9))

    assert [("correct", "now")] == _steps(plan(tables, ("issue",), Limits()))
    assert [("prevent", "later")] == _steps(plan(_tables(fix("later")), ("issue",), Limits()))


def test_detection_alone_treats_nothing() -> None:
    """An issue with an alarm only stays uncovered."""
    found = plan(_tables(fix("alarm", effect="detects")), ("issue",), Limits())

    assert [("issue", "issue", "the catalog knows nothing for it")] == [
        (gap.id, gap.what, gap.reason) for gap in found.uncovered
    ]


def test_silent_issue_without_an_alarm_says_so() -> None:
    """Nobody would notice that it is back."""
    found = plan(_tables(fix("x", source="silent")), ("silent",), Limits())

    assert [("silent", "watch")] == [(gap.id, gap.what) for gap in found.uncovered]


def test_requirement_comes_first_and_says_for_what() -> None:
    """What is required is in the plan, before what requires it, even if its stage is later."""
    tables = _tables(
        fix("patch", effect="contains"),
        link("patch", "requires", "base"),
        link("base", "requires", "ground"),
    )

    found = plan(tables, ("issue",), Limits())

    assert [("contain", "ground"), ("contain", "base"), ("contain", "patch")] == _steps(found)
    assert [("base",), ("patch",), ()] == [step.needed_by for step in found.steps]


def test_conflicting_mitigations_are_not_both_chosen() -> None:
    """The dearer way without a conflict is taken."""
    tables = _tables(
        fix("x"),
        fix("y", source="second"),
        fix("z", source="second"),
        link("x", "conflicts_with", "y"),
        z=_days(30, 30),
    )

    assert [("prevent", "x"), ("prevent", "z")] == _steps(
        plan(tables, ("issue", "second"), Limits())
    )


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(
            Limits(protect=("efficiency",)), "worsens efficiency, which you protect", id="protected"
        ),
        pytest.param(
            Limits(max_effort=5), "takes up to 8 days, more than the whole plan may", id="too long"
        ),
    ],
)
def test_what_may_not_be_used_is_named(limits: Limits, reason: str) -> None:
    """It is left out with its reason, and what it alone covers is uncovered."""
    harm: dict[str, object] = {"trade_offs": [moves("efficiency", "worsens")], **_days(2, 8)}

    found = plan(_tables(fix("x"), x=harm), ("issue",), limits)

    assert [("x", reason)] == [(left.id, left.reason) for left in found.left_out]
    assert [("issue", "everything for it is left out: x")] == [
        (gap.id, gap.reason) for gap in found.uncovered
    ]


def test_need_for_something_left_out_leaves_it_out_too() -> None:
    """A mitigation whose requirement is protected against cannot be used either."""
    tables = _tables(
        fix("x"),
        link("x", "requires", "y"),
        y={"trade_offs": [moves("efficiency", "worsens")]},
    )

    found = plan(tables, ("issue",), Limits(protect=("efficiency",)))

    assert [("x", "needs y, which is left out")] == [
        (left.id, left.reason) for left in found.left_out
    ]


def test_requirements_in_a_circle_end() -> None:
    """Two mitigations that need each other come together."""
    tables = _tables(fix("x"), link("x", "requires", "y"), link("y", "requires", "x"))

    assert {"x", "y"} == {step.id for step in plan(tables, ("issue",), Limits()).steps}


def test_effort_is_shared_by_the_whole_plan() -> None:
    """With time for one step the issue goes before the cause."""
    tables = _tables(
        link("issue", "caused_by", "cause", strength="main"),
        fix("x"),
        fix("y", source="cause"),
        x=_days(4, 4),
        y=_days(4, 4),
    )

    found = plan(tables, ("issue",), Limits(max_effort=6))

    assert [("prevent", "x")] == _steps(found)
    assert [
        (
            "cause",
            "root-cause",
            "not together with the rest, by effort or conflict: y",
        )
    ] == [(gap.id, gap.what, gap.reason) for gap in found.uncovered]


def test_what_does_not_help_one_issue_may_help_another() -> None:
    """It is told as useless only where the plan does not use it."""
    tables = _tables(
        fix("x"),
        fix("y"),
        fix("y", source="second"),
        link("issue", "not_helped_by", "y"),
        x=_days(9, 9),
    )

    alone = plan(tables, ("issue",), Limits())
    both = plan(tables, ("issue", "second"), Limits())

    assert [("prevent", "x")] == _steps(alone)
    assert ["does not help against issue: issue to y."] == [left.reason for left in alone.left_out]
    assert ([("prevent", "x"), ("prevent", "y")], ()) == (_steps(both), both.left_out)


def test_context_moves_the_choice() -> None:
    """What worsens the attribute that matters most becomes too dear."""
    tables = _tables(
        fix("x"),
        fix("y"),
        x={"trade_offs": [moves("efficiency", "worsens", "small")], **_days(3, 3)},
        y=_days(6, 6),
    )

    chosen = [
        [step.id for step in plan(tables, ("issue",), Limits(context=context)).steps]
        for context in (None, "real-time")
    ]

    assert [["x"], ["y"]] == chosen


def test_special_issue_uses_the_remedies_of_the_general_one() -> None:
    """What treats the general issue treats its special case."""
    tables = _tables(fix("x", source="second"), link("issue", "specialises", "second"))

    assert [("prevent", "x")] == _steps(plan(tables, ("issue",), Limits()))


def test_step_carries_what_is_needed_to_act() -> None:
    """Actions, proof, price and harm come with the step."""
    data: dict[str, object] = {
        "steps": ["Do it."],
        "verification": {"expected": "It holds.", "failure_sign": "It does not."},
        "trade_offs": [moves("correctness", "worsens")],
        **_days(1, 2),
    }
    tables = _tables(fix("x"), link("x", "may_cause", "second"), x=data)

    step = plan(tables, ("issue",), Limits()).steps[0]

    assert step.verification is not None
    assert (("Do it.",), "It holds.", ("correctness",), ("second",)) == (
        step.actions,
        step.verification.expected,
        step.worsens,
        step.may_cause,
    )


def test_face_resolves_names_and_drops_doubles(tiny: kb.KnowledgeBase) -> None:
    """An alias and an id of one issue are one issue."""
    found = tiny.plan("Label noise", "noisy-labels", context=None)

    assert ("noisy-labels",) == found.issues
    assert all(isinstance(step, Step) for step in found.steps)


@pytest.mark.parametrize(
    ("issues", "options", "error", "told"),
    [
        pytest.param((), {}, QueryError, "a plan needs an issue; name one or more", id="none"),
        pytest.param(("no-such",), {}, EntryNotFound, "no entry 'no-such'", id="unknown"),
        pytest.param(("label-guide",), {}, QueryError, "needs one of kind issue", id="other kind"),
        pytest.param(
            ("noisy-labels",), {"protect": "speed"}, QueryError, "no term 'speed'", id="attribute"
        ),
        pytest.param(("noisy-labels",), {"context": "x"}, QueryError, "no term 'x'", id="context"),
        pytest.param(
            ("noisy-labels",), {"max_effort": float("nan")}, QueryError, "not nan", id="no number"
        ),
    ],
)
def test_wrong_question_is_an_error(
    tiny: kb.KnowledgeBase,
    issues: tuple[str, ...],
    options: dict[str, Any],
    error: type[Exception],
    told: str,
) -> None:
    """Nothing is planned for a question that makes no sense."""
    with pytest.raises(error, match=told):
        tiny.plan(*issues, **options)


def test_greedy_choice_is_made_on_request() -> None:
    """Without search the remedy that meets most for its price comes first, dear as the rest gets."""
    tables = _tables(
        fix("a-half", source="issue"),
        fix("b-other-half", source="second"),
        fix("c-both", source="issue"),
        fix("c-both", source="second"),
        **{"a-half": _days(1, 1), "b-other-half": _days(9, 9), "c-both": _days(9, 9)},
    )
    plans = [plan(tables, ("issue", "second"), Limits(), nodes=nodes) for nodes in (0, 100)]

    chosen = [[step.id for step in found.steps] for found in plans]
    assert [["a-half", "b-other-half"], ["c-both"]] == chosen
    assert [False, True] == [found.exact for found in plans]
