"""Links read from their other end are the same links: the inverse of the inverse is the graph."""

from hypothesis import given
from hypothesis import strategies as st

from kb.graph.relations import RELATIONS, Relation
from kb.graph.tables import Tables
from tests.small_tables import link, row, small_tables

IDS = tuple("abcdef")
ONE_WAY = tuple(relation for relation in RELATIONS if not relation.symmetric)
SYMMETRIC = tuple(relation for relation in RELATIONS if relation.symmetric)
ENDS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))
EDGES = st.sets(st.tuples(st.sampled_from(RELATIONS), ENDS), max_size=30)


def _tables(edges: set[tuple[Relation, tuple[str, str]]]) -> Tables:
    links = [link(source, relation.name, target) for relation, (source, target) in sorted(edges)]
    return small_tables(map(row, IDS), links)


def _pairs(tables: Tables, relation: str, *, inverse: bool = False) -> set[tuple[str, str]]:
    found = [each for id in IDS for each in tables.links(id, relation, inverse=inverse)]
    return {(each.source, each.target) for each in found}


@given(edges=EDGES, relation=st.sampled_from(RELATIONS))
def test_inverse_turns_every_link_round(
    edges: set[tuple[Relation, tuple[str, str]]], relation: Relation
) -> None:
    """The inverse relation holds exactly the links read backwards, and turning twice changes nothing."""
    tables = _tables(edges)

    forward = _pairs(tables, relation.name)
    backward = _pairs(tables, relation.inverse)

    assert {(target, source) for source, target in backward} == forward


@given(edges=EDGES, relation=st.sampled_from(ONE_WAY))
def test_forward_links_are_those_that_were_written(
    edges: set[tuple[Relation, tuple[str, str]]], relation: Relation
) -> None:
    """No link is lost or invented."""
    assert {ends for other, ends in edges if other == relation} == _pairs(
        _tables(edges), relation.name
    )


@given(edges=EDGES, relation=st.sampled_from(RELATIONS))
def test_name_of_the_inverse_and_the_flag_say_the_same(
    edges: set[tuple[Relation, tuple[str, str]]], relation: Relation
) -> None:
    """Naming the inverse is the same as asking for the inverse; both together cancel out."""
    tables = _tables(edges)

    assert _pairs(tables, relation.inverse) == _pairs(tables, relation.name, inverse=True)
    assert _pairs(tables, relation.name) == _pairs(tables, relation.inverse, inverse=True)


@given(edges=EDGES, relation=st.sampled_from(SYMMETRIC))
def test_symmetric_link_is_seen_from_both_ends(
    edges: set[tuple[Relation, tuple[str, str]]], relation: Relation
) -> None:
    """A symmetric relation written on either end holds on both, once."""
    tables = _tables(edges)

    found = [each for id in IDS for each in tables.links(id, relation.name)]
    pairs = [(each.source, each.target) for each in found]

    assert {(target, source) for source, target in pairs} == set(pairs)
    assert len(set(pairs)) == len(pairs)
