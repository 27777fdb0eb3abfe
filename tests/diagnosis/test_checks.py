"""The checks that a diagnosis suggests for its suspects."""

import pytest

import kb
from kb.diagnosis.evidence import Findings
from kb.diagnosis.needs import Limits
from kb.diagnosis.plan import plan
from kb.graph.kinds import FindingStrength, Kind
from tests.small_tables import diagnosed, link, row, small_tables

HALLMARK, TYPICAL, POSSIBLE, AGAINST = FindingStrength


@pytest.mark.parametrize(
    ("strengths", "outcome"),
    [
        pytest.param([("no", AGAINST), ("yes", HALLMARK)], "Seen: yes.", id="hallmark"),
        pytest.param([("yes", POSSIBLE), ("no", TYPICAL)], "Seen: no.", id="strongest-first"),
    ],
)
def test_check_that_would_confirm_a_suspect_is_suggested(
    strengths: list[tuple[str, FindingStrength]], outcome: str
) -> None:
    """The outcome to look for is the one that points most strongly to the suspect."""
    links = [
        link("a", "confirmed_by", "probe", outcome=key, strength=strength)
        for key, strength in strengths
    ]
    outcomes = [{"key": key, "text": f"Seen: {key}."} for key in ("yes", "no")]
    tables = small_tables(
        [row("a"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [*links, link("a", "manifests_as", "sign", strength=HALLMARK)],
        documents={"probe": {"minutes": 20, "outcomes": outcomes}},
    )

    [check] = diagnosed(tables, Findings(present=("sign",))).checks

    assert ("probe", "a", outcome, 20) == (check.id, check.suspect, check.outcome, check.minutes)


def test_outcome_that_argues_against_confirms_nothing() -> None:
    """A check that can only clear a suspect is not suggested to confirm it."""
    tables = small_tables(
        [row("a"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [
            link("a", "confirmed_by", "probe", outcome="no", strength=AGAINST),
            link("a", "manifests_as", "sign", strength=HALLMARK),
        ],
        documents={"probe": {"outcomes": [{"key": "no", "text": "Nothing."}]}},
    )

    assert () == diagnosed(tables, Findings(present=("sign",))).checks


def test_check_is_suggested_once(tiny: kb.KnowledgeBase) -> None:
    """Two suspects with one check in common do not list it twice."""
    found = tiny.diagnose(symptoms=["feature-timestamps-lag"])

    assert ["stale-weather-feed", "stale-features"] == [s.id for s in found.suspects]
    assert [("replay-requests", "stale-weather-feed")] == [(c.id, c.suspect) for c in found.checks]


def test_check_of_unknown_length_takes_no_minutes() -> None:
    """A stub that does not say how long it takes, nor has the outcome, is suggested all the same."""
    tables = small_tables(
        [row("a"), row("probe", Kind.CHECK), row("sign", Kind.SYMPTOM)],
        [
            link("a", "confirmed_by", "probe", outcome="yes", strength=HALLMARK),
            link("a", "manifests_as", "sign", strength=HALLMARK),
        ],
        documents={"probe": {"outcomes": [{"key": "other", "text": "Other."}]}},
    )

    [check] = diagnosed(tables, Findings(present=("sign",))).checks

    assert (0, "") == (check.minutes, check.outcome)


def test_check_that_is_only_a_stub_breaks_nothing() -> None:
    """A stub has no outcomes yet; it is neither asked for nor does it stop a diagnosis or a plan."""
    tables = small_tables(
        [row("a"), row("b"), row("probe", Kind.CHECK, status="stub"), row("sign", Kind.SYMPTOM)],
        [
            link("a", "confirmed_by", "probe", outcome="yes", strength=HALLMARK),
            link("a", "manifests_as", "sign", strength=HALLMARK),
            link("b", "manifests_as", "sign", strength=HALLMARK),
        ],
    )

    found = diagnosed(tables, Findings(present=("sign",)))

    assert ["a", "b"] == [suspect.id for suspect in found.suspects]
    assert [("probe", "")] == [(check.id, check.outcome) for check in found.checks]
    assert found.ask_next is None
    assert "probe" == plan(tables, ("a",), Limits()).steps[0].id
