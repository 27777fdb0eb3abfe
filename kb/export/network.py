"""Entries and links as a networkx graph."""

import networkx

from kb.graph.tables import Link, Tables

__all__ = ["to_networkx"]


def to_networkx(tables: Tables) -> "networkx.MultiDiGraph[str]":
    """Return a directed graph: nodes with kind, title and grade; edges with relation and why.

    An edge's key is its relation; a second one between the same two entries, such as another
    outcome of one check, has the key `confirmed_by 2`.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(version=tables.version)
    for row in tables.rows.values():
        graph.add_node(row.id, kind=row.kind.value, title=row.title, grade=row.grade.value)
    for links in tables.outgoing.values():
        for link in links:
            told = {"relation": link.relation, "why": link.why, "grade": link.grade.value}
            graph.add_edge(
                link.source, link.target, _free_key(graph, link), **told, **link.attributes
            )
    return graph


def _free_key(graph: "networkx.MultiDiGraph[str]", link: Link) -> str:
    key, number = link.relation, 1
    while graph.has_edge(link.source, link.target, key):
        number += 1
        key = f"{link.relation} {number}"
    return key
