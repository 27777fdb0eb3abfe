"""How entries, terms and claims are called in RDF, below the address of the site or relative to the file."""

from urllib.parse import quote

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef

from kb.export.formats.claims import EvidenceRow, LinkRow, TradeOffRow
from kb.graph.kinds import Kind
from kb.graph.tables import Tables

__all__ = ["ONTOLOGY", "PREFIXES", "Names", "class_of"]

PREFIXES = {
    "dcterms": DCTERMS,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
"""Vocabularies of others that the export speaks."""

ONTOLOGY = "ontology/#kb:"
"""Where our own terms are, below the base.

The colon is there for JSON-LD: it makes readers resolve such a key like any other address, also
those that leave a relative `@vocab` as it is.
"""


def class_of(kind: Kind) -> str:
    """Return the class of a kind of entry.

    >>> class_of(Kind.ROOT_CAUSE)
    'RootCause'
    """
    return kind.label.title().replace(" ", "")


class Names:
    """Makes the addresses of one export; without a home they are relative to wherever it is read."""

    def __init__(self, tables: Tables, home: str) -> None:
        self.base = f"{home.rstrip('/')}/" if home else ""
        self.kb = Namespace(f"{self.base}{ONTOLOGY}")
        self._rows = tables.rows

    def bind(self, graph: Graph) -> None:
        """Make a graph write short names."""
        for prefix, namespace in {"kb": self.kb, **PREFIXES}.items():
            graph.bind(prefix, namespace)

    def at(self, path: str) -> URIRef:
        """Return what lies at a path below the base."""
        return URIRef(f"{self.base}{path}")

    def entry(self, id: str) -> URIRef:
        """Return an entry: the address of its page on the site."""
        return self.at(f"{self._rows[id].kind.folder}/{id}/")

    def part(self, entry: str, path: str) -> URIRef:
        """Return something that belongs to an entry."""
        return URIRef(f"{self.entry(entry)}#{path}")

    def claim(self, row: LinkRow | TradeOffRow | EvidenceRow | str) -> URIRef:
        """Return a claim or a piece of evidence by the name that it has in every export."""
        entry, _, path = (row if isinstance(row, str) else row.id).partition("/")
        return self.part(entry, path) if path else self.entry(entry)

    def term(self, vocabulary: str, id: str) -> URIRef:
        """Return a term of a vocabulary: its place on the page of all terms."""
        return self.at(f"vocabulary/#{vocabulary}-{id}")

    def vocabulary(self, name: str) -> URIRef:
        """Return a vocabulary."""
        return self.at(f"vocabulary/#{name}")

    def foreign(self, scheme: str, id: str) -> URIRef:
        """Return a term of an external scheme; we know what it is called there, not where it is."""
        return URIRef(f"{self.term('schemes', scheme)}/{quote(id, safe='')}")
