"""The file `mlq.yaml`: what a team answered about itself, and which issues that makes likely."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from kb.graph.kinds import Severity
from kb.models.record import Record
from kb.models.text import Day, EntryId, Line, TermId

__all__ = ["ANSWERS", "Answer", "Answered", "LikelyIssue", "Profile", "State"]

Answer = Literal["yes", "partly", "no", "unknown"]
ANSWERS: tuple[Answer, ...] = ("yes", "partly", "no", "unknown")
"""What a question of the self-assessment may be answered with."""


class State(StrEnum):
    """What the answers say about an issue; the worst comes first."""

    OPEN = "open"
    WATCH = "watch"
    FINE = "fine"


class Answered(Record):
    """One answer."""

    question: TermId
    """Id of a question of the guide."""
    answer: Answer
    """What the team said."""


class LikelyIssue(Record):
    """What the answers say about one issue."""

    id: EntryId
    """The issue."""
    state: State
    """Whether it is likely, to be watched, or gives no reason for concern."""
    severity: Severity
    """How bad it is when nobody acts."""
    because: tuple[TermId, ...]
    """Questions whose answers led to the state."""
    checks: tuple[EntryId, ...] = ()
    """Checks that would confirm it; none where all is fine."""
    remedies: tuple[EntryId, ...] = ()
    """What to do about it, best first; none where all is fine."""


class Profile(Record):
    """A self-assessment: answers, and the issues that they make likely, worst first."""

    format: Literal[1]
    """Raised when the file changes shape."""
    catalog: Line
    """Version of the data that the issues were judged by."""
    day: Day
    """When the questions were answered."""
    answers: tuple[Answered, ...] = Field(max_length=1000)
    """In the order of the guide; what was not answered is left out."""
    issues: tuple[LikelyIssue, ...] = Field(max_length=2000)
    """Open ones first, within a state the most severe."""
