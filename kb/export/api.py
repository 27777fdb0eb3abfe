"""The static JSON API below `api/v1/`: an index, a list per kind, one file per entry, the terms."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from kb.export.answers import (
    SHAPES,
    BriefAnswer,
    EndpointAnswer,
    IndexAnswer,
    LinkAnswer,
    ListAnswer,
    TermAnswer,
    VocabulariesAnswer,
    VocabularyAnswer,
    answer_schema,
    entry_shape,
)
from kb.export.as_written import as_written
from kb.export.dates import newest_change
from kb.export.edition import LICENCE, SCHEMA_VERSION, TITLE
from kb.export.schema import SCHEMAS, make_schema, schema_text
from kb.graph.kinds import Kind
from kb.graph.relations import RELATIONS
from kb.graph.tables import Link, Row, Tables, TermRow
from kb.loading.compile import FACETS
from kb.models.record import Record
from kb.models.registry import AnyEntry

__all__ = ["API", "LICENCE", "TITLE", "api_files"]

API = PurePosixPath("api/v1")

_TABLES = {
    "words": "The text index of search and diagnosis.",
    "entries": "Titles and summaries in the order of the text index.",
    "diagnosis": "What a diagnosis is computed from.",
    "advice": "What a diagnosis asks next and recommends.",
    "explore": "The facets of every entry, by number.",
}
"""What the site's own modules read; the form of these may change with any version."""

_INVERSES = {relation.name: relation.inverse for relation in RELATIONS}
_NAMES = tuple(dict.fromkeys(name for pair in _INVERSES.items() for name in pair))


def api_files(tables: Tables, entries: Mapping[str, AnyEntry]) -> dict[PurePosixPath, str]:
    """Return the text of every file of the API by its path below the site.

    Args:
        tables: the catalog.
        entries: its entries by id.
    """
    return {API / path: text for path, text in _files(tables, entries)}


def _files(tables: Tables, entries: Mapping[str, AnyEntry]) -> Iterator[tuple[str, str]]:
    yield "index.json", _text(_index(tables))
    yield "vocabularies.json", _text(_vocabularies(tables))
    for kind in Kind:
        yield f"{kind.folder}.json", _text(_list(tables, kind))
    for id, row in tables.rows.items():
        yield f"entries/{id}.json", _text(_entry(tables, row, entries[id]))
        yield f"entries/{id}.yaml", as_written(row.kind, tables.documents[id])
    for name in SHAPES:
        yield f"schemas/answers/{name}.schema.json", schema_text(answer_schema(name))
    for name in SCHEMAS:
        schema = make_schema(name, tables.terms)
        yield f"schemas/files/{name}.schema.json", schema_text(schema)


def _text(answer: Record) -> str:
    return answer.model_dump_json() + "\n"


def _index(tables: Tables) -> IndexAnswer:
    kinds = [row.kind for row in tables.rows.values()]
    return IndexAnswer(
        title=TITLE,
        version=tables.version,
        schema_version=SCHEMA_VERSION,
        generated_at=newest_change(tables),
        licence=LICENCE,
        counts={kind: kinds.count(kind) for kind in Kind},
        endpoints=tuple(_endpoints()),
    )


def _endpoints() -> Iterator[EndpointAnswer]:
    def file(path: str, what: str, schema: str = "") -> EndpointAnswer:
        place = f"schemas/{schema}.schema.json" if schema else ""
        return EndpointAnswer(path=path, what=what, schema_path=place)

    for kind in Kind:
        yield file(f"{kind.folder}.json", f"All {kind.plural}.", "answers/list")
    whole = "An entry with its links in both directions."
    yield file("entries/{id}.json", whole, "answers/{kind}")
    yield file("entries/{id}.yaml", "The entry as authors write it.", "files/{kind}")
    terms = "The closed lists of words that entries use."
    yield file("vocabularies.json", terms, "answers/vocabularies")
    for name, what in _TABLES.items():
        yield file(f"../../assets/kb/{name}.json", what)


def _list(tables: Tables, kind: Kind) -> ListAnswer:
    rows = [_brief(row) for row in tables.rows.values() if row.kind is kind]
    return ListAnswer(kind=kind, version=tables.version, entries=tuple(rows))


def _brief(row: Row) -> BriefAnswer:
    return BriefAnswer(
        id=row.id,
        kind=row.kind,
        title=row.title,
        summary=row.summary,
        status=row.status,
        grade=row.grade,
        contested=row.contested,
        facets=_facets(row),
        page=f"../../{row.kind.folder}/{row.id}/",
        data=f"entries/{row.id}.json",
    )


def _facets(row: Row) -> dict[str, tuple[str, ...]]:
    return {facet: row.facets.get(facet, ()) for facet in FACETS}


def _entry(tables: Tables, row: Row, entry: AnyEntry) -> Record:
    told: dict[str, Any] = {
        "kind": row.kind,
        "version": tables.version,
        "grade": row.grade,
        "contested": row.contested,
        "facets": _facets(row),
        "page": f"../../../{row.kind.folder}/{row.id}/",
        "yaml": f"{row.id}.yaml",
        "links": tuple(
            _link(tables, name, link)
            for name in _names(tables, row.id)
            for link in tables.links(row.id, name)
        ),
    }
    # The entry was validated when it was read.
    return entry_shape(row.kind).model_construct(**entry.__dict__, **told)


def _names(tables: Tables, id: str) -> list[str]:
    """Return the relations that an entry has links of, as read from it, in the order of the table."""
    found = {link.relation for link in tables.outgoing.get(id, ())}
    found |= {_INVERSES[link.relation] for link in tables.incoming.get(id, ())}
    return sorted(found, key=_NAMES.index)


def _link(tables: Tables, name: str, link: Link) -> LinkAnswer:
    row = tables.rows[link.target]
    return LinkAnswer.model_construct(
        relation=name,
        id=row.id,
        kind=row.kind,
        title=row.title,
        why=link.why,
        grade=link.grade,
        contested=link.contested,
        attributes=dict(link.attributes),
        page=f"../../../{row.kind.folder}/{row.id}/",
        data=f"{row.id}.json",
    )


def _vocabularies(tables: Tables) -> VocabulariesAnswer:
    found = tuple(
        VocabularyAnswer(id=name, terms=tuple(map(_term, terms)))
        for name, terms in tables.terms.items()
    )
    return VocabulariesAnswer(version=tables.version, vocabularies=found)


def _term(term: TermRow) -> TermAnswer:
    return TermAnswer(
        id=term["id"],
        title=term["title"],
        definition=term["definition"],
        home_page=term.get("home_page", ""),
        licence=term.get("licence", ""),
        origin=tuple(term.get("origin", ())),
        phrases=tuple(term.get("phrases", ())),
        weights=term.get("weights", {}),
    )
