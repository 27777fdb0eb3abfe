"""Turn entries into Tables: rows with facets, links with grades, names, terms and JSON texts."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kb.graph.grades import Citation, grade_claim
from kb.graph.kinds import Design, Grade, Kind, Seen
from kb.graph.names import fold
from kb.graph.relations import relations_from
from kb.graph.tables import Link, Postings, Rejected, Row, Tables, TermRow, assemble
from kb.loading.loader import Catalog
from kb.models.entry import Evidence
from kb.models.links import Link as AuthoredLink
from kb.models.registry import MODELS, AnyEntry
from kb.models.source import Source
from kb.models.study import Study
from kb.query.index import FIELDS, Words, join_postings, split_postings, weigh
from kb.query.topics import VOCABULARY as TOPICS
from kb.query.topics import topic_texts

__all__ = ["FACETS", "compile_catalog", "searchable_texts"]

FACETS: Mapping[str, tuple[str, ...]] = {
    "artifact": ("artifact",),
    "automation": ("automation",),
    "category": ("category",),
    "collaboration_point": ("collaboration_point",),
    "collection_process": ("collection_processes",),
    "data_quality_dimension": ("data_quality_dimensions",),
    "data_type": ("data_types",),
    "design": ("design", "method"),
    "detectability": ("detectability",),
    "observable_in": ("observable_in",),
    "organisation_pattern": ("organisation_patterns",),
    "phase": ("phase", "phase_introduced", "phase_visible"),
    "quality_attribute": ("quality_attributes",),
    "role": ("roles.notices", "roles.owns", "owner", "controllable_by"),
    "scope": ("scope",),
    "severity": ("severity.rating",),
    "tag": ("tags",),
    "theme": ("themes",),
    "tool": ("tools",),
}
"""Facets by which entries are selected, each with the fields that feed it."""


_NOTHING = assemble(
    "", (), (), names={}, terms={}, documents={}, postings=lambda: Postings((), (), {})
)


def compile_catalog(catalog: Catalog, below: Tables = _NOTHING) -> Tables:
    """Return the tables of a valid catalog; the same catalog always gives the same tables.

    Args:
        catalog: what was read.
        below: the tables of a catalog that it adds to; its links may change the grades there.
    """
    kinds = {**{id: row.kind for id, row in below.rows.items()}, **catalog.kinds}
    made = {id: MODELS[kinds[id]].model_validate_json(text) for id, text in below.documents.items()}
    entries = dict(sorted({**made, **catalog.entries}.items()))
    grader = _Grader(entries)
    about = _evidence_about(entries, kinds)
    documents = {
        id: below.documents.get(id) or entry.model_dump_json(exclude_defaults=True)
        for id, entry in entries.items()
    }
    links = [link for id, entry in entries.items() for link in _links(entry, kinds[id], grader)]
    terms = _terms(catalog, below)
    rejected = (*below.rejected, *_rejected(catalog))
    guide = catalog.guide.model_dump_json(exclude_defaults=True) if catalog.guide else below.guide()
    beside = json.dumps((terms, rejected))
    content = (*documents.values(), beside, *filter(None, (guide,)))
    digest = hashlib.sha256("\n".join(content).encode())
    return assemble(
        digest.hexdigest()[:12],
        [_row(entry, kinds[id], grader, about) for id, entry in entries.items()],
        links,
        names={**_names(dict(sorted(catalog.entries.items()))), **below.names},
        terms=terms,
        documents=documents,
        postings=cache(
            lambda: join_postings(
                (*_weighed(catalog, below, entries), *_topics(terms.get(TOPICS, ())))
            )
        ),
        rejected=rejected,
    )._replace(guide=lambda: guide)


def _weighed(
    catalog: Catalog, below: Tables, entries: Iterable[str]
) -> Iterator[tuple[str, Words]]:
    """Yield each entry's share of the text index, weighed only if it does not lie below."""
    weighed = split_postings(below.postings())
    for id in entries:
        if id in weighed:
            yield id, weighed[id]
            continue
        yield id, weigh(searchable_texts(catalog.entries[id]))


def _topics(terms: Iterable[TermRow]) -> Iterator[tuple[str, Words]]:
    for id, texts in topic_texts(terms):
        yield id, weigh(texts)


def searchable_texts(entry: AnyEntry) -> Mapping[str, Sequence[str]]:
    """Return the texts of an entry's searchable fields."""
    texts: dict[str, Sequence[str]] = {}
    for field in FIELDS:
        value = getattr(entry, field, None)
        texts[field] = (value,) if isinstance(value, str) else tuple(value or ())
    # The id in words finds an entry that is known by its address.
    texts["aliases"] = (*texts["aliases"], entry.id.replace("-", " "))
    return texts


class _Grader:
    """Grades lists of evidence, knowing the sources and the studies behind them."""

    def __init__(self, entries: Mapping[str, AnyEntry]) -> None:
        self.sources = {id: entry for id, entry in entries.items() if isinstance(entry, Source)}
        self.people = {
            id: max((part.n for part in entry.population), default=0)
            for id, entry in entries.items()
            if isinstance(entry, Study)
        }

    def citation(self, evidence: Evidence) -> Citation:
        source = self.sources[evidence.source]
        counted = evidence.count.of if evidence.count else 0
        return Citation(
            source.study or source.id,
            source.design or Design.POSITION,
            source.seen or Seen.SECOND_HAND,
            evidence.stance,
            self.people.get(source.study or "", 0) or counted,
        )

    def grade(self, evidence: Iterable[Evidence]) -> tuple[Grade, bool]:
        return grade_claim(self.citation(piece) for piece in evidence)


_ABOUT = {
    Kind.ISSUE: ("caused_by", "manifests_as", "leads_to"),
    Kind.ROOT_CAUSE: ("causes",),
    Kind.SYMPTOM: ("symptom_of",),
    Kind.CONSEQUENCE: ("results_from",),
    Kind.MITIGATION: ("mitigates",),
    Kind.CHECK: ("confirms",),
}
"""Links that say what an entry is about: their evidence counts for its grade as its own does."""


def _row(
    entry: AnyEntry, kind: Kind, grader: _Grader, evidence: Mapping[str, Sequence[Evidence]]
) -> Row:
    grade, contested = grader.grade((*entry.evidence, *evidence.get(entry.id, ())))
    facets = {
        facet: terms
        for facet, fields in _facets_of(type(entry)).items()
        if (terms := _facet(entry, fields))
    }
    return Row(
        entry.id, kind, entry.title, entry.summary, str(entry.status), grade, contested, facets
    )


def _evidence_about(
    entries: Mapping[str, AnyEntry], kinds: Mapping[str, Kind]
) -> Mapping[str, Sequence[Evidence]]:
    """Return the evidence of the links that say what an entry is about, from either end."""
    found: dict[str, list[Evidence]] = {}
    for id, entry in entries.items():
        for relation in relations_from(kinds[id]):
            value = getattr(entry, relation.field, None)
            for link in value if isinstance(value, tuple) else ():
                if isinstance(link, AuthoredLink):
                    for end, name in ((id, relation.name), (link.id, relation.inverse)):
                        if name in _ABOUT.get(kinds[end], ()):
                            found.setdefault(end, []).extend(link.evidence)
    return found


@cache
def _facets_of(model: type[AnyEntry]) -> Mapping[str, tuple[str, ...]]:
    """Return the facets that a kind of entry feeds: to ask for a field that is not there is slow."""
    return {
        facet: own
        for facet, fields in FACETS.items()
        if (own := tuple(field for field in fields if field.split(".")[0] in model.model_fields))
    }


def _facet(entry: AnyEntry, fields: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for field in fields:
        value: object = entry
        for name in field.split("."):
            value = getattr(value, name, None)
        values = value if isinstance(value, tuple) else (value,)
        found += [str(item) for item in values if item is not None]
    return tuple(dict.fromkeys(found))


def _links(entry: AnyEntry, kind: Kind, grader: _Grader) -> Iterator[Link]:
    for relation in relations_from(kind):
        value = getattr(entry, relation.field, None)
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, AuthoredLink):
                grade, contested = grader.grade(item.evidence)
                attributes = {name: str(getattr(item, name)) for name in relation.attributes}
                yield Link(entry.id, relation.name, item.id, item.why, grade, contested, attributes)
    yield from _special_links(entry, grader)


def _special_links(entry: AnyEntry, grader: _Grader) -> Iterator[Link]:
    """Yield the links that are written as plain fields: a check, a study, a question's issue."""
    nothing = grader.grade(())
    match entry:
        case Source(study=str(study)):
            why = " ".join(entry.summary.split())
            yield Link(entry.id, "reports", study, why, *nothing, {})
        case Study():
            for question in entry.questions:
                if question.issue:
                    yield Link(entry.id, "asks_about", question.issue, question.text, *nothing, {})
        case _:
            verification = getattr(entry, "verification", None)
            if verification is not None and verification.check:
                why = verification.expected
                yield Link(entry.id, "verified_by", verification.check, why, *nothing, {})


def _names(entries: Mapping[str, AnyEntry]) -> dict[str, str]:
    """Return what each name stands for; a title, which others may have given, comes after the rest."""
    names: dict[str, str] = {}
    for id, entry in entries.items():
        for name in (*entry.former_ids, *entry.aliases):
            names.setdefault(fold(name), id)
    for id, entry in entries.items():
        names.setdefault(fold(entry.title), id)
    names.pop("", None)
    return names


def _rejected(catalog: Catalog) -> tuple[Rejected, ...]:
    return tuple(
        Rejected(
            proposal.title,
            proposal.kind,
            proposal.summary,
            proposal.reason,
            proposal.instead,
            proposal.phrases,
            proposal.added.isoformat(),
        )
        for proposal in catalog.rejected
    )


def _terms(catalog: Catalog, below: Tables) -> dict[str, tuple[TermRow, ...]]:
    found = dict(below.terms)
    for name, vocabulary in sorted(catalog.vocabularies.items()):
        rows = []
        for term in vocabulary.terms:
            row: TermRow = {"id": term.id, "title": term.title, "definition": term.definition}
            if term.mappings:
                row["mappings"] = [mapping.model_dump(mode="json") for mapping in term.mappings]
            for key in ("home_page", "licence", "edition", "url"):
                if value := getattr(term, key, None):
                    row[key] = value
            for several in ("origin", "phrases", "stages"):
                if values := getattr(term, several, ()):
                    row[several] = list(values)
            if weights := getattr(term, "weights", ()):
                row["weights"] = {weight.id: weight.weight for weight in weights}
            rows.append(row)
        found[name] = (*found.get(name, ()), *rows)
    return found
