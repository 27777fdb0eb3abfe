"""Sources: how to cite them, and what they are cited for."""

from collections.abc import Iterator

from pydantic import BaseModel

from kb.models.entry import Evidence
from kb.models.registry import AnyEntry
from kb.models.source import Source
from kb.render.parts import evidence_rows
from kb.render.prose import plain
from kb.render.site import Site
from kb.render.views import Chip, EvidenceRow

__all__ = ["cited_by", "references"]

_SEEN = {
    "full": "read in full",
    "part": "read in part",
    "abstract": "only the abstract was read",
    "second-hand": "known only from other works",
}


def references(source: Source) -> Iterator[str]:
    """Yield the lines of a bibliographic reference as safe HTML."""
    names = [
        plain(f"{person.given} {person.family}" if person.given else person.family)
        for person in source.authors
    ]
    if names:
        yield ", ".join(names) + (" et al." if source.et_al else "")
    parts = [source.venue, str(source.year) if source.year else None, source.edition]
    if any(parts):
        yield plain(", ".join(part for part in parts if part))
    for label, prefix, value in (
        ("DOI", "https://doi.org/", source.doi),
        ("arXiv", "https://arxiv.org/abs/", source.arxiv),
        ("Web", "", source.url),
    ):
        if value:
            link = f'href="{plain(prefix + value)}" rel="noopener noreferrer nofollow ugc"'
            yield f"{label}: <a {link}>{plain(value)}</a>"
    if source.seen:
        yield f"How we know it: {_SEEN[source.seen]}"


def cited_by(site: Site, id: str) -> tuple[tuple[Chip, tuple[EvidenceRow, ...]], ...]:
    """Return every entry that cites a source, with what it takes from it."""
    return tuple(
        (site.chip(citing), evidence_rows(site, pieces))
        for citing, pieces in _citations(site).get(id, {}).items()
    )


def _citations(site: Site) -> dict[str, dict[str, list[Evidence]]]:
    """Return evidence by source and citing entry, gathered once per site."""
    if not site.citations:
        for id, entry in site.entries.items():
            for piece in _evidence_in(entry):
                site.citations.setdefault(piece.source, {}).setdefault(id, []).append(piece)
    return site.citations


def _evidence_in(entry: AnyEntry) -> Iterator[Evidence]:
    yield from entry.evidence
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, BaseModel):
                yield from getattr(item, "evidence", ())
