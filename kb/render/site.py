"""What every page needs: entries, addresses, texts and the words for facets."""

from collections.abc import Mapping
from functools import cache, cached_property, partial
from typing import NamedTuple

from kb.diagnosis.knowledge import Knowledge
from kb.graph.kinds import Kind
from kb.graph.tables import Row, Tables, TermRow
from kb.models.entry import Evidence
from kb.models.registry import MODELS, AnyEntry
from kb.query.select import VOCABULARIES
from kb.render.prose import Prose
from kb.render.views import Chip, Page

__all__ = ["GRADES", "NOWHERE", "Place", "Site", "words"]

GRADES: Mapping[str, str] = {
    "A": "controlled experiment, or three independent studies",
    "B": "observational study, large survey, or two independent studies",
    "C": "one smaller study, case study, or official documentation",
    "D": "experience report or position paper",
    "E": "editor judgement: no source, or opinion at second hand",
}
"""What a grade means, in a few words."""


def words(name: str) -> str:
    """Return a value of the catalog as people write it."""
    return name.replace("_", " ").replace("-", " ")


class Place(NamedTuple):
    """Where a site lives; what needs an address is left out while that is empty."""

    site_url: str = ""
    repo_url: str = ""


NOWHERE = Place()
"""A site without an address, and no forge behind it."""


class Site:
    """The catalog as the pages see it; everything that is the same for all pages is done once."""

    def __init__(self, tables: Tables, place: Place = NOWHERE) -> None:
        self.tables = tables
        self.place = place
        self.pages: dict[str, Page] = {}
        self.citations: dict[str, dict[str, list[Evidence]]] = {}

    @cached_property
    def entries(self) -> Mapping[str, AnyEntry]:
        """Every entry by id."""
        return {
            row.id: MODELS[row.kind].model_validate_json(self.tables.documents[row.id])
            for row in self.tables.rows.values()
        }

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the diagnosis knows."""
        return Knowledge(self.tables)

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, TermRow]]:
        return {
            name: {term["id"]: term for term in terms} for name, terms in self.tables.terms.items()
        }

    def address(self, id: str, *, root: str = "../../") -> str:
        """Return the address of an entry's page, relative to another page's folder."""
        return f"{root}{self.tables.rows[id].kind.folder}/{id}/"

    def public(self, id: str) -> str:
        """Return the full address of an entry's page; empty while the site has none."""
        home = self.place.site_url
        return self.address(id, root=f"{home.rstrip('/')}/") if home else ""

    @property
    def prose(self) -> Prose:
        """The renderer of texts for entry pages, which all lie two folders deep."""
        return self.prose_at("../../")

    @cache  # noqa: B019 - a site lives as long as its build
    def prose_at(self, root: str) -> Prose:
        """Return the renderer of texts for pages from which this is the way to the site's root."""
        titles = {row.id: row.title for row in self.tables.rows.values()}
        return Prose(titles, partial(self.address, root=root))

    def chip(self, id: str, *, root: str = "../../") -> Chip:
        """Return a link to an entry."""
        row = self.tables.rows[id]
        return Chip(row.title, row.summary, self.address(id, root=root), row.kind.value)

    def term(self, vocabulary: str, id: str, *, root: str = "../../") -> Chip:
        """Return a term as a link to its definition."""
        term = self._terms.get(vocabulary, {}).get(id)
        if term is None:
            return Chip(words(id))
        href = f"{root}vocabulary/#{vocabulary}-{id}"
        return Chip(term["title"], " ".join(term["definition"].split()), href)

    def facet(self, facet: str, id: str, *, root: str = "../../") -> Chip:
        """Return a value of a facet, linked to its definition if it has one."""
        if facet in VOCABULARIES:
            return self.term(VOCABULARIES[facet], id, root=root)
        return Chip(words(id), style=f"{facet}-{id}")

    @cache  # noqa: B019 - a site lives as long as its build
    def rows(self, kind: Kind) -> tuple[Row, ...]:
        """Return the rows of a kind by title."""
        found = [row for row in self.tables.rows.values() if row.kind is kind]
        return tuple(sorted(found, key=lambda row: (row.title.lower(), row.id)))
