"""What the asker wants and cannot have: filters, protected attributes, contexts."""

import pytest

from kb.diagnosis.remedies import Wishes, remedies
from kb.errors import QueryError
from kb.graph.kinds import Effect
from tests.small_fixes import fix, ids, moves, of_fixes, price


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        pytest.param(Wishes(effect=Effect.DETECTS), ["y"], id="effect"),
        pytest.param(Wishes(max_effort=4), ["x"], id="upper-end-of-the-effort"),
        pytest.param(Wishes(max_effort=3.9), [], id="effort-below-all"),
        pytest.param(Wishes(phase="deployment"), ["y"], id="phase"),
        pytest.param(Wishes(effect=Effect.DETECTS, max_effort=4), [], id="all-together"),
    ],
)
def test_wishes_leave_out_what_does_not_fit(wishes: Wishes, expected: list[str]) -> None:
    """Effect, effort and phase select silently: what is left out was not asked for."""
    tables = of_fixes(
        fix("x"),
        fix("y", effect="detects"),
        x={"phase": "training", "effort": price(1, 4)},
        y={"phase": "deployment", "effort": price(3, 5)},
    )

    found = remedies(tables, "issue", wishes)

    assert (expected, ()) == (ids(found), found.excluded)


def test_unknown_price_is_not_a_low_one() -> None:
    """A mitigation without effort is left out when the effort is limited."""
    tables = of_fixes(fix("x"), x={"phase": "training"})

    assert ["x"] == ids(remedies(tables, "issue", Wishes()))
    assert [] == ids(remedies(tables, "issue", Wishes(max_effort=100)))


def test_context_weighs_the_trade_offs() -> None:
    """What worsens the attribute that matters most in a situation falls behind."""
    tables = of_fixes(
        fix("x"),
        fix("y"),
        x={"trade_offs": [moves("correctness", "improves"), moves("efficiency", "worsens")]},
        y={"trade_offs": [moves("correctness", "worsens"), moves("efficiency", "improves")]},
    )

    orders = [
        ids(remedies(tables, "issue", Wishes(context=name)))
        for name in (None, "plain", "real-time")
    ]

    assert [["x", "y"], ["x", "y"], ["y", "x"]] == orders


def test_protected_attribute_excludes_with_a_reason() -> None:
    """What worsens a protected attribute is left out, and the answer says why."""
    harm = [moves("efficiency", "worsens"), moves("correctness", "worsens")]
    tables = of_fixes(fix("x"), fix("y"), x={"trade_offs": harm})

    one = remedies(tables, "issue", Wishes(protect=("efficiency",)))
    two = remedies(tables, "issue", Wishes(protect=("correctness", "efficiency")))

    assert (["y"], ["y"]) == (ids(one), ids(two))
    assert [("x", "worsens efficiency, which you protect")] == [
        (excluded.id, excluded.reason) for excluded in one.excluded
    ]
    assert "worsens efficiency and correctness, which you protect" == two.excluded[0].reason


def test_improved_attribute_may_be_protected() -> None:
    """Protecting an attribute does not exclude what improves it."""
    tables = of_fixes(fix("x"), x={"trade_offs": [moves("efficiency", "improves")]})

    assert ["x"] == ids(remedies(tables, "issue", Wishes(protect=("efficiency",))))


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        pytest.param(
            Wishes(context="realtime"),
            "no term 'realtime' in the vocabulary contexts; did you mean real-time?",
            id="context",
        ),
        pytest.param(
            Wishes(protect=("speed",)),
            "no term 'speed' in the vocabulary quality-attributes; "
            "use one of correctness, efficiency",
            id="protect",
        ),
        pytest.param(
            Wishes(phase="deploy"),
            "no term 'deploy' in the vocabulary phases; did you mean deployment?",
            id="phase",
        ),
    ],
)
def test_unknown_term_is_refused(wishes: Wishes, told: str) -> None:
    """A misspelt wish is an error, not an empty answer."""
    with pytest.raises(QueryError) as caught:
        remedies(of_fixes(fix("x")), "issue", wishes)

    assert told == str(caught.value)
