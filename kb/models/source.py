"""A source: a citable work."""

from typing import Annotated, ClassVar, Literal

from kb.graph.kinds import Design, Seen
from kb.models.entry import Entry, Lifecycle
from kb.models.record import Record, WithGaps
from kb.models.text import ArxivId, Doi, EntryId, Flag, Line, Refers, WebAddress, Year

__all__ = ["Person", "Source"]

SourceType = Literal[
    "article",
    "inproceedings",
    "book",
    "chapter",
    "preprint",
    "report",
    "dataset",
    "web",
    "standard",
]


class Person(Record):
    """An author; an organisation has a family name only."""

    family: Line
    """Family name, or the organisation's name."""
    given: Line | None = None
    """Given names or initials, as printed."""


class SourceFields(WithGaps):
    """What only sources have."""

    type: SourceType | None = None
    """Kind of publication."""
    design: Design | None = None
    """How the source came to know what it says."""
    authors: tuple[Person, ...] = ()
    """Authors in printed order."""
    et_al: Flag = False
    """True when the list of authors is not complete."""
    year: Year | None = None
    """Year of publication."""
    venue: Line | None = None
    """Journal, proceedings, publisher or site."""
    doi: Doi | None = None
    """Digital object identifier, without a resolver."""
    arxiv: ArxivId | None = None
    """Identifier at arXiv."""
    url: WebAddress | None = None
    """Address, https only."""
    edition: Line | None = None
    """Edition or version that was read."""
    seen: Seen | None = None
    """How much of it was read before citing."""
    study: Annotated[EntryId, Refers("study")] | None = None
    """The study that it reports, so that two papers on one study count once."""


class Source(Lifecycle, SourceFields, Entry):
    """A citable work, with how much of it was read."""

    COMPLETE: ClassVar[tuple[str, ...]] = ("type", "design", "authors", "year", "venue", "seen")
