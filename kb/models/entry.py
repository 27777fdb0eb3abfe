"""The fields that every kind of entry shares: who it is, what it says, how it got here."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kb.graph.kinds import Match, Stance, Status
from kb.graph.notebook import as_html
from kb.models.record import Record, WithGaps
from kb.models.text import Day, EntryId, InVocabulary, Line, Prose, Refers, TermId, Title, Whole

__all__ = ["Count", "Entry", "Evidence", "Lifecycle", "Mapping", "SourceId", "Tag"]

Tag = Annotated[TermId, InVocabulary("tags")]
SourceId = Annotated[EntryId, Refers("source")]


class Count(Record):
    """How many out of how many: a figure from a study, never an estimate."""

    n: Whole = Field(examples=[8])
    """How many of them."""
    of: Whole = Field(examples=[45])
    """How many were asked or looked at."""
    unit: Line = Field(examples=["participants"])
    """What was counted, in the plural: participants, organisations, papers."""


class Evidence(Record):
    """What one source says for or against a claim."""

    source: SourceId = Field(examples=["nahar2022collaboration"])
    """The id of a source entry."""
    locator: Line | None = Field(None, examples=["Sec. 6.2"])
    """Where in the source: section, table, figure."""
    finding: Line = Field(
        examples=["Participants traced the gap to training data that falls short of production."]
    )
    """What the source found, in our own words."""
    stance: Stance = Field(Stance.SUPPORTS, examples=["contradicts"])
    """Whether the finding supports or contradicts the claim; left out, it supports."""
    count: Count | None = Field(None, examples=[Count.sample()])
    """The figure behind the finding, when the source gives one."""


class Mapping(Record):
    """The same idea in somebody else's taxonomy."""

    scheme: Annotated[TermId, InVocabulary("schemes")] = Field(examples=["iso-25010"])
    """The external scheme; the vocabulary pins its edition."""
    id: Line = Field(examples=["reliability"])
    """The identifier in that scheme."""
    match: Match = Field(examples=["close"])
    """How well the two correspond, after SKOS."""


class Entry(WithGaps):
    """Identity and prose: the first fields of every entry."""

    id: EntryId = Field(examples=["training-serving-skew"])
    """Equal to the file's name without `.yaml`; names the problem, not a tool."""
    title: Title = Field(examples=["Training-serving skew"])
    """The name that practitioners would recognise, in sentence case."""
    summary: Prose = Field(
        examples=[
            "The live system feeds the model inputs that differ from the ones it was trained on, so offline scores say little about live quality."
        ]
    )
    """One or two sentences that stand on their own."""
    description: Prose | None = Field(
        None,
        examples=[
            "Where training and serving disagree on a unit or a default, the model works on inputs it has never seen."
        ],
    )
    """What it is, how it comes about, and what matters in practice; Markdown without HTML."""
    aliases: tuple[Title, ...] = Field(
        (), examples=[["Train-serve mismatch", "Offline-online skew"]]
    )
    """Other names that people use for it."""
    phrases: tuple[Line, ...] = Field(
        (),
        examples=[
            [
                "works on my laptop, rubbish in prod",
                "one customer, two scores, depending on who asks",
            ]
        ],
    )
    """How people say it in their own words before they know the name."""
    tags: tuple[Tag, ...] = Field((), examples=[["pipeline", "serving"]])
    """Subjects under which readers look for it."""

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """Show who the entry is; all of it would fill screens."""
        yield "id", self.id
        yield "title", self.title

    def _repr_html_(self) -> str:
        """Show the entry in a notebook: what it is called, and what it says of itself."""
        names = (("id", self.id), ("also known as", ", ".join(self.aliases)))
        rows = [(field, text) for field, text in names if text]
        return as_html(self.title, ("field", "value"), rows, notes=(self.summary,))


class Lifecycle(WithGaps):
    """Evidence and history: the last fields of every entry."""

    mappings: tuple[Mapping, ...] = Field((), examples=[[Mapping.sample()]])
    """Corresponding terms of external schemes."""
    evidence: tuple[Evidence, ...] = Field(
        (), examples=[[Evidence.sample(locator="Sec. 6.2", count=Count.sample())]]
    )
    """What sources say about the entry as a whole; the grade of its claim follows from it."""
    status: Status = Field(examples=["stub"])
    """`stub`, `complete`, or `retired` with `replaced_by` and `reason`."""
    replaced_by: EntryId | None = Field(None, examples=["training-serving-skew"])
    """The id of the entry that took over, when this one is retired."""
    reason: Line | None = Field(None, examples=["Describes the same condition under another name."])
    """Why the entry was retired."""
    former_ids: tuple[EntryId, ...] = Field((), examples=[["train-serve-mismatch"]])
    """Ids under which this entry was known before; they keep working."""
    added: Day = Field(examples=["2026-11-21"])
    """The day the entry was first published."""
    changed: Day | None = Field(None, examples=["2026-12-01"])
    """The day on which its meaning last changed; not the day of a typing correction."""
