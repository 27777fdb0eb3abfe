"""The catalog as an RDF graph: SKOS for what is named, PROV and Dublin Core for where it is from."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import quote

from rdflib import DCMITYPE, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kb.export.edition import Edition
from kb.export.formats.claims import ATTRIBUTES, claims_of
from kb.export.formats.columns import Column, columns_of, value_at
from kb.export.formats.entries import Data, entries_of, terms_of
from kb.export.formats.rdf_names import Names, class_of
from kb.export.formats.rdf_ontology import Property, ontology, properties_of
from kb.graph.kinds import Kind
from kb.graph.tables import Row, Tables

__all__ = ["rdf_graph"]

_WORKS = (Kind.SOURCE, Kind.STUDY)
"""Kinds that are works and not concepts."""

Triple = tuple[URIRef, URIRef, Node]


def rdf_graph(tables: Tables, edition: Edition) -> Graph:
    """Return the graph with its ontology; it has no blank nodes, so that two runs are the same."""
    names = Names(tables, edition.home)
    graph = Graph()
    names.bind(graph)
    for triple in (
        *_dataset(names, edition),
        *ontology(names),
        *_vocabularies(names, tables),
        *(triple for kind in Kind for triple in _kind(names, tables, kind)),
        *_claims(names, tables),
    ):
        graph.add(triple)
    return graph


def _dataset(names: Names, edition: Edition) -> Iterator[Triple]:
    catalog = names.at("catalog")
    yield catalog, RDF.type, DCMITYPE.Dataset
    about = edition.about()
    yield catalog, DCTERMS.title, _text(about["title"])
    yield catalog, OWL.versionInfo, Literal(about["data_version"])
    yield catalog, names.kb.schema_version, Literal(about["schema_version"])
    yield catalog, DCTERMS.modified, _day(about["changed"])
    yield catalog, DCTERMS.license, URIRef(about["licence_url"])


def _vocabularies(names: Names, tables: Tables) -> Iterator[Triple]:
    for name in tables.terms:
        yield names.vocabulary(name), RDF.type, SKOS.ConceptScheme
        yield names.vocabulary(name), SKOS.prefLabel, _text(name.replace("-", " ").capitalize())
    for name, data in terms_of(tables):
        term = names.term(name, data["id"])
        yield term, RDF.type, SKOS.ConceptScheme if name == "schemes" else SKOS.Concept
        if name != "schemes":
            yield term, SKOS.inScheme, names.vocabulary(name)
        yield term, SKOS.notation, Literal(data["id"])
        yield term, SKOS.prefLabel, _text(data["title"])
        yield term, SKOS.definition, _text(data["definition"])
        if data["home_page"]:
            yield term, RDFS.seeAlso, URIRef(data["home_page"])
        if data["edition"]:
            yield term, OWL.versionInfo, Literal(data["edition"])
        for source in data["origin"]:
            yield term, DCTERMS.source, names.entry(source)
        yield from _mappings(names, term, data)


def _kind(names: Names, tables: Tables, kind: Kind) -> Iterator[Triple]:
    """Yield a kind as a concept scheme, and its entries."""
    scheme = names.at(f"{kind.folder}/")
    if kind not in _WORKS:
        yield scheme, RDF.type, SKOS.ConceptScheme
        yield scheme, SKOS.prefLabel, _text(kind.plural.capitalize())
    properties = {found.column: found for found in properties_of(kind)}
    for row, data in entries_of(tables, kind):
        entry = names.entry(row.id)
        if kind not in _WORKS:
            yield entry, RDF.type, SKOS.Concept
            yield entry, SKOS.inScheme, scheme
        yield from _entry(names, entry, row, data)
        for column in columns_of(kind):
            if column in properties:
                yield from _values(names, row.id, properties[column], value_at(column, data))


def _entry(names: Names, entry: URIRef, row: Row, data: Data) -> Iterator[Triple]:
    """Yield what every entry says in terms that others know."""
    work = row.kind in _WORKS
    yield entry, RDF.type, names.kb[class_of(row.kind)]
    yield entry, DCTERMS.title if work else SKOS.prefLabel, _text(row.title)
    yield entry, DCTERMS.abstract if work else SKOS.definition, _text(row.summary)
    for name in data["aliases"]:
        yield entry, DCTERMS.alternative if work else SKOS.altLabel, _text(name)
    yield entry, names.kb.grade, Literal(row.grade.value)
    yield entry, names.kb.contested, Literal(row.contested)
    yield entry, DCTERMS.created, _day(data["added"])
    if data["changed"]:
        yield entry, DCTERMS.modified, _day(data["changed"])
    if data["replaced_by"]:
        yield entry, DCTERMS.isReplacedBy, names.entry(data["replaced_by"])
    yield from _mappings(names, entry, data)
    if row.kind is Kind.SOURCE:
        yield from _source(entry, data)


def _source(source: URIRef, data: Data) -> Iterator[Triple]:
    yield source, RDF.type, DCTERMS.BibliographicResource
    yield source, RDF.type, PROV.Entity
    for person in data["authors"]:
        given = person["given"]
        yield source, DCTERMS.creator, Literal(" ".join(filter(None, (given, person["family"]))))
    if data["year"]:
        yield source, DCTERMS.issued, Literal(str(data["year"]), datatype=XSD.gYear)
    if data["doi"]:
        yield source, RDFS.seeAlso, URIRef(f"https://doi.org/{quote(data['doi'], safe='/:;()')}")
    if data["arxiv"]:
        yield source, RDFS.seeAlso, URIRef(f"https://arxiv.org/abs/{data['arxiv']}")
    if data["url"]:
        yield source, RDFS.seeAlso, URIRef(quote(data["url"], safe="%/:;,?&=+$!*'()@#~[]"))


def _values(names: Names, id: str, found: Property, value: object) -> Iterator[Triple]:
    """Yield what an entry has in a field of its own."""
    entry, predicate = names.entry(id), names.kb[found.name]
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        if isinstance(item, dict):
            node = names.part(id, f"{found.name}/{number}")
            yield entry, predicate, node
            yield node, RDF.type, names.kb.Record
            for field, inner in item.items():
                if inner is not None:
                    yield node, names.kb[f"{found.name}_{field}"], _inner(inner)
        elif found.vocabulary and item:
            yield entry, predicate, names.term(found.vocabulary, str(item))
        elif item is not None:
            yield entry, predicate, _literal(found.column, item)


def _inner(value: object) -> Literal:
    """Return a field of a record; a list in it is one text, for RDF would lose its order."""
    return Literal("; ".join(map(str, value)) if isinstance(value, list) else value)


def _literal(column: Column, value: object) -> Literal:
    if column.type is float:
        return Literal(Decimal(str(value)))
    return Literal(value) if isinstance(value, int) else _text(str(value))


def _mappings(names: Names, subject: URIRef, data: Data) -> Iterator[Triple]:
    for item in data["mappings"]:
        other = names.foreign(item["scheme"], item["id"])
        yield subject, SKOS[f"{item['match']}Match"], other
        yield other, RDF.type, SKOS.Concept
        yield other, SKOS.notation, Literal(item["id"])
        yield other, SKOS.inScheme, names.term("schemes", item["scheme"])


def _claims(names: Names, tables: Tables) -> Iterator[Triple]:
    """Yield links, each as a plain triple and as a statement that carries its reason."""
    kb, claims = names.kb, claims_of(tables)
    for row in claims.links:
        claim, cells, link = names.claim(row), row.cells(), row.link
        plain = (names.entry(link.source), kb[link.relation], names.entry(link.target))
        yield plain
        if link.relation == "specialises":
            yield plain[0], SKOS.broader, plain[2]
        yield claim, RDF.type, kb.Link
        yield from zip([claim] * 3, (RDF.subject, RDF.predicate, RDF.object), plain, strict=True)
        yield claim, kb.why, _text(link.why)
        valued = ((name, cells[name]) for name in ("grade", "contested", *ATTRIBUTES))
        yield from _known(claim, names, valued)
    for item in claims.trade_offs:
        claim = names.claim(item)
        yield names.entry(item.mitigation), kb.trade_offs, claim
        yield claim, RDF.type, kb.TradeOff
        yield claim, kb.quality_attribute, names.term("quality-attributes", item.quality_attribute)
        yield claim, kb.direction, Literal(item.direction)
        yield claim, kb.size, Literal(item.size)
        yield claim, kb.why, _text(item.why)
    for piece in claims.evidence:
        node = names.claim(piece)
        yield names.claim(piece.claim), kb.evidence, node
        yield node, RDF.type, kb.Evidence
        yield node, RDF.type, PROV.Entity
        yield node, PROV.hadPrimarySource, names.entry(piece.source)
        yield node, DCTERMS.description, _text(piece.finding)
        told = {"stance": piece.stance, "locator": piece.locator}
        counted = {"count_n": piece.n, "count_of": piece.of, "count_unit": piece.unit}
        yield from _known(node, names, (*told.items(), *counted.items()))


def _known(
    node: URIRef, names: Names, values: Iterable[tuple[str, str | int | bool | None]]
) -> Iterator[Triple]:
    for name, value in values:
        if value is not None:
            yield node, names.kb[name], Literal(value)


def _text(text: str) -> Literal:
    return Literal(text, lang="en")


def _day(day: str) -> Literal:
    return Literal(day, datatype=XSD.date)
