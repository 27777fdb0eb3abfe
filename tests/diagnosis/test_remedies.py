"""What can be done about an issue, ranked and filtered."""

import json
from typing import Any

import pytest

import kb
from kb.diagnosis.remedies import EFFECTS, GENERAL, Effort, Remedies, Verification, Wishes, remedies
from kb.errors import QueryError
from kb.graph.kinds import Effect, Grade, Kind
from kb.graph.tables import Link, Tables
from tests.small_tables import link, row, small_tables

TERMS: Any = {
    "quality-attributes": ({"id": "correctness"}, {"id": "efficiency"}),
    "phases": ({"id": "training"}, {"id": "deployment"}),
    "contexts": (
        {"id": "real-time", "weights": {"efficiency": 5.0, "correctness": 0.2}},
        {"id": "plain"},
    ),
}


def price(low: float, high: float, monthly: float = 0.0) -> dict[str, object]:
    """Return the JSON of an effort."""
    return {
        "setup": {"low": low, "high": high},
        "ongoing": {"low": monthly, "high": monthly},
    }


def moves(id: str, direction: str, size: str = "moderate") -> dict[str, str]:
    """Return the JSON of a trade-off."""
    return {"id": id, "direction": direction, "size": size}


def fix(target: str, source: str = "issue", **changes: Any) -> Link:  # noqa: ANN401 - a factory
    """Return a link from an issue or a cause to a mitigation."""
    told = {"effect": "prevents", "effectiveness": "moderate"} | changes
    return link(source, "mitigated_by", target, **told)


def of_fixes(*links: Link, **documents: dict[str, object]) -> Tables:
    """Return an issue, a general issue, two causes and the mitigations that links point to."""
    fixes = sorted({found.target for found in links if found.relation == "mitigated_by"})
    others = sorted({found.target for found in links if found.relation == "not_helped_by"})
    rows = [
        row("issue"),
        row("general"),
        row("cause", Kind.ROOT_CAUSE),
        row("minor", Kind.ROOT_CAUSE),
        *(row(id, Kind.MITIGATION) for id in dict.fromkeys([*fixes, *others])),
    ]
    return small_tables(rows, links, documents=documents, terms=TERMS)


def ids(found: Remedies) -> list[str]:
    """Return the ids of remedies in order."""
    return [remedy.id for remedy in found]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(fix("x", effect="corrects"), fix("y", effect="detects"), id="effect"),
        pytest.param(
            fix("x", effectiveness="high"), fix("y", effectiveness="moderate"), id="effectiveness"
        ),
        pytest.param(
            fix("x", effectiveness="limited"), fix("y", effectiveness="unknown"), id="unknown-last"
        ),
        pytest.param(fix("x", grade=Grade.A), fix("y", grade=Grade.D), id="evidence"),
    ],
)
def test_what_the_link_says_decides_the_rank(better: Link, worse: Link) -> None:
    """All else equal, a better effect, effectiveness or grade comes first, whatever the id."""
    swapped = better._replace(target="y"), worse._replace(target="x")

    found = remedies(of_fixes(better, worse), "issue", Wishes())
    other = remedies(of_fixes(*swapped), "issue", Wishes())

    assert (["x", "y"], ["y", "x"]) == (ids(found), ids(other))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"effort": price(1, 2)}, {"effort": price(5, 9)}, id="set-up"),
        pytest.param({"effort": price(1, 2)}, {"effort": price(1, 2, 3)}, id="upkeep"),
        pytest.param(
            {"trade_offs": [moves("correctness", "improves")]}, {"trade_offs": []}, id="improves"
        ),
        pytest.param(
            {"trade_offs": [moves("correctness", "worsens", "small")]},
            {"trade_offs": [moves("correctness", "worsens", "large")]},
            id="worsens-less",
        ),
    ],
)
def test_price_and_side_effects_decide_between_equal_links(
    better: dict[str, object], worse: dict[str, object]
) -> None:
    """A cheaper remedy, or one with better side effects, comes first."""
    found = remedies(of_fixes(fix("x"), fix("y"), x=worse, y=better), "issue", Wishes())

    assert ["y", "x"] == ids(found)


def test_ties_are_broken_by_id() -> None:
    """Remedies that are worth the same come in the order of their ids."""
    found = remedies(of_fixes(fix("z"), fix("x"), fix("y")), "issue", Wishes())

    assert ["x", "y", "z"] == ids(found)
    assert 1 == len({remedy.score for remedy in found})


def test_every_effect_has_a_weight() -> None:
    """No effect is forgotten in the ranking."""
    assert set(Effect) == set(EFFECTS)


def test_remedy_tells_what_a_reader_needs(tiny: kb.KnowledgeBase) -> None:
    """A remedy carries effect, reason, price, evidence, proof and side effects."""
    [remedy] = [found for found in tiny.remedies("stale-features") if found.id == "stream-features"]

    assert ("Stream features", "prevents", "high", "stale-features", "B") == (
        remedy.title,
        remedy.effect,
        remedy.effectiveness,
        remedy.via,
        remedy.grade,
    )
    assert "Values that are written with each event cannot be a day old." == remedy.why
    assert Effort(10, 30, 1, 3) == remedy.effort
    assert (("correctness",), ("efficiency", "maintainability")) == (
        remedy.improves,
        remedy.worsens,
    )
    assert (
        Verification(
            check="replay-requests",
            expected="Replayed requests get the score that they got live.",
            when="In the first week, then every month.",
            failure_sign="The consumer falls behind the log.",
        )
        == remedy.verification
    )


def test_stub_without_price_and_proof_is_a_remedy() -> None:
    """What a stub leaves out is zero or empty."""
    [remedy] = remedies(of_fixes(fix("x")), "issue", Wishes())

    assert (Effort(0, 0, 0, 0), Verification("", "", "", "")) == (
        remedy.effort,
        remedy.verification,
    )


def test_remedy_of_a_root_cause_counts_for_the_issue() -> None:
    """What acts on a cause is a remedy too, worth less the less the cause accounts for."""
    tables = of_fixes(
        link("issue", "caused_by", "cause", strength="main"),
        link("issue", "caused_by", "minor", strength="possible"),
        fix("direct"),
        fix("via-minor", "minor"),
        fix("via-main", "cause"),
    )

    found = remedies(tables, "issue", Wishes())

    assert [("direct", "issue"), ("via-main", "cause"), ("via-minor", "minor")] == [
        (remedy.id, remedy.via) for remedy in found
    ]


def test_remedy_through_two_causes_counts_by_the_better_one() -> None:
    """A mitigation is listed once, with the reason that makes it worth most."""
    tables = of_fixes(
        link("issue", "caused_by", "cause", strength="possible"),
        link("issue", "caused_by", "minor", strength="main"),
        fix("x", "cause"),
        fix("x", "minor"),
    )

    [remedy] = remedies(tables, "issue", Wishes())

    assert ("x", "minor", "minor to x.") == (remedy.id, remedy.via, remedy.why)


def test_what_the_issue_says_itself_wins() -> None:
    """A direct link is more to the point than a stronger one through a root cause."""
    tables = of_fixes(
        link("issue", "caused_by", "cause", strength="main"),
        fix("x", effect="detects", effectiveness="limited"),
        fix("x", "cause", effect="corrects", effectiveness="high"),
    )

    [remedy] = remedies(tables, "issue", Wishes())

    assert ("issue", "detects") == (remedy.via, remedy.effect)


def test_remedy_of_the_general_issue_counts_less() -> None:
    """What helps against the general issue may help against the special one."""
    tables = of_fixes(link("issue", "specialises", "general"), fix("x", "general"))

    [special] = remedies(tables, "issue", Wishes())
    [general] = remedies(tables, "general", Wishes())

    assert "general" == special.via
    assert special.score == pytest.approx(GENERAL * general.score)


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


def test_what_does_not_help_is_said_with_its_reason(tiny: kb.KnowledgeBase) -> None:
    """A popular fix that is useless here is named, so that nobody tries it."""
    found = tiny.remedies("stale-features")

    assert "relabel-sample" not in ids(found)
    assert [
        ("relabel-sample", "does not help: The labels were right, only the inputs came late.")
    ] == [(excluded.id, excluded.reason) for excluded in found.excluded]


def test_what_does_not_help_is_left_out_although_a_cause_names_it() -> None:
    """The issue knows better than its root cause."""
    tables = of_fixes(
        link("issue", "caused_by", "cause", strength="main"),
        fix("x", "cause"),
        fix("a", "cause"),
        link("issue", "not_helped_by", "x"),
        link("issue", "not_helped_by", "b"),
    )

    found = remedies(tables, "issue", Wishes())

    assert ["a"] == ids(found)
    assert ["b", "x"] == [excluded.id for excluded in found.excluded]


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


def test_remedies_are_a_sequence() -> None:
    """Remedies are counted, indexed and sliced like a tuple."""
    found = remedies(of_fixes(fix("x"), fix("y"), fix("z")), "issue", Wishes())

    assert (3, "x", ["y", "z"]) == (len(found), found[0].id, [one.id for one in found[1:]])
    assert "Remedies(['x', 'y', 'z'])" == repr(found)


@pytest.mark.parametrize("name", ["excluded", "other"])
def test_remedies_are_frozen(name: str) -> None:
    """Nobody can change an answer in place."""
    found = remedies(of_fixes(fix("x")), "issue", Wishes())

    with pytest.raises(AttributeError):
        setattr(found, name, ())


def test_remedies_become_plain_data(tiny: kb.KnowledgeBase) -> None:
    """Remedies and exclusions survive the way through JSON."""
    found = tiny.remedies("noisy-labels", protect=["efficiency"])

    told = found.to_dict()

    assert told == json.loads(json.dumps(told))
    assert {"remedies", "excluded"} == set(told)
    assert (3, 2) == (len(found), len(found.excluded))
