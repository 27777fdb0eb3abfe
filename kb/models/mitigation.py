"""A mitigation: something a team can do, and verify."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from kb.models.entry import Entry, Lifecycle
from kb.models.issue import Phase, Role
from kb.models.links import Link, TradeOff
from kb.models.record import Record, WithGaps
from kb.models.text import Code, Days, EntryId, InVocabulary, Line, Prose, Refers, TermId

__all__ = ["Mitigation", "Snippet", "Tool", "Verification"]

Tool = Annotated[TermId, InVocabulary("tools")]


class DayRange(Record):
    """From-to in person-days."""

    low: Days
    """Person-days when things go well."""
    high: Days
    """Person-days when they do not."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            msg = f"low {self.low:g} is above high {self.high:g}"
            raise ValueError(msg)
        return self


class Effort(Record):
    """What it costs to introduce and to keep."""

    setup: DayRange
    """Person-days until it works for one model."""
    ongoing: DayRange
    """Person-days per month afterwards."""


class Verification(Record):
    """How a team knows that the mitigation works."""

    check: Annotated[EntryId, Refers("check")] | None = None
    """The check to run, if the catalog has it."""
    expected: Line
    """What is seen when it works."""
    when: Line
    """When to look."""
    failure_sign: Line
    """What is seen when it does not."""


class Snippet(Record):
    """A few lines of code that say it better than words."""

    language: Line
    """Name of the language, for highlighting."""
    code: Code
    """Short and runnable."""


class MitigationFields(WithGaps):
    """What only mitigations have."""

    phase: Phase | None = None
    """The phase in which the work is done."""
    steps: tuple[Line, ...] = ()
    """What to do, in order."""
    effort: Effort | None = None
    """Price in person-days."""
    needs: tuple[Line, ...] = ()
    """What has to be there first."""
    owner: tuple[Role, ...] = ()
    """Roles that would do it."""
    verification: Verification | None = None
    """How to know that it works."""
    trade_offs: tuple[TradeOff, ...] = ()
    """What it does to quality attributes."""
    when_not_to_use: Prose | None = None
    """When it is the wrong choice."""
    tools: tuple[Tool, ...] = ()
    """Tools that do it, from the vocabulary `tools`."""
    snippet: Snippet | None = None
    """Optional code."""
    may_cause: tuple[Link, ...] = ()
    """Issues that it can bring about."""
    requires: tuple[Link, ...] = ()
    """Mitigations that must be there first."""
    conflicts_with: tuple[Link, ...] = ()
    """Mitigations that do not go with it."""
    alternative_to: tuple[Link, ...] = ()
    """Mitigations that serve the same end."""


class Mitigation(Lifecycle, MitigationFields, Entry):
    """Something that a team can do about an issue or its cause, with its price and its proof."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "description",
        "phase",
        "steps",
        "effort",
        "needs",
        "owner",
        "verification",
        "trade_offs",
        "when_not_to_use",
        "tools",
    )
