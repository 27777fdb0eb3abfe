"""Entries and links as a networkx graph."""

from collections import Counter

import networkx

import kb
from kb.export.network import to_networkx
from tests.small_tables import link, row, small_tables


def test_every_entry_is_a_node(tiny: kb.KnowledgeBase) -> None:
    """Nodes are the entries, with what a reader of the graph needs to know."""
    graph = to_networkx(tiny.tables)

    assert list(tiny.tables.rows) == list(graph.nodes)
    assert {"kind": "root-cause", "title": "Nightly job fills the store", "grade": "C"} == (
        graph.nodes["slow-nightly-job"]
    )


def test_every_link_is_an_edge(tiny: kb.KnowledgeBase) -> None:
    """No link is lost, also where two entries have several."""
    graph = to_networkx(tiny.tables)

    expected = Counter(
        (link.source, link.relation, link.target)
        for links in tiny.tables.outgoing.values()
        for link in links
    )
    assert expected == Counter(
        (source, told["relation"], target) for source, target, told in graph.edges(data=True)
    )
    assert tiny.version == graph.graph["version"]


def test_edge_tells_relation_reason_grade_and_attributes(tiny: kb.KnowledgeBase) -> None:
    """An edge is found by its relation and carries what the link says."""
    graph = to_networkx(tiny.tables)

    edge = graph.edges["stale-features", "slow-nightly-job", "caused_by"]

    assert {
        "relation": "caused_by",
        "why": "A nightly job fills the online store, while training reads complete days.",
        "grade": "C",
        "strength": "main",
    } == edge


def test_links_of_one_relation_between_two_entries_have_keys_of_their_own() -> None:
    """Two outcomes of one check are two edges."""
    tables = small_tables(
        [row("a"), row("probe")],
        [link("a", "confirmed_by", "probe", outcome=name) for name in ("yes", "no", "maybe")],
    )

    edges = to_networkx(tables)["a"]["probe"]

    assert {"confirmed_by": "yes", "confirmed_by 2": "no", "confirmed_by 3": "maybe"} == {
        key: told["outcome"] for key, told in edges.items()
    }


def test_graph_answers_questions_of_networkx(tiny: kb.KnowledgeBase) -> None:
    """The export is a graph like any other."""
    graph = to_networkx(tiny.tables)

    assert networkx.has_path(graph, "no-data-owner", "slow-nightly-job")
