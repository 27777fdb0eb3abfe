"""The fields that every kind of entry shares: who it is, what it says, how it got here."""

from collections.abc import Iterator
from typing import Annotated

from kb.graph.kinds import Match, Stance, Status
from kb.models.record import Record, WithGaps
from kb.models.text import Day, EntryId, InVocabulary, Line, Prose, Refers, TermId, Title, Whole

__all__ = ["Count", "Entry", "Evidence", "Lifecycle", "Mapping", "SourceId", "Tag"]

Tag = Annotated[TermId, InVocabulary("tags")]
SourceId = Annotated[EntryId, Refers("source")]


class Count(Record):
    """How many out of how many: a figure from a study, never an estimate."""

    n: Whole
    """How many of them."""
    of: Whole
    """How many were asked or looked at."""
    unit: Line
    """What was counted, in the plural: participants, organisations, papers."""


class Evidence(Record):
    """What one source says for or against a claim."""

    source: SourceId
    """The id of a source entry."""
    locator: Line | None = None
    """Where in the source: section, table, figure."""
    finding: Line
    """What the source found, in our own words."""
    stance: Stance = Stance.SUPPORTS
    """Whether the finding supports or contradicts the claim."""
    count: Count | None = None
    """The figure behind the finding, when the source gives one."""


class Mapping(Record):
    """The same idea in somebody else's taxonomy."""

    scheme: Annotated[TermId, InVocabulary("schemes")]
    """A scheme of the vocabulary `schemes`, which pins its edition."""
    id: Line
    """The identifier in that scheme."""
    match: Match
    """How well the two correspond, after SKOS."""


class Entry(WithGaps):
    """Identity and prose: the first fields of every entry."""

    id: EntryId
    """Equal to the file's name without `.yaml`; names the problem, not a tool."""
    title: Title
    """The name that practitioners would recognise, in sentence case."""
    summary: Prose
    """One or two sentences that stand on their own."""
    description: Prose | None = None
    """What it is, how it comes about, and what matters in practice; Markdown without HTML."""
    aliases: tuple[Title, ...] = ()
    """Other names that people use for it."""
    phrases: tuple[Line, ...] = ()
    """How people say it in their own words before they know the name."""
    tags: tuple[Tag, ...] = ()
    """Terms of the vocabulary `tags`."""

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """Show who the entry is; all of it would fill screens."""
        yield "id", self.id
        yield "title", self.title


class Lifecycle(WithGaps):
    """Evidence and history: the last fields of every entry."""

    mappings: tuple[Mapping, ...] = ()
    """Corresponding terms of external schemes."""
    evidence: tuple[Evidence, ...] = ()
    """What sources say about the entry as a whole."""
    status: Status
    """`stub`, `complete`, or `retired` with `replaced_by` and `reason`."""
    replaced_by: EntryId | None = None
    """The entry that took over, when this one is retired."""
    reason: Line | None = None
    """Why the entry was retired."""
    former_ids: tuple[EntryId, ...] = ()
    """Ids under which this entry was known before; they keep working."""
    added: Day
    """The day the entry was first published."""
    changed: Day | None = None
    """The day its meaning last changed."""
