"""A root cause: something changeable that produces issues."""

from typing import ClassVar

from pydantic import Field

from kb.graph.kinds import CauseCategory
from kb.models.entry import Entry, Lifecycle
from kb.models.issue import Phase, Role
from kb.models.links import FixLink, SequenceLink
from kb.models.record import WithGaps
from kb.models.text import Prose

__all__ = ["RootCause"]


class RootCauseFields(WithGaps):
    """What only root causes have."""

    category: CauseCategory | None = Field(None, examples=["implementation"])
    """The part of the work it belongs to."""
    mechanism: Prose | None = Field(
        None,
        examples=[
            "A definition leaves open what a day is and what a new customer gets; each implementation settles that silently, in the defaults of its language."
        ],
    )
    """How it produces the issue, step by step."""
    phase: Phase | None = Field(None, examples=["deployment"])
    """The phase in which it acts."""
    controllable_by: tuple[Role, ...] = Field((), examples=[["data-engineer", "ml-engineer"]])
    """Roles that can change it."""
    mitigations: tuple[FixLink, ...] = Field(
        (),
        examples=[
            [
                FixLink.sample(
                    id="offline-online-parity-test",
                    why="Feeding both implementations the same awkward records turns an unwritten difference into a red build.",
                )
            ]
        ],
    )
    """What removes or weakens the cause itself."""
    precedes: tuple[SequenceLink, ...] = Field(
        (),
        examples=[
            [
                SequenceLink.sample(
                    id="served-features-not-logged",
                    why="Whoever writes a second implementation for speed leaves out what is not needed for the answer.",
                )
            ]
        ],
    )
    """Root causes that this one brings about."""


class RootCause(Lifecycle, RootCauseFields, Entry):
    """Something that a team can change and that produces issues as it stands."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "category",
        "mechanism",
        "phase",
        "controllable_by",
        "mitigations",
    )
