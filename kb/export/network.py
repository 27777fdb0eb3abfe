"""Entries and links as a networkx graph."""

import networkx

from kb.graph.tables import Tables

__all__ = ["to_networkx"]


def to_networkx(tables: Tables) -> "networkx.MultiDiGraph[str]":
    """Return a directed graph: nodes with kind, title and grade; edges keyed by relation, with why."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(version=tables.version)
    for row in tables.rows.values():
        graph.add_node(row.id, kind=row.kind.value, title=row.title, grade=row.grade.value)
    for links in tables.outgoing.values():
        for link in links:
            told = {"why": link.why, "grade": link.grade.value, **link.attributes}
            graph.add_edge(link.source, link.target, key=link.relation, **told)
    return graph
