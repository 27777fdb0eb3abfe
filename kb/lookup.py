"""Looking up: entries by name, by kind and by facet, and the links between them."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from kb.errors import QueryError
from kb.graph.amounts import amount
from kb.graph.entries import Entries
from kb.graph.kinds import Kind
from kb.graph.tables import Link, Postings, Row, Tables
from kb.query.select import kind_named, select

if TYPE_CHECKING:
    from kb.models.check import Check
    from kb.models.consequence import Consequence
    from kb.models.issue import Issue
    from kb.models.mitigation import Mitigation
    from kb.models.registry import AnyEntry
    from kb.models.root_cause import RootCause
    from kb.models.source import Source
    from kb.models.study import Study
    from kb.models.symptom import Symptom

__all__ = ["Lookup"]


class Lookup:
    """The entries of a catalog and their links; what needs judgement is in `KnowledgeBase`."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._entries: dict[str, AnyEntry] = {}

    def __getitem__(self, name: str) -> "AnyEntry":
        """Return an entry by id, alias or former id.

        Raises:
            EntryNotFound: nothing has that name; `suggestions` holds close ids.
        """
        id = self.tables.resolve(name)
        if id not in self._entries:
            from kb.models.registry import MODELS  # brings pydantic

            model = MODELS[self.tables.rows[id].kind]
            self._entries[id] = model.model_validate_json(self.tables.documents[id])
        return self._entries[id]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.tables.find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables.rows)

    def __len__(self) -> int:
        return len(self.tables.rows)

    def __repr__(self) -> str:
        entries = amount(len(self), "entry", "entries")
        return f"<{type(self).__name__}: {entries}, {amount(len(self.issues), 'issue')}, version {self.version}>"

    def __reduce__(self) -> tuple[type["Lookup"], tuple[Tables]]:
        """Pickle the whole content, so that the copy needs no file of this machine."""
        tables, postings = self.tables, self.tables.postings()
        copied = tables._replace(
            rows=dict(tables.rows),
            outgoing=dict(tables.outgoing),
            incoming=dict(tables.incoming),
            documents=dict(tables.documents),
            postings=partial(Postings, postings.ids, postings.lengths, dict(postings.words)),
            guide=partial(str, tables.guide()),
        )
        return type(self), (copied,)

    @property
    def version(self) -> str:
        """Fingerprint of the content: equal versions give equal answers."""
        return self.tables.version

    @cached_property
    def issues(self) -> "Entries[Issue]":
        """Conditions that are wrong."""
        return self._entries_of(Kind.ISSUE)

    @cached_property
    def root_causes(self) -> "Entries[RootCause]":
        """Changeable reasons that produce issues."""
        return self._entries_of(Kind.ROOT_CAUSE)

    @cached_property
    def symptoms(self) -> "Entries[Symptom]":
        """What observers see before they know why."""
        return self._entries_of(Kind.SYMPTOM)

    @cached_property
    def consequences(self) -> "Entries[Consequence]":
        """The harm if nothing is done."""
        return self._entries_of(Kind.CONSEQUENCE)

    @cached_property
    def mitigations(self) -> "Entries[Mitigation]":
        """What a team can do, and verify."""
        return self._entries_of(Kind.MITIGATION)

    @cached_property
    def checks(self) -> "Entries[Check]":
        """Tests that tell issues apart."""
        return self._entries_of(Kind.CHECK)

    @cached_property
    def sources(self) -> "Entries[Source]":
        """Citable works."""
        return self._entries_of(Kind.SOURCE)

    @cached_property
    def studies(self) -> "Entries[Study]":
        """Empirical studies with their counts."""
        return self._entries_of(Kind.STUDY)

    def select(self, kind: str | None = None, **facets: str) -> "tuple[AnyEntry, ...]":
        """Return the entries that have every given term, by id.

        >>> import kb
        >>> [entry.id for entry in kb.load().select(kind="issue", artifact="labels")]
        ['label-noise']

        Args:
            kind: such as "issue" or "root-cause".
            **facets: terms by facet, such as phase="deployment" or data_type="time-series".

        Raises:
            QueryError: an unknown kind, facet or term.
        """
        return tuple(self[row.id] for row in self.rows(kind, **facets))

    def rows(self, kind: str | None = None, **facets: str) -> tuple[Row, ...]:
        """Like `select`, but return the light rows of the index."""
        wanted = kind_named(kind) if kind else None
        return select(self.tables, kind=wanted, facets=facets)

    def neighbours(self, name: str, relation: str, *, inverse: bool = False) -> tuple[Link, ...]:
        """Return an entry's links of one relation; `target` is the other end, `why` the reason.

        >>> import kb
        >>> link = kb.load().neighbours("label-noise", "mitigated_by")[0]
        >>> link.source, bool(link.why)
        ('label-noise', True)

        Args:
            name: an entry.
            relation: a name such as "caused_by", or an inverse such as "causes".
            inverse: follow the relation backwards.

        Raises:
            EntryNotFound: no such entry.
            QueryError: no such relation.
        """
        return self.tables.links(self.tables.resolve(name), relation, inverse=inverse)

    def _of_kind(self, name: str, kind: Kind) -> str:
        id = self.tables.resolve(name)
        found = self.tables.rows[id].kind
        if found is not kind:
            msg = f"{id!r} is an entry of kind {found.label}; this needs one of kind {kind.label}"
            raise QueryError(msg)
        return id

    def _entries_of(self, kind: Kind) -> Entries[Any]:
        ids = (id for id, row in self.tables.rows.items() if row.kind is kind)
        return Entries(ids, self.__getitem__)
