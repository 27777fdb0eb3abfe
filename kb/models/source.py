"""A source: a citable work."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

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

    family: Line = Field(examples=["Nahar"])
    """Family name, or the organisation's name."""
    given: Line | None = Field(None, examples=["Nadia"])
    """Given names or initials, as printed."""


class SourceFields(WithGaps):
    """What only sources have."""

    type: SourceType | None = Field(None, examples=["inproceedings"])
    """Kind of publication."""
    design: Design | None = Field(None, examples=["interview"])
    """How the source came to know what it says."""
    authors: tuple[Person, ...] = Field(
        (),
        examples=[
            [Person.sample(given="Nadia"), Person.sample(family="World Health Organization")]
        ],
    )
    """Authors in printed order."""
    et_al: Flag = Field(False, examples=[True])
    """True when the list of authors is not complete."""
    year: Year | None = Field(None, examples=[2022])
    """Year of publication."""
    venue: Line | None = Field(
        None,
        examples=[
            "Proceedings of the 44th International Conference on Software Engineering (ICSE 2022)"
        ],
    )
    """Journal, proceedings, publisher or site."""
    doi: Doi | None = Field(None, examples=["10.1145/3510003.3510209"])
    """Digital object identifier, without a resolver."""
    arxiv: ArxivId | None = Field(None, examples=["2110.10234"])
    """Identifier at arXiv."""
    url: WebAddress | None = Field(
        None, examples=["https://developers.google.com/machine-learning/guides/rules-of-ml"]
    )
    """Address, https only."""
    edition: Line | None = Field(None, examples=["ISO/IEC 25010:2023"])
    """Edition or version that was read."""
    seen: Seen | None = Field(None, examples=["full"])
    """How much of it was read before citing."""
    study: Annotated[EntryId, Refers("study")] | None = Field(
        None, examples=["nahar2022-interviews"]
    )
    """The study that it reports, so that two papers on one study count once."""


class Source(Lifecycle, SourceFields, Entry):
    """A citable work, with how much of it was read."""

    COMPLETE: ClassVar[tuple[str, ...]] = ("type", "design", "authors", "year", "venue", "seen")
