"""What the kinds of entries demand beyond the form of single fields."""

import pytest
from pydantic import ValidationError

from kb.models.entry import Count, Evidence
from kb.models.issue import Issue
from kb.models.links import CauseLink, TradeOff
from kb.models.mitigation import Mitigation
from kb.models.source import Source
from kb.models.study import Study
from kb.models.symptom import Symptom
from tests.entries import make_entry

PRICE = {"low": "0.5", "high": 2}
QUESTIONS = [{"id": "q1", "text": "How often?", "scale": ["never", "often"]}]


def test_stub_needs_very_little() -> None:
    """Identity, one summary, a status and a date make an entry."""
    issue = make_entry(Issue)

    assert ("some-entry", "stub") == (issue.id, issue.status)
    assert () == issue.root_causes


@pytest.mark.parametrize(
    "field", [pytest.param(name, id=name) for name in ("id", "title", "summary", "status", "added")]
)
def test_stub_needs_its_few_fields(field: str) -> None:
    """Each of them is required."""
    data = make_entry(Issue).model_dump(exclude_defaults=True)
    del data[field]

    with pytest.raises(ValidationError, match="Field required"):
        Issue.model_validate(data)


def test_fields_stand_in_the_order_of_a_file() -> None:
    """Identity and prose come first, then what the kind has, then evidence and history."""
    fields = [name for name in Symptom.model_fields if name != "gaps"]

    assert [
        *("id", "title", "summary", "description", "aliases", "phrases", "tags"),
        *("observable_in", "log_patterns", "benign_explanations", "first_step"),
        *("mappings", "evidence", "status", "replaced_by", "reason", "former_ids"),
        *("added", "changed"),
    ] == fields


def test_link_without_a_reason_is_refused() -> None:
    """A bare id does not say why it is there."""
    with pytest.raises(ValidationError, match="why"):
        CauseLink.model_validate({"id": "a-cause", "strength": "main"})


def test_link_may_carry_evidence() -> None:
    """Evidence on a link supports the claim unless it says otherwise."""
    evidence = {
        "source": "doe2021",
        "finding": "It was so.",
        "count": {"n": 6, "of": 9, "unit": "teams"},
    }

    link = CauseLink.model_validate(
        {"id": "a-cause", "why": "It is so.", "strength": "main", "evidence": [evidence]}
    )

    [piece] = link.evidence
    assert "supports" == piece.stance
    assert Count(n=6, of=9, unit="teams") == piece.count


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"source": None}, id="no source"),
        pytest.param({"finding": ""}, id="no finding"),
        pytest.param({"stance": "neutral"}, id="unknown stance"),
        pytest.param({"count": {"n": 1, "of": 2}}, id="count without unit"),
        pytest.param({"count": {"n": "1", "of": 2, "unit": "teams"}}, id="count in words"),
    ],
)
def test_evidence_without_its_parts_is_refused(changes: dict[str, object]) -> None:
    """A claim about a source names the source, the finding and exact figures."""
    with pytest.raises(ValidationError):
        Evidence.model_validate({"source": "doe2021", "finding": "It was so.", **changes})


def test_effort_is_a_range_from_low_to_high() -> None:
    """Prices are ranges in person-days."""
    mitigation = make_entry(Mitigation, effort={"setup": PRICE, "ongoing": PRICE})

    assert (0.5, 2.0) == (mitigation.effort.setup.low, mitigation.effort.setup.high)


def test_range_the_wrong_way_round_is_refused() -> None:
    """The message names both ends."""
    with pytest.raises(ValidationError, match=r"low 2 is above high 0\.5"):
        make_entry(Mitigation, effort={"setup": {"low": 2, "high": "0.5"}, "ongoing": PRICE})


def test_range_without_width_is_accepted() -> None:
    """A price may be exactly known."""
    mitigation = make_entry(Mitigation, effort={"setup": {"low": 1, "high": 1}, "ongoing": PRICE})

    assert mitigation.effort.setup.low == mitigation.effort.setup.high


def test_trade_off_names_direction_and_size() -> None:
    """What a mitigation does to an attribute is one of two directions and three sizes."""
    with pytest.raises(ValidationError, match="direction"):
        TradeOff.model_validate({"id": "efficiency", "size": "small", "why": "It costs time."})


@pytest.mark.parametrize(
    "results",
    [
        pytest.param([], id="no results"),
        pytest.param([{"question": "q1", "counts": [3, 4]}], id="one count per point"),
    ],
)
def test_answers_that_fit_the_questions_are_accepted(results: list[object]) -> None:
    """A result has one count per point of its question's scale."""
    study = make_entry(Study, questions=QUESTIONS, results=results)

    assert len(results) == len(study.results)


@pytest.mark.parametrize(
    "result",
    [
        pytest.param({"question": "q1", "counts": [3]}, id="too few"),
        pytest.param({"question": "q1", "counts": [3, 4, 5]}, id="too many"),
        pytest.param({"question": "q2", "counts": [3, 4]}, id="unknown question"),
    ],
)
def test_answers_that_do_not_fit_are_refused(result: dict[str, object]) -> None:
    """Counts without their points of the scale mean nothing."""
    with pytest.raises(ValidationError, match="do not fit its scale"):
        make_entry(Study, questions=QUESTIONS, results=[result])


def test_source_may_be_an_organisation() -> None:
    """An organisation is an author with a family name only."""
    source = make_entry(Source, authors=[{"family": "ISO"}])

    assert ("ISO", None) == (source.authors[0].family, source.authors[0].given)
