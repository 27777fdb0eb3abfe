"""The sources as CSL-JSON, which Zotero, Pandoc and citation processors read."""

import json

from kb.export.edition import Edition
from kb.export.formats.entries import sources_of
from kb.graph.tables import Tables
from kb.models.source import Person, Source

__all__ = ["export"]

_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "book": "book",
    "chapter": "chapter",
    "preprint": "article",
    "report": "report",
    "dataset": "dataset",
    "web": "webpage",
    "standard": "standard",
}
"""Types of the Citation Style Language; a source without one is a `document`."""

_PUBLISHERS = ("book", "report", "standard")
"""Types whose venue is who published them."""


def export(tables: Tables, edition: Edition) -> str:
    """Return one item per source, keyed by id; `custom` says which catalog it is from."""
    items = [{**_item(source), "custom": edition.about()} for source in sources_of(tables)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _item(source: Source) -> dict[str, object]:
    """Return what is known of a source, under the names of CSL."""
    venue = "publisher" if source.type in _PUBLISHERS else "container-title"
    arxiv = f"https://arxiv.org/abs/{source.arxiv}" if source.arxiv else None
    item = {
        "id": source.id,
        "type": _TYPES.get(source.type or "", "document"),
        "title": source.title,
        "author": _authors(source),
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        venue: source.venue,
        "DOI": source.doi,
        "number": f"arXiv:{source.arxiv}" if arxiv and source.type == "preprint" else None,
        "URL": source.url or arxiv,
        "version": source.edition,
    }
    return {name: value for name, value in item.items() if value}


def _authors(source: Source) -> list[dict[str, str]]:
    """Return the names; an incomplete list ends with "et al.", as printed."""
    names = [_name(person) for person in source.authors]
    return [*names, {"literal": "et al."}] if source.et_al else names


def _name(person: Person) -> dict[str, str]:
    if person.given:
        return {"family": person.family, "given": person.given}
    return {"literal": person.family}
