"""Lists of entries and of terms."""

from collections.abc import Iterator
from typing import NamedTuple

from kb.graph.amounts import amount
from kb.graph.kinds import Kind, Status
from kb.graph.tables import Row, TermRow
from kb.query.select import VOCABULARIES
from kb.render.site import Site
from kb.render.views import Chip, ListRow

__all__ = ["TermView", "list_page", "vocabulary_lists"]

_GROUPED = {
    Kind.ISSUE: "phase",
    Kind.ROOT_CAUSE: "category",
    Kind.SYMPTOM: "observable_in",
    Kind.MITIGATION: "phase",
    Kind.CONSEQUENCE: "scope",
}
"""The facet by which a long list is cut into parts."""

_FACET_OF = {vocabulary: facet for facet, vocabulary in VOCABULARIES.items()}

_SHOWN = {
    Kind.ISSUE: ("severity", "detectability", "artifact"),
    Kind.CHECK: ("automation",),
    Kind.SOURCE: ("design",),
    Kind.STUDY: ("design",),
}


class TermView(NamedTuple):
    """A term of a vocabulary; `definition` is safe HTML, `uses` leads to the entries with it."""

    anchor: str
    title: str
    definition: str
    home_page: str
    licence: str
    used: str
    uses: str


def list_page(site: Site, kind: Kind) -> Iterator[tuple[str, str, tuple[ListRow, ...]]]:
    """Yield the parts of a kind's list with heading and anchor; one part without them if not cut."""
    facet = _GROUPED.get(kind)
    if facet is None:
        yield "", "", tuple(_list_row(site, row) for row in site.rows(kind))
        return
    for term, title in _groups(site, kind, facet):
        rows = [row for row in site.rows(kind) if row.facets.get(facet, ("",))[0] == term]
        yield title, f"{facet}-{term}", tuple(_list_row(site, row) for row in rows)


def _groups(site: Site, kind: Kind, facet: str) -> Iterator[tuple[str, str]]:
    """Yield the first terms of a facet that occur: in the order of the vocabulary, or by name."""
    used = {row.facets.get(facet, ("",))[0] for row in site.rows(kind)}
    order = [term["id"] for term in site.tables.terms.get("phases", ())] if facet == "phase" else []
    for term in (*(id for id in order if id in used), *sorted(used - set(order))):
        title = site.facet(facet, term).text if term else "other"
        yield term, title[:1].upper() + title[1:]


def _list_row(site: Site, row: Row) -> ListRow:
    chips = tuple(
        site.facet(facet, term, root="../")
        for facet in _SHOWN.get(row.kind, ())
        for term in row.facets.get(facet, ())
    )
    if row.status != Status.COMPLETE:
        chips = (Chip(row.status), *chips)
    grade = "" if row.kind in (Kind.SOURCE, Kind.STUDY) else row.grade.value
    return ListRow(
        site.chip(row.id, root="../"), site.prose_at("../").line(row.summary), grade, chips
    )


def vocabulary_lists(site: Site) -> Iterator[tuple[str, tuple[TermView, ...]]]:
    """Yield every vocabulary with its terms, each with the entries that use it."""
    for name, terms in site.tables.terms.items():
        rows = tuple(_term_view(site, name, term) for term in terms)
        yield name.replace("-", " ").capitalize(), rows


def _term_view(site: Site, vocabulary: str, term: TermRow) -> TermView:
    facet = _FACET_OF.get(vocabulary, "")
    used = sum(term["id"] in row.facets.get(facet, ()) for row in site.tables.rows.values())
    return TermView(
        anchor=f"{vocabulary}-{term['id']}",
        title=term["title"],
        definition=site.prose_at("../").block(term["definition"]),
        home_page=term.get("home_page", ""),
        licence=term.get("licence", ""),
        used=amount(used, "entry", "entries") if used else "",
        uses=f"../explore/#{facet}={term['id']}",
    )
