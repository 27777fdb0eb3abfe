"""The links that entries own; every one says why."""

from typing import Annotated

from kb.graph.kinds import (
    CauseStrength,
    Direction,
    Effect,
    Effectiveness,
    FindingStrength,
    Likelihood,
    Size,
)
from kb.models.entry import Evidence
from kb.models.record import Record
from kb.models.text import EntryId, InVocabulary, Line, TermId

__all__ = [
    "CauseLink",
    "CheckLink",
    "ConfusionLink",
    "ConsequenceLink",
    "FixLink",
    "Link",
    "SequenceLink",
    "SymptomLink",
    "TradeOff",
]


class Link(Record):
    """A link to another entry with the reason that makes it one."""

    id: EntryId
    """The id of the entry at the other end."""
    why: Line
    """One sentence that explains this link; not the two titles again."""
    evidence: tuple[Evidence, ...] = ()
    """What sources say about this very link."""


class CauseLink(Link):
    """An issue is produced by a root cause."""

    strength: CauseStrength
    """How much of the issue the cause accounts for."""


class SymptomLink(Link):
    """An issue shows itself by a symptom."""

    strength: FindingStrength
    """How strongly the symptom points to the issue."""


class ConsequenceLink(Link):
    """An issue leads to harm if nothing is done."""

    likelihood: Likelihood
    """How often it comes to that."""


class FixLink(Link):
    """A mitigation acts on an issue or a root cause."""

    effect: Effect
    """What it does: prevents, detects, reduces, contains or corrects."""
    effectiveness: Effectiveness
    """How well it does that."""


class CheckLink(Link):
    """An outcome of a check confirms an issue, or speaks against it."""

    outcome: TermId
    """A key of the check's `outcomes`."""
    strength: FindingStrength
    """How strongly that outcome points to the issue."""


class SequenceLink(Link):
    """One thing tends to come before, and bring about, another of its kind."""

    likelihood: Likelihood
    """How often the second follows."""


class ConfusionLink(Link):
    """Two issues that look alike."""

    how_to_tell: Line
    """The observation that separates them."""


class TradeOff(Record):
    """What a mitigation does to a quality attribute besides its purpose."""

    id: Annotated[TermId, InVocabulary("quality-attributes")]
    """A term of the vocabulary `quality-attributes`."""
    direction: Direction
    """Whether it improves or worsens."""
    size: Size
    """By how much."""
    why: Line
    """One sentence that explains the effect."""
    evidence: tuple[Evidence, ...] = ()
    """What sources say about this effect."""
