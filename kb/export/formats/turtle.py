"""The catalog as RDF in Turtle."""

from kb.export.edition import Edition
from kb.export.formats.rdf_extra import require_rdflib
from kb.graph.tables import Tables

__all__ = ["export"]


def export(tables: Tables, edition: Edition) -> str:
    """Return the graph with its ontology.

    Raises:
        QueryError: rdflib is not installed.
    """
    require_rdflib()
    from kb.export.formats.rdf_graph import rdf_graph

    return rdf_graph(tables, edition).serialize(format="turtle")
