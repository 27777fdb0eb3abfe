"""Our own terms in RDF, made from the models: each with a label, a comment, a domain and a range."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel
from rdflib import DCMITYPE, OWL, PROV, RDF, RDFS, SKOS, XSD, Literal, URIRef
from rdflib.term import Node

from kb.export.formats.columns import Column, columns_of
from kb.export.formats.rdf_names import Names, class_of
from kb.graph.kinds import Kind
from kb.graph.relations import RELATIONS, Relation
from kb.models import links
from kb.models.descriptions import description_of
from kb.models.entry import Count, Evidence
from kb.models.registry import MODELS, marked_fields
from kb.models.text import InVocabulary, Refers

__all__ = ["Property", "ontology", "properties_of"]

_ELSEWHERE = frozenset(
    [
        "id",
        "title",
        "summary",
        "aliases",
        "mappings",
        "replaced_by",
        "added",
        "changed",
        "authors",
        "year",
    ]
)
"""Fields that SKOS and Dublin Core have a term for."""

_RANGES = {int: XSD.integer, bool: XSD.boolean, float: XSD.decimal}

_CLASSES = {
    "Claim": ("Something that evidence can speak for: an entry, a link or a trade-off.", None),
    "Entry": ("An entry of the catalog.", "Claim"),
    "Link": ("A link between two entries with its reason and its grade.", "Claim"),
    "TradeOff": ("What a mitigation does to a quality attribute.", "Claim"),
    "Evidence": ("What one source says for or against a claim.", None),
    "Record": ("A group of values that belong together, such as a count and its unit.", None),
}
"""Classes besides those of the kinds, each with what it is and what it is a case of."""

Triple = tuple[URIRef, URIRef, Node]


class Property(NamedTuple):
    """A field of an entry as a property; `vocabulary` names the terms that it takes, if it does."""

    column: Column
    vocabulary: str | None

    @property
    def name(self) -> str:
        """The name in the ontology."""
        return self.column.name


@cache
def properties_of(kind: Kind) -> tuple[Property, ...]:
    """Return the fields of a kind that have a property of their own."""
    marks = {
        tuple(part for part in found.path if part != "*"): found.mark
        for found in marked_fields(MODELS[kind])
    }
    return tuple(
        Property(column, mark.name if isinstance(mark, InVocabulary) else None)
        for column in columns_of(kind)
        # What refers to an entry is a link.
        if column.name not in _ELSEWHERE and not isinstance(mark := marks.get(column.path), Refers)
    )


def ontology(names: Names) -> Iterator[Triple]:
    """Yield the classes and properties."""
    kb = names.kb
    yield names.at("ontology/"), RDF.type, OWL.Ontology
    yield names.at("ontology/"), RDFS.label, Literal("Terms of the knowledge base", lang="en")
    for name, (says, wider) in _CLASSES.items():
        yield from _named(kb[name], OWL.Class, name, says)
        if wider:
            yield kb[name], RDFS.subClassOf, kb[wider]
    yield kb.Link, RDFS.subClassOf, RDF.Statement
    yield kb.Evidence, RDFS.subClassOf, PROV.Entity
    for kind in Kind:
        says = (MODELS[kind].__doc__ or "").strip().splitlines()[0]
        yield from _named(kb[class_of(kind)], OWL.Class, kind.label, says)
        yield kb[class_of(kind)], RDFS.subClassOf, kb.Entry
    for relation in RELATIONS:
        yield from _relation(names, relation)
    yield from _fields(names)
    yield from _shared(names)


def _named(term: URIRef, type: URIRef, name: str, says: str) -> Iterator[Triple]:
    yield term, RDF.type, type
    yield term, RDFS.label, Literal(name.replace("_", " "), lang="en")
    yield term, RDFS.comment, Literal(" ".join(says.split()), lang="en")


def _property(
    names: Names, name: str, says: str, domain: URIRef, range_: URIRef
) -> Iterator[Triple]:
    datatype = range_.startswith(str(XSD)) or range_ == RDF.langString
    kind = OWL.DatatypeProperty if datatype else OWL.ObjectProperty
    yield from _named(names.kb[name], kind, name, says)
    yield names.kb[name], RDFS.domain, domain
    yield names.kb[name], RDFS.range, range_


def _relation(names: Names, relation: Relation) -> Iterator[Triple]:
    """Yield a relation and its inverse."""
    says = description_of(MODELS[relation.sources[0]], relation.field)
    ends = _only(names, relation.sources), _only(names, relation.targets)
    yield from _property(names, relation.name, says, *ends)
    if relation.symmetric:
        yield names.kb[relation.name], RDF.type, OWL.SymmetricProperty
    else:
        says = f"The other way round of {relation.name.replace('_', ' ')}."
        yield from _property(names, relation.inverse, says, *reversed(ends))
        yield names.kb[relation.inverse], OWL.inverseOf, names.kb[relation.name]


def _only(names: Names, kinds: Iterable[Kind]) -> URIRef:
    """Return the one class of some kinds, or that of all entries."""
    found = {class_of(kind) for kind in kinds}
    return names.kb[found.pop() if len(found) == 1 else "Entry"]


def _fields(names: Names) -> Iterator[Triple]:
    """Yield the fields of entries; one that several kinds have belongs to all entries."""
    owners: dict[str, list[Kind]] = {}
    fields: dict[str, Property] = {}
    for kind in Kind:
        for found in properties_of(kind):
            owners.setdefault(found.name, []).append(kind)
            fields.setdefault(found.name, found)
    for name, found in fields.items():
        column, kb = found.column, names.kb
        range_ = _RANGES.get(column.type, RDF.langString)
        if column.records or found.vocabulary:
            range_ = kb.Record if column.records else SKOS.Concept
        yield from _property(names, name, column.says, _only(names, owners[name]), range_)
        if issubclass(column.type, BaseModel):
            for inner, field in column.type.model_fields.items():
                whole = field.annotation in (int, int | None)
                says = description_of(column.type, inner)
                range_ = XSD.integer if whole else XSD.string
                yield from _property(names, f"{name}_{inner}", says, kb.Record, range_)


def _shared(names: Names) -> Iterator[Triple]:
    """Yield the properties of links, trade-offs and evidence."""
    kb = names.kb
    text, whole, yes = XSD.string, XSD.integer, XSD.boolean
    given = "Strength of the evidence behind a claim, A (best) to E (no source)."
    yield from _property(names, "grade", given, kb.Claim, text)
    yield from _property(names, "contested", "Whether a source contradicts.", kb.Claim, yes)
    yield from _property(names, "evidence", "What sources say about it.", kb.Claim, kb.Evidence)
    yield from _property(names, "why", description_of(links.Link, "why"), kb.Claim, RDF.langString)
    says = description_of(MODELS[Kind.MITIGATION], "trade_offs")
    yield from _property(names, "trade_offs", says, kb.Mitigation, kb.TradeOff)
    says = description_of(links.TradeOff, "id")
    yield from _property(names, "quality_attribute", says, kb.TradeOff, SKOS.Concept)
    for model, field, domain in (
        (links.CauseLink, "strength", kb.Link),
        (links.ConsequenceLink, "likelihood", kb.Link),
        (links.FixLink, "effect", kb.Link),
        (links.FixLink, "effectiveness", kb.Link),
        (links.CheckLink, "outcome", kb.Link),
        (links.ConfusionLink, "how_to_tell", kb.Link),
        (links.TradeOff, "direction", kb.TradeOff),
        (links.TradeOff, "size", kb.TradeOff),
        (Evidence, "stance", kb.Evidence),
        (Evidence, "locator", kb.Evidence),
    ):
        yield from _property(names, field, description_of(model, field), domain, text)
    for field, range_ in (("n", whole), ("of", whole), ("unit", text)):
        yield from _property(
            names, f"count_{field}", description_of(Count, field), kb.Evidence, range_
        )
    says = "Version of the shape of this export."
    yield from _property(names, "schema_version", says, DCMITYPE.Dataset, text)
