"""A root cause: something changeable that produces issues."""

from typing import ClassVar

from kb.graph.kinds import CauseCategory
from kb.models.entry import Entry, Lifecycle
from kb.models.issue import Phase, Role
from kb.models.links import FixLink, SequenceLink
from kb.models.record import WithGaps
from kb.models.text import Prose

__all__ = ["RootCause"]


class RootCauseFields(WithGaps):
    """What only root causes have."""

    category: CauseCategory | None = None
    """The part of the work it belongs to."""
    mechanism: Prose | None = None
    """How it produces the issue, step by step."""
    phase: Phase | None = None
    """The phase in which it acts."""
    controllable_by: tuple[Role, ...] = ()
    """Roles that can change it."""
    mitigations: tuple[FixLink, ...] = ()
    """What removes or weakens the cause itself."""
    precedes: tuple[SequenceLink, ...] = ()
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
