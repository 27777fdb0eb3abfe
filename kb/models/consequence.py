"""A consequence: the harm if nothing is done."""

from typing import Annotated, ClassVar

from pydantic import Field

from kb.graph.kinds import Onset, Reversibility, Scope
from kb.models.entry import Entry, Lifecycle
from kb.models.record import WithGaps
from kb.models.text import InVocabulary, TermId

__all__ = ["Consequence"]


class ConsequenceFields(WithGaps):
    """What only consequences have."""

    scope: Scope | None = Field(None, examples=["product"])
    """Who or what is hurt."""
    reversibility: Reversibility | None = Field(None, examples=["costly"])
    """Whether the harm can be undone."""
    time_to_appear: Onset | None = Field(None, examples=["immediate"])
    """How long it takes to show."""
    quality_attributes: tuple[Annotated[TermId, InVocabulary("quality-attributes")], ...] = Field(
        (), examples=[["correctness", "reliability"]]
    )
    """Quality attributes that the harm shows in."""


class Consequence(Lifecycle, ConsequenceFields, Entry):
    """Harm that follows from an issue when nobody acts."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "description",
        "scope",
        "reversibility",
        "time_to_appear",
        "quality_attributes",
    )
