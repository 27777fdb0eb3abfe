"""Looking up names and following links in both directions."""

import json

import pytest

import kb
from kb.errors import EntryNotFound, QueryError
from kb.graph.kinds import Kind
from tests.small_tables import link, row, small_tables


@pytest.mark.parametrize(
    ("name", "id"),
    [
        pytest.param("noisy-labels", "noisy-labels", id="id"),
        pytest.param("Feature_Timestamps LAG", "feature-timestamps-lag", id="id-in-other-writing"),
        pytest.param("Label noise", "noisy-labels", id="alias"),
        pytest.param("label-noise", "noisy-labels", id="alias-in-other-writing"),
        pytest.param("label-errors", "noisy-labels", id="former-id"),
        pytest.param("Accuracy sinks during the day", "accuracy-sinks-during-the-day", id="title"),
    ],
)
def test_name_is_resolved(tiny: kb.KnowledgeBase, name: str, id: str) -> None:
    """An entry is found by id, alias, former id and title, however they are written."""
    assert id == tiny.tables.resolve(name)
    assert id == tiny.tables.find(name)


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        pytest.param("noisy-lables", ("noisy-labels",), id="misspelt-id"),
        pytest.param("mislabeleddata", ("noisy-labels",), id="misspelt-alias-gives-the-id"),
        pytest.param("noisy labels, label errors", ("noisy-labels",), id="two-names-of-one-entry"),
        pytest.param("stale", ("stale-features", "stale-weather-feed"), id="part-of-several"),
        pytest.param("quantum-foam", (), id="nothing-close"),
    ],
)
def test_unknown_name_is_refused_with_close_ids(
    tiny: kb.KnowledgeBase, name: str, suggestions: tuple[str, ...]
) -> None:
    """What names nothing raises, and the error holds ids that exist, each once."""
    with pytest.raises(EntryNotFound) as caught:
        tiny.tables.resolve(name)

    assert (name, suggestions) == (caught.value.id, caught.value.suggestions)


def test_unknown_name_is_not_found_softly(tiny: kb.KnowledgeBase) -> None:
    """The soft look-up returns nothing instead of raising."""
    assert tiny.tables.find("quantum-foam") is None


@pytest.mark.parametrize(
    ("id", "relation", "inverse", "targets"),
    [
        pytest.param(
            "stale-features",
            "caused_by",
            False,
            ["no-data-owner", "slow-nightly-job"],
            id="forwards",
        ),
        pytest.param(
            "slow-nightly-job",
            "causes",
            False,
            ["stale-features", "stale-weather-feed"],
            id="by-the-name-of-the-inverse",
        ),
        pytest.param(
            "slow-nightly-job",
            "caused_by",
            True,
            ["stale-features", "stale-weather-feed"],
            id="with-the-flag",
        ),
        pytest.param(
            "stale-features",
            "causes",
            True,
            ["no-data-owner", "slow-nightly-job"],
            id="inverse-of-the-inverse",
        ),
        pytest.param("slow-nightly-job", "caused_by", False, [], id="not-an-owner"),
        pytest.param("nowhere", "caused_by", False, [], id="unknown-entry"),
    ],
)
def test_links_lead_to_the_other_end(
    tiny: kb.KnowledgeBase, id: str, relation: str, targets: list[str], *, inverse: bool
) -> None:
    """A relation is followed from its owner or from its target; `target` is the other end."""
    links = tiny.tables.links(id, relation, inverse=inverse)

    assert [(id, target) for target in targets] == [(found.source, found.target) for found in links]


def test_link_read_backwards_keeps_reason_and_attributes(tiny: kb.KnowledgeBase) -> None:
    """The way back tells the same as the way forth."""
    forth = tiny.tables.links("noisy-labels", "caused_by")[1]

    back = tiny.tables.links("unclear-label-guide", "causes")[0]

    assert (forth.why, forth.grade, {"strength": "main"}) == (back.why, back.grade, back.attributes)


@pytest.mark.parametrize(
    ("id", "other"),
    [
        pytest.param("relabel-sample", "label-guide", id="from-the-owner"),
        pytest.param("label-guide", "relabel-sample", id="from-the-other-end"),
    ],
)
def test_symmetric_relation_reads_the_same_from_both_ends(
    tiny: kb.KnowledgeBase, id: str, other: str
) -> None:
    """What one entry says about two is known to both."""
    links = tiny.tables.links(id, "alternative_to")

    assert [(id, other)] == [(found.source, found.target) for found in links]


def test_symmetric_link_written_on_both_ends_counts_once_with_the_own_reason() -> None:
    """An entry's own words win over those of the other end, and targets are in order."""
    tables = small_tables(
        map(row, "abc"),
        [
            link("b", "confused_with", "a", how_to_tell="as b sees it"),
            link("a", "confused_with", "b", how_to_tell="as a sees it"),
            link("c", "confused_with", "b", how_to_tell="as c sees it"),
        ],
    )

    links = tables.links("b", "confused_with")

    assert [("a", "as b sees it"), ("c", "as c sees it")] == [
        (found.target, found.attributes["how_to_tell"]) for found in links
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("causedby", "did you mean caused_by", id="close"),
        pytest.param("zzz", "use one of alternative_to, asked_in", id="nothing-close"),
    ],
)
def test_unknown_relation_is_refused(tiny: kb.KnowledgeBase, name: str, told: str) -> None:
    """A relation that does not exist raises with the names that do."""
    with pytest.raises(QueryError, match=told):
        tiny.tables.links("noisy-labels", name)


def test_row_becomes_plain_data(tiny: kb.KnowledgeBase) -> None:
    """A row survives the way through JSON."""
    told = tiny.tables.rows["slow-nightly-job"].to_dict()

    assert told == json.loads(json.dumps(told))
    assert ("root-cause", "C") == (told["kind"], told["grade"])
    assert {
        "category": ["implementation"],
        "phase": ["deployment"],
        "role": ["data-engineer"],
    } == told["facets"]


def test_link_becomes_plain_data(tiny: kb.KnowledgeBase) -> None:
    """A link survives the way through JSON."""
    told = tiny.tables.links("stale-features", "caused_by")[1].to_dict()

    assert told == json.loads(json.dumps(told))
    assert {
        "source": "stale-features",
        "relation": "caused_by",
        "target": "slow-nightly-job",
        "why": "A nightly job fills the online store, while training reads complete days.",
        "grade": "C",
        "contested": False,
        "attributes": {"strength": "main"},
    } == told


def test_rows_keep_the_order_given() -> None:
    """Tables do not reorder what they are put together from."""
    tables = small_tables([row("b", Kind.CHECK), row("a")])

    assert ["b", "a"] == list(tables.rows)
