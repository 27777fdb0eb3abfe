"""The Python face: one object for every question; each imports what answers it, to start fast."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.diagnosis.remedies import Remedies, Wishes, remedies
from kb.errors import QueryError
from kb.graph.kinds import Kind
from kb.graph.names import hint
from kb.graph.snapshot import INDEX, read_snapshot
from kb.graph.tables import Tables
from kb.lookup import Lookup
from kb.query.select import at_least_one, days_or_none, effect_named, kind_named, select, several

if TYPE_CHECKING:
    import networkx
    import pandas

    from kb.diagnosis.knowledge import Knowledge
    from kb.diagnosis.prevalence import Frequency
    from kb.diagnosis.results import Diagnosis, Plan
    from kb.query.coverage import Coverage
    from kb.query.search import Hits
    from kb.query.similar import Similar
    from kb.query.statistics import Statistics
    from kb.query.trace import Chain

__all__ = ["KnowledgeBase", "load"]

_SNAPSHOT = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parent.parent / "catalog"


def load(path: str | Path | None = None, *, overlays: Iterable[str | Path] = ()) -> "KnowledgeBase":
    """Open a catalog.

    Without a path this is the packaged catalog, or, in a checkout, the `catalog/` beside it.

    Args:
        path: a folder of YAML files as in `catalog/`.
        overlays: folders of entries to add, laid out in the same way; they may link to entries of
            the catalog and of the overlays before them, and hold further terms of vocabularies.

    Raises:
        CatalogError: the YAML has errors; all of them are in `problems`.
        QueryError: there is no catalog at that place, or nothing in an overlay.
    """
    tables = _tables(path)
    for folder in (overlays,) if isinstance(overlays, (str, Path)) else overlays:
        from kb.loading.overlay import with_overlay

        tables = with_overlay(tables, Path(folder))
    return KnowledgeBase(tables)


def _tables(path: str | Path | None) -> Tables:
    if path is None and (_SNAPSHOT / INDEX).is_file():
        return read_snapshot(_SNAPSHOT)
    if path is None and _CHECKOUT.is_dir():
        from kb.loading.cache import cached_tables

        return cached_tables(_CHECKOUT)
    from kb.loading.compile import compile_catalog  # brings pydantic and yaml
    from kb.loading.loader import load_catalog

    return compile_catalog(load_catalog(Path(path) if path else _CHECKOUT))


class KnowledgeBase(Lookup):
    """A catalog of quality issues and their remedies, ready for questions.

    Entries are looked up like in a mapping, by id, alias or former id:
    >>> import kb
    >>> base = kb.load()
    >>> base["training-serving-skew"].title
    'Training-serving skew'
    """

    def search(self, text: str, *, kind: str | None = None, limit: int = 10) -> "Hits":
        """Return the entries that fit a text best, each with the fields that matched.

        Args:
            text: a few words; misspelt ones are taken for the closest known.
            kind: such as "issue" or "root-cause".
            limit: how many at most.

        Raises:
            QueryError: an unknown kind.
        """
        from kb.query.search import search

        wanted = kind_named(kind) if kind else None
        return search(self.tables, text, kind=wanted, limit=at_least_one(limit))

    def similar(self, text: str, *, kind: str | None = None, limit: int = 5) -> "Similar":
        """Return the entries and the rejected proposals that are closest to a text, with the reasons.

        Args:
            text: a title or a description; an id stands for its entry.
            kind: such as "issue" or "root-cause".
            limit: how many entries, and how many rejected proposals, at most.

        Raises:
            QueryError: an unknown kind.
        """
        from kb.query.similar import similar

        wanted = kind_named(kind) if kind else None
        return similar(self.tables, text, kind=wanted, limit=at_least_one(limit))

    def trace(self, start: str, end: str, *, limit: int = 10) -> "tuple[Chain, ...]":
        """Return the causal chains from one entry to another, shortest first.

        Args:
            start: usually a root cause or an issue.
            end: usually a symptom or a consequence.
            limit: how many at most.

        Raises:
            EntryNotFound: no such entry.
        """
        from kb.query.trace import trace

        resolve = self.tables.resolve
        return trace(self.tables, resolve(start), resolve(end), limit=at_least_one(limit))

    def diagnose(  # noqa: PLR0913 - all that can be known about a case, each by its name
        self,
        text: str = "",
        *,
        symptoms: Iterable[str] = (),
        absent: Iterable[str] = (),
        checks: Iterable[str] = (),
        unknown: Iterable[str] = (),
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
            checks: checks that were done, each with its outcome as "check:outcome".
            unknown: symptoms and checks that cannot be told, and are not asked for again.
            phase: where in the workflow the problem shows.
            data_type: the kind of data.
            collection_process: how the data was collected.
            limit: how many suspects at most.

        Raises:
            EntryNotFound: no such symptom or check.
            QueryError: an unknown term or outcome, an entry of another kind, or a symptom in both
                lists.
        """
        wished = {"phase": phase, "data_type": data_type, "collection_process": collection_process}
        context = tuple((facet, term) for facet, term in wished.items() if term is not None)
        if context:
            select(self.tables, facets=dict(context))  # complains about unknown terms
        present, gone = self._symptoms(symptoms), self._symptoms(absent)
        if both := sorted({*present} & {*gone}):
            msg = f"{', '.join(both)} cannot be there and absent at once"
            raise QueryError(msg)
        from kb.diagnosis.diagnose import diagnose
        from kb.diagnosis.evidence import Findings

        done = tuple(dict.fromkeys(self._outcome(check) for check in several(checks)))
        skipped = tuple(self.tables.resolve(name) for name in several(unknown))
        findings = Findings(text, present, gone, context, done, skipped)
        return diagnose(self._knowledge, findings, limit=at_least_one(limit))

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
        wishes = Wishes(wanted, days_or_none(max_effort), phase, context, several(protect))
        return remedies(self.tables, self._of_kind(name, Kind.ISSUE), wishes)

    def plan(
        self,
        *issues: str,
        context: str | None = None,
        protect: Iterable[str] = (),
        max_effort: float | None = None,
    ) -> "Plan":
        """Return the cheapest sound set of steps for some issues, in order.

        Args:
            issues: one issue or more.
            context: a situation whose priorities weigh the side effects, such as "real-time".
            protect: quality attributes that no step may worsen.
            max_effort: person-days that the set-up of all steps may take together.

        Raises:
            EntryNotFound: no such entry.
            QueryError: none given, not an issue, or an unknown context or attribute.
        """
        from kb.diagnosis.needs import Limits
        from kb.diagnosis.plan import plan

        wanted = tuple(dict.fromkeys(self._of_kind(name, Kind.ISSUE) for name in issues))
        if not wanted:
            msg = "a plan needs an issue; name one or more"
            raise QueryError(msg)
        return plan(
            self.tables, wanted, Limits(context, several(protect), days_or_none(max_effort))
        )

    def coverage(self, tools: Iterable[str]) -> "Coverage":
        """Return which issues some tools detect, which they treat, and which they leave alone.

        Args:
            tools: terms of the vocabulary `tools`, such as "great-expectations".

        Raises:
            QueryError: no such tool, or none given.
        """
        from kb.query.coverage import coverage

        return coverage(self.tables, several(tools))

    def prevalence(self, name: str) -> "tuple[Frequency, ...]":
        """Return how often an issue was met, one row per figure, each with its interval."""
        from kb.diagnosis.prevalence import prevalence

        return prevalence(self.tables, self._of_kind(name, Kind.ISSUE))

    def grade(self, name: str) -> str:
        """Return the evidence grade of an entry, A to E."""
        return self.tables.rows[self.tables.resolve(name)].grade.value

    def statistics(self) -> "Statistics":
        """Return counts, grades and what is missing."""
        from kb.query.statistics import statistics

        return statistics(self.tables)

    def to_records(self, kind: str) -> list[dict[str, object]]:
        """Return the entries of a kind as JSON-ready data."""
        from kb.export.records import records

        return records(self.tables, kind_named(kind))

    def to_frame(self, kind: str) -> "pandas.DataFrame":
        """Return the entries of a kind as a table with one row per id; needs pandas."""
        from kb.export.frame import to_frame

        return to_frame(self.to_records(kind))

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """Return entries and links as a directed graph, keyed by relation."""
        from kb.export.network import to_networkx

        return to_networkx(self.tables)

    @cached_property
    def _knowledge(self) -> "Knowledge":
        from kb.diagnosis.knowledge import Knowledge

        return Knowledge(self.tables)

    def _outcome(self, done: str) -> tuple[str, str]:
        name, _, outcome = done.partition(":")
        id = self._of_kind(name, Kind.CHECK)
        known, _ = self._knowledge.check(id)
        if outcome not in known:
            msg = f"no outcome {outcome!r} of {id}, written {id}:OUTCOME; {hint(outcome, known)}"
            raise QueryError(msg)
        return id, outcome

    def _symptoms(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._of_kind(name, Kind.SYMPTOM) for name in several(names)))
