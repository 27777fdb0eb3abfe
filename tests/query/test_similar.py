"""What is close to a text or to an entry, and what was turned down before."""

import json

import pytest

import kb
from kb.errors import QueryError
from tests.catalog_copy import CatalogCopy

REJECTED = """\
proposals:
  - title: Wrong forecasts
    kind: issue
    summary: |
      The forecast misses what happens.
    phrases:
      - forecasts are off
    reason: |
      A forecast that misses is what people see; the issue is why.
    instead:
      - stale-features
    added: 2026-01-15
"""


@pytest.fixture(name="base")
def _base(tiny_copy: CatalogCopy) -> kb.KnowledgeBase:
    tiny_copy.write("rejected.yaml", REJECTED)
    return kb.load(tiny_copy.root)


def test_title_finds_its_own_entry_first(tiny: kb.KnowledgeBase) -> None:
    """A text in the words of a title is alike the entry of that title."""
    [first, *_] = tiny.similar("noisy labels").entries

    assert ("noisy-labels", 1.0, True) == (
        first.id,
        first.comparison.closeness,
        first.comparison.alike,
    )


def test_id_stands_for_its_entry(tiny: kb.KnowledgeBase) -> None:
    """An entry is compared with the others, not with itself, and existing links are shown."""
    found = tiny.similar("stale-features").entries

    assert [
        ("feature-timestamps-lag", ["manifests_as"]),
        ("slow-nightly-job", ["caused_by"]),
    ] == [(entry.id, [link.relation for link in entry.links]) for entry in found]


def test_kind_and_limit_narrow_the_answer(tiny: kb.KnowledgeBase) -> None:
    """Only entries of the kind, and no more than asked for."""
    found = tiny.similar("labels of annotators", kind="symptom", limit=1).entries

    assert ["symptom"] == [entry.kind.value for entry in found]


def test_nothing_close_is_nothing(tiny: kb.KnowledgeBase) -> None:
    """What shares no telling word is left out instead of ranked."""
    assert ((), ()) == tiny.similar("qxz")


def test_rejected_proposal_comes_with_its_reason(base: kb.KnowledgeBase) -> None:
    """Who proposes again what was turned down learns why, and where to look."""
    [found] = base.similar("the forecasts are off").rejected

    assert ("Wrong forecasts", 1.0, ("stale-features",)) == (
        found.title,
        found.comparison.closeness,
        found.instead,
    )
    assert found.reason.startswith("A forecast that misses")


def test_rejected_proposal_of_another_kind_is_left_out(base: kb.KnowledgeBase) -> None:
    """The kind narrows proposals as it narrows entries."""
    assert () == base.similar("the forecasts are off", kind="mitigation").rejected


def test_answer_is_ready_for_json(base: kb.KnowledgeBase) -> None:
    """All that is told can be written as JSON, down to the links."""
    told = base.similar("stale-features").to_dict()
    turned_down = base.similar("wrong forecasts").to_dict()["rejected"]

    assert told == json.loads(json.dumps(told))
    assert turned_down == json.loads(json.dumps(turned_down))
    assert ["entries", "rejected"] == list(told)


def test_unknown_kind_is_a_wrong_question(tiny: kb.KnowledgeBase) -> None:
    """A kind that does not exist is named."""
    with pytest.raises(QueryError, match="no kind 'bug'"):
        tiny.similar("labels", kind="bug")
