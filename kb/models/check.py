"""A check: a test that tells issues apart."""

from typing import ClassVar, Self

from pydantic import model_validator

from kb.graph.kinds import Automation
from kb.models.entry import Entry, Lifecycle
from kb.models.mitigation import Snippet, Tool
from kb.models.record import Record, WithGaps, no_repeats
from kb.models.text import Line, Prose, TermId, Whole

__all__ = ["Check", "Outcome"]


class Outcome(Record):
    """One possible result of a check."""

    key: TermId
    """Short name that issues link to."""
    text: Line
    """What is seen in that case."""


class CheckFields(WithGaps):
    """What only checks have."""

    procedure: tuple[Line, ...] = ()
    """What to do, in order."""
    minutes: Whole | None = None
    """Minutes of a person's time for the first run."""
    needs: tuple[Line, ...] = ()
    """What has to be at hand."""
    automation: Automation | None = None
    """manual, scripted or continuous."""
    tools: tuple[Tool, ...] = ()
    """Tools that do it, from the vocabulary `tools`."""
    outcomes: tuple[Outcome, ...] = ()
    """Possible results; each points to issues or away from them."""
    false_positives: Prose | None = None
    """When it raises an alarm without a reason."""
    false_negatives: Prose | None = None
    """When it stays silent although something is wrong."""
    snippet: Snippet | None = None
    """Optional code."""


class Check(Lifecycle, CheckFields, Entry):
    """A test with several possible outcomes, each of which says something about issues."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "procedure",
        "minutes",
        "needs",
        "automation",
        "outcomes",
        "false_positives",
        "false_negatives",
    )

    @model_validator(mode="after")
    def _outcomes_differ(self) -> Self:
        no_repeats("outcome key", (outcome.key for outcome in self.outcomes))
        return self
