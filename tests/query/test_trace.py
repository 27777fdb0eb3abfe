"""Causal chains."""

import json

import pytest

import kb
from kb.graph.tables import Tables
from kb.query.trace import trace
from tests.small_tables import link, row, small_tables


def ring() -> Tables:
    """Return issues that precede each other in a circle, one of which has a consequence."""
    rows = [row(id) for id in ("a", "b", "c", "harm")]
    steps = [link("a", "precedes", "b"), link("b", "precedes", "c"), link("c", "precedes", "a")]
    return small_tables(rows, [*steps, link("c", "leads_to", "harm")])


def test_chains_come_shortest_first_and_by_ids(tiny: kb.KnowledgeBase) -> None:
    """Of two chains the one with fewer steps comes first, of equal ones the first by id."""
    chains = trace(tiny.tables, "no-data-owner", "wrong-decisions")

    assert [
        ("no-data-owner", "noisy-labels", "wrong-decisions"),
        ("no-data-owner", "stale-features", "wrong-decisions"),
        ("no-data-owner", "stale-weather-feed", "wrong-decisions"),
        ("no-data-owner", "slow-nightly-job", "stale-features", "wrong-decisions"),
    ] == [chain.ids for chain in chains[:4]]


def test_step_reads_in_the_direction_of_the_chain(tiny: kb.KnowledgeBase) -> None:
    """A root cause causes an issue: the step is not called by the name on the issue's side."""
    chain = trace(tiny.tables, "unclear-label-guide", "wrong-decisions")[0]

    assert [
        ("unclear-label-guide", "causes", "noisy-labels"),
        ("noisy-labels", "leads_to", "wrong-decisions"),
    ] == [(step.source, step.relation, step.target) for step in chain.links]


@pytest.mark.parametrize(
    ("start", "end", "relations"),
    [
        pytest.param(
            "slow-nightly-job", "confident-errors", ["causes", "manifests_as"], id="to-a-symptom"
        ),
        pytest.param("no-data-owner", "slow-nightly-job", ["precedes"], id="cause-to-cause"),
    ],
)
def test_causal_relations_are_followed(
    tiny: kb.KnowledgeBase, start: str, end: str, relations: list[str]
) -> None:
    """Chains run over causes, sequences, symptoms and consequences."""
    assert relations == [step.relation for step in trace(tiny.tables, start, end)[0].links]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("wrong-decisions", "no-data-owner", id="backwards"),
        pytest.param("noisy-labels", "noisy-labels", id="to-itself"),
        pytest.param("label-guide", "wrong-decisions", id="mitigations-cause-nothing"),
    ],
)
def test_no_chain_is_an_empty_answer(tiny: kb.KnowledgeBase, start: str, end: str) -> None:
    """Where nothing leads from one to the other, there are no chains."""
    assert () == trace(tiny.tables, start, end)


def test_circle_does_not_catch_the_search() -> None:
    """No entry appears twice in a chain, so a circle ends."""
    assert [("a", "b", "c", "harm")] == [chain.ids for chain in trace(ring(), "a", "harm")]


@pytest.mark.parametrize(
    ("longest", "number"),
    [pytest.param(2, 0, id="too-short"), pytest.param(3, 1, id="just-long-enough")],
)
def test_length_of_chains_is_limited(longest: int, number: int) -> None:
    """A chain has at most so many links."""
    assert number == len(trace(ring(), "a", "harm", longest=longest))


@pytest.mark.parametrize("limit", [pytest.param(n, id=str(n)) for n in (0, 1, 2, 4, 8, 20)])
def test_limit_keeps_the_first_chains(tiny: kb.KnowledgeBase, limit: int) -> None:
    """Asking for fewer chains gives the beginning of the same list."""
    everything = trace(tiny.tables, "no-data-owner", "wrong-decisions", limit=100)

    assert 8 == len(everything)
    assert everything[:limit] == trace(tiny.tables, "no-data-owner", "wrong-decisions", limit=limit)


def test_chain_becomes_plain_data(tiny: kb.KnowledgeBase) -> None:
    """A chain survives the way through JSON, with a reason for every step."""
    chain = trace(tiny.tables, "slow-nightly-job", "users-lose-trust")[0]

    told = chain.to_dict()

    assert told == json.loads(json.dumps(told))
    assert ["slow-nightly-job", "stale-features", "users-lose-trust"] == told["ids"]
    assert [
        {
            "relation": "causes",
            "why": "A nightly job fills the online store, while training reads complete days.",
            "grade": "C",
        },
        {
            "relation": "leads_to",
            "why": "Users see answers to the question that they asked yesterday.",
            "grade": "E",
        },
    ] == told["steps"]
