"""What can be done about an issue, ranked and filtered."""

import json

import pytest

import kb
from kb.diagnosis.remedies import EFFECTS, GENERAL, Effort, Verification, Wishes, remedies
from kb.graph.kinds import Effect, Grade
from kb.graph.tables import Link
from tests.small_fixes import fix, ids, moves, of_fixes, price
from tests.small_tables import link


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


@pytest.mark.parametrize(
    ("strength", "other", "via"),
    [
        pytest.param("possible", "main", "minor", id="second-is-better"),
        pytest.param("main", "possible", "cause", id="first-is-better"),
    ],
)
def test_remedy_through_two_causes_counts_by_the_better_one(
    strength: str, other: str, via: str
) -> None:
    """A mitigation is listed once, with the reason that makes it worth most."""
    tables = of_fixes(
        link("issue", "caused_by", "cause", strength=strength),
        link("issue", "caused_by", "minor", strength=other),
        fix("x", "cause"),
        fix("x", "minor"),
    )

    [remedy] = remedies(tables, "issue", Wishes())

    assert ("x", via, f"{via} to x.") == (remedy.id, remedy.via, remedy.why)


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


def test_remedy_names_what_it_needs_and_what_it_excludes() -> None:
    """A conflict is told on both sides, and only where both are in the answer."""
    tables = of_fixes(
        fix("x"),
        fix("y"),
        link("x", "conflicts_with", "y"),
        link("x", "conflicts_with", "z"),
        link("y", "requires", "w"),
    )

    found = {remedy.id: remedy for remedy in remedies(tables, "issue", Wishes())}

    assert (("y",), ("x",)) == (found["x"].conflicts, found["y"].conflicts)
    assert ((), ("w",)) == (found["x"].requires, found["y"].requires)
