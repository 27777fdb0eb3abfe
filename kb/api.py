"""The Python face: one object for every question; each imports what answers it, to start fast."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.diagnosis.prevalence import Frequency, prevalence
from kb.diagnosis.remedies import Remedies, Wishes, remedies
from kb.errors import QueryError
from kb.export.records import records
from kb.graph.entries import Entries
from kb.graph.kinds import Kind
from kb.graph.snapshot import INDEX, read_snapshot
from kb.graph.tables import Link, Row, Tables
from kb.query.select import at_least_one, effect_named, kind_named, select, several
from kb.query.statistics import Statistics, statistics

if TYPE_CHECKING:
    import networkx
    import pandas

    from kb.diagnosis.results import Diagnosis
    from kb.models.registry import AnyEntry
    from kb.query.search import Hit
    from kb.query.trace import Chain

__all__ = ["KnowledgeBase", "load"]

_SNAPSHOT = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parent.parent / "catalog"


def load(path: str | Path | None = None) -> "KnowledgeBase":
    """Open a catalog.

    Without a path this is the packaged catalog, or, in a checkout, the `catalog/` beside it.

    Args:
        path: a folder of YAML files as in `catalog/`.

    Raises:
        CatalogError: the YAML has errors; all of them are in `problems`.
        QueryError: there is no catalog at that place.
    """
    if path is None and (_SNAPSHOT / INDEX).is_file():
        return KnowledgeBase(read_snapshot(_SNAPSHOT))
    from kb.loading.compile import compile_catalog  # brings pydantic and yaml
    from kb.loading.loader import load_catalog

    return KnowledgeBase(compile_catalog(load_catalog(Path(path) if path else _CHECKOUT)))


class KnowledgeBase:
    """A catalog of quality issues and their remedies, ready for questions.

    Entries are looked up like in a mapping, by id, alias or former id:
    >>> import kb
    >>> base = kb.load()
    >>> base["training-serving-skew"].title
    'Training-serving skew'
    """

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
        return f"<KnowledgeBase: {len(self)} entries, {len(self.issues)} issues, version {self.version}>"

    @property
    def version(self) -> str:
        """Fingerprint of the content: equal versions give equal answers."""
        return self.tables.version

    @cached_property
    def issues(self) -> "Entries[AnyEntry]":
        """Conditions that are wrong."""
        return self._entries_of(Kind.ISSUE)

    @cached_property
    def root_causes(self) -> "Entries[AnyEntry]":
        """Changeable reasons that produce issues."""
        return self._entries_of(Kind.ROOT_CAUSE)

    @cached_property
    def symptoms(self) -> "Entries[AnyEntry]":
        """What observers see before they know why."""
        return self._entries_of(Kind.SYMPTOM)

    @cached_property
    def consequences(self) -> "Entries[AnyEntry]":
        """The harm if nothing is done."""
        return self._entries_of(Kind.CONSEQUENCE)

    @cached_property
    def mitigations(self) -> "Entries[AnyEntry]":
        """What a team can do, and verify."""
        return self._entries_of(Kind.MITIGATION)

    @cached_property
    def checks(self) -> "Entries[AnyEntry]":
        """Tests that tell issues apart."""
        return self._entries_of(Kind.CHECK)

    @cached_property
    def sources(self) -> "Entries[AnyEntry]":
        """Citable works."""
        return self._entries_of(Kind.SOURCE)

    @cached_property
    def studies(self) -> "Entries[AnyEntry]":
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

    def search(self, text: str, *, kind: str | None = None, limit: int = 10) -> "tuple[Hit, ...]":
        """Return the entries that fit a text best, each with the fields that matched."""
        from kb.query.search import search

        wanted = kind_named(kind) if kind else None
        return search(self.tables, text, kind=wanted, limit=at_least_one(limit))

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

    def trace(self, start: str, end: str, *, limit: int = 10) -> "tuple[Chain, ...]":
        """Return the causal chains from one entry to another, shortest first."""
        from kb.query.trace import trace

        resolve = self.tables.resolve
        return trace(self.tables, resolve(start), resolve(end), limit=at_least_one(limit))

    def diagnose(
        self,
        text: str = "",
        *,
        symptoms: Iterable[str] = (),
        absent: Iterable[str] = (),
        phase: str | None = None,
        data_type: str | None = None,
        collection_process: str | None = None,
        limit: int = 5,
    ) -> "Diagnosis":
        """Return the issues that would explain what is seen, with reasons in bits.

        Args:
            text: the problem in your own words.
            symptoms: entries of kind symptom that are there.
            absent: symptoms that are known not to be there.
            phase: where in the workflow the problem shows.
            data_type: the kind of data.
            collection_process: how the data was collected.
            limit: how many suspects at most.

        Raises:
            EntryNotFound: no such symptom.
            QueryError: an unknown term, an entry that is not a symptom, or a symptom in both lists.
        """
        wished = {"phase": phase, "data_type": data_type, "collection_process": collection_process}
        context = tuple((facet, term) for facet, term in wished.items() if term is not None)
        select(self.tables, facets=dict(context))  # complains about unknown terms
        present, gone = self._symptoms(symptoms), self._symptoms(absent)
        if both := sorted({*present} & {*gone}):
            msg = f"{', '.join(both)} cannot be there and absent at once"
            raise QueryError(msg)
        from kb.diagnosis.diagnose import Findings, diagnose

        findings = Findings(text, present, gone, context)
        return diagnose(self.tables, findings, limit=at_least_one(limit))

    def remedies(
        self,
        name: str,
        *,
        effect: str | None = None,
        max_effort: float | None = None,
        phase: str | None = None,
        context: str | None = None,
        protect: Iterable[str] = (),
    ) -> Remedies:
        """Return what can be done about an issue, best first; `.excluded` says what was left out.

        Args:
            name: an issue.
            effect: only remedies that prevent, detect, reduce, contain or correct.
            max_effort: person-days that the set-up may take at most.
            phase: only remedies that are applied in this phase.
            context: a situation whose priorities weigh the trade-offs, such as "real-time".
            protect: quality attributes that no remedy may worsen.

        Raises:
            EntryNotFound: no such entry.
            QueryError: not an issue, or an unknown effect, phase, context or attribute.
        """
        wanted = effect_named(effect) if effect is not None else None
        wishes = Wishes(wanted, max_effort, phase, context, several(protect))
        return remedies(self.tables, self._of_kind(name, Kind.ISSUE), wishes)

    def prevalence(self, name: str) -> tuple[Frequency, ...]:
        """Return how often an issue was met, one row per figure, each with its interval."""
        return prevalence(self.tables, self._of_kind(name, Kind.ISSUE))

    def grade(self, name: str) -> str:
        """Return the evidence grade of an entry, A to E."""
        return self.tables.rows[self.tables.resolve(name)].grade.value

    def statistics(self) -> Statistics:
        """Return counts, grades and what is missing."""
        return statistics(self.tables)

    def to_records(self, kind: str) -> list[dict[str, object]]:
        """Return the entries of a kind as JSON-ready data."""
        return records(self.tables, kind_named(kind))

    def to_frame(self, kind: str) -> "pandas.DataFrame":
        """Return the entries of a kind as a table with one row per id; needs pandas."""
        from kb.export.frame import to_frame

        return to_frame(self.to_records(kind))

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """Return entries and links as a directed graph, keyed by relation."""
        from kb.export.network import to_networkx

        return to_networkx(self.tables)

    def _symptoms(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._of_kind(name, Kind.SYMPTOM) for name in several(names)))

    def _of_kind(self, name: str, kind: Kind) -> str:
        id = self.tables.resolve(name)
        found = self.tables.rows[id].kind
        if found is not kind:
            msg = f"{id!r} is an entry of kind {found.label}; this needs one of kind {kind.label}"
            raise QueryError(msg)
        return id

    def _entries_of(self, kind: Kind) -> "Entries[AnyEntry]":
        ids = (id for id, row in self.tables.rows.items() if row.kind is kind)
        return Entries(ids, self.__getitem__)
