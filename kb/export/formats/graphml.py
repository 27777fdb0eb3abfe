"""Entries and links as GraphML, which Gephi, yEd, Cytoscape and networkx read."""

import networkx

from kb.export.edition import Edition
from kb.export.network import to_networkx
from kb.graph.tables import Tables

__all__ = ["export"]


def export(tables: Tables, edition: Edition) -> str:
    """Return the graph of `to_networkx`; every edge has an id of its own, as the format demands."""
    graph = to_networkx(tables)
    graph.graph.clear()
    graph.graph.update(edition.about())
    for source, target, key, told in graph.edges(keys=True, data=True):
        told["name"] = f"{source}/{key}/{target}"
    lines = networkx.generate_graphml(graph, edge_id_from_attribute="name")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n"
