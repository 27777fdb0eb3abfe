"""The small typed index that queries read, and the way back to each entry's full text."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypedDict

from kb.errors import EntryNotFound, QueryError
from kb.graph.kinds import Grade, Kind
from kb.graph.names import close_names, fold, hint
from kb.graph.relations import RELATIONS

__all__ = ["Link", "Posting", "Postings", "Rejected", "Row", "Tables", "TermRow", "assemble"]


_LOOKED_AT = 12
"""Close names that are turned into ids before the first three are proposed."""


class Row(NamedTuple):
    """What queries know about an entry without reading it."""

    id: str
    kind: Kind
    title: str
    summary: str
    status: str
    grade: Grade
    contested: bool
    facets: Mapping[str, tuple[str, ...]]

    def to_dict(self) -> dict[str, object]:
        """Return the row as JSON-ready data."""
        facets = {facet: list(terms) for facet, terms in self.facets.items()}
        told = {"kind": self.kind.value, "grade": self.grade.value, "facets": facets}
        return {**self._asdict(), **told}


class Link(NamedTuple):
    """A link as written: from its owner to its target, with its reason and its evidence grade."""

    source: str
    relation: str
    target: str
    why: str
    grade: Grade
    contested: bool
    attributes: Mapping[str, str]

    def to_dict(self) -> dict[str, object]:
        """Return the link as JSON-ready data."""
        told = {"grade": self.grade.value, "attributes": dict(self.attributes)}
        return {**self._asdict(), **told}


class TermRow(TypedDict, total=False):
    """A term of a vocabulary; the last keys only where the vocabulary has them."""

    id: str
    title: str
    definition: str
    weights: dict[str, float]
    home_page: str
    licence: str
    origin: list[str]
    phrases: list[str]
    mappings: list[dict[str, str]]
    stages: list[str]
    edition: str
    url: str


class Rejected(NamedTuple):
    """A proposal that was turned down, with the reason and what serves instead."""

    title: str
    kind: Kind
    summary: str
    reason: str
    instead: tuple[str, ...]
    phrases: tuple[str, ...]
    added: str


class Posting(NamedTuple):
    """One entry's share of a word: its number, a bit per field, the weighted frequency."""

    document: int
    fields: int
    frequency: float


class Postings(NamedTuple):
    """The text index: which entries use which words, how often and in which fields.

    Among the ids are the subjects of the vocabulary `other-topics`, which are no entries.
    """

    ids: tuple[str, ...]
    lengths: tuple[float, ...]
    words: Mapping[str, tuple[Posting, ...]]


class Tables(NamedTuple):
    """A catalog as queries see it.

    `outgoing` and `incoming` hold the links of every entry, also of one without any.
    `documents` maps ids to the entries' JSON; `postings` makes or reads the text index on demand,
    and `guide` the JSON of the interview guide, which is empty if there is none.
    """

    version: str
    rows: Mapping[str, Row]
    outgoing: Mapping[str, tuple[Link, ...]]
    incoming: Mapping[str, tuple[Link, ...]]
    names: Mapping[str, str]
    terms: Mapping[str, tuple[TermRow, ...]]
    documents: Mapping[str, str]
    postings: Callable[[], Postings]
    rejected: tuple[Rejected, ...] = ()
    guide: Callable[[], str] = str

    def resolve(self, name: str) -> str:
        """Return the id that a name stands for: an id, an alias or a former id.

        Raises:
            EntryNotFound: nothing has that name; close ids are in `suggestions`.
        """
        found = self.find(name)
        if found is None:
            raise EntryNotFound(name, self._close_ids(name))
        return found

    def find(self, name: str) -> str | None:
        """Return the id that a name stands for, or nothing."""
        if name in self.rows:
            return name
        folded = fold(name)
        return folded if folded in self.rows else self.names.get(folded)

    def _close_ids(self, name: str) -> tuple[str, ...]:
        """Return the ids that a misspelt name may mean, at most three; several names share an id."""
        close = close_names(name, (*self.rows, *self.names), limit=_LOOKED_AT)
        return tuple(dict.fromkeys(self.names.get(near, near) for near in close))[:3]

    def links(self, id: str, relation: str, *, inverse: bool = False) -> tuple[Link, ...]:
        """Return an entry's links of one relation; `target` is always the other end.

        Args:
            id: the entry.
            relation: a relation's name, or the name of its inverse.
            inverse: read the relation from its target.

        Raises:
            QueryError: no relation has that name.
        """
        name, backwards, symmetric = _direction(relation)
        if symmetric:
            both = (*self._backward(id, name), *self._forward(id, name))
            return tuple(sorted({link.target: link for link in both}.values(), key=_target))
        return self._backward(id, name) if backwards != inverse else self._forward(id, name)

    def _forward(self, id: str, relation: str) -> tuple[Link, ...]:
        return tuple(link for link in self.outgoing.get(id, ()) if link.relation == relation)

    def _backward(self, id: str, relation: str) -> tuple[Link, ...]:
        return tuple(
            link._replace(source=link.target, target=link.source)
            for link in self.incoming.get(id, ())
            if link.relation == relation
        )


def _target(link: Link) -> str:
    return link.target


def _direction(name: str) -> tuple[str, bool, bool]:
    for relation in RELATIONS:
        if name in (relation.name, relation.inverse):
            return relation.name, name != relation.name, relation.symmetric
    known = {name for relation in RELATIONS for name in (relation.name, relation.inverse)}
    msg = f"no relation {name!r}; {hint(name, sorted(known))}"
    raise QueryError(msg)


def assemble(
    version: str,
    rows: Iterable[Row],
    links: Iterable[Link],
    *,
    names: Mapping[str, str],
    terms: Mapping[str, tuple[TermRow, ...]],
    documents: Mapping[str, str],
    postings: Callable[[], Postings],
    rejected: tuple[Rejected, ...] = (),
) -> Tables:
    """Put tables together and index the links in both directions, in the order given."""
    all_rows = {row.id: row for row in rows}
    outgoing: dict[str, list[Link]] = {id: [] for id in all_rows}
    incoming: dict[str, list[Link]] = {id: [] for id in all_rows}
    for link in links:
        outgoing[link.source].append(link)
        incoming[link.target].append(link)
    return Tables(
        version,
        all_rows,
        {id: tuple(found) for id, found in outgoing.items()},
        {id: tuple(found) for id, found in incoming.items()},
        names,
        terms,
        documents,
        postings,
        rejected,
    )
