"""The catalog as RDF in JSON-LD 1.1: the same graph as in Turtle."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.export.edition import Edition
from kb.export.formats.rdf_extra import require_rdflib
from kb.graph.tables import Tables

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["export"]


def export(tables: Tables, edition: Edition) -> str:
    """Return the graph with its ontology, one node a line.

    Raises:
        QueryError: rdflib is not installed.
    """
    require_rdflib()
    from kb.export.formats.rdf_graph import rdf_graph
    from kb.export.formats.rdf_names import ONTOLOGY, PREFIXES, Names

    base = Names(tables, edition.home).base
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    # Relative to the file, our own names need no prefix, and a prefix must not be relative.
    own = {"kb": f"{base}{ONTOLOGY}", "@base": base} if base else {"@vocab": "./"}
    short = {namespace: f"{prefix}:" for prefix, namespace in prefixes.items()}
    short |= {own["kb"]: "kb:", base: ""} if base else {}
    nodes = _Nodes(rdf_graph(tables, edition), short)
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    context = json.dumps({"@version": 1.1, **own, **prefixes})
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'


class _Nodes:
    """The subjects of a graph in order, each as the object that JSON-LD makes of it."""

    def __init__(self, graph: "Graph", short: dict[str, str]) -> None:
        self._graph = graph
        self._short = short

    def __iter__(self) -> Iterator[dict[str, object]]:
        for subject in sorted(set(self._graph.subjects()), key=str):
            node: dict[str, object] = {"@id": self._name(subject)}
            for predicate in sorted(set(self._graph.predicates(subject)), key=str):
                objects = sorted(self._graph.objects(subject, predicate), key=str)
                if self._name(predicate) == "rdf:type":
                    node["@type"] = [self._name(one) for one in objects]
                else:
                    node[self._name(predicate)] = [self._value(one) for one in objects]
            yield node

    def _name(self, term: "Node") -> str:
        name = str(term)
        found = next((start for start in self._short if name.startswith(start)), None)
        return name if found is None else self._short[found] + name[len(found) :]

    def _value(self, term: "Node") -> object:
        from rdflib import XSD, Literal

        if not isinstance(term, Literal):
            return {"@id": self._name(term)}
        if term.language:
            return {"@value": str(term), "@language": term.language}
        if term.datatype in (None, XSD.boolean, XSD.integer):
            return term.toPython()
        return {"@value": str(term), "@type": self._name(term.datatype)}
