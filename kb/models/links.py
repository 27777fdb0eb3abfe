"""The links that entries own; every one says why."""

from typing import Annotated

from pydantic import Field

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

    id: EntryId = Field(examples=["features-coded-twice"])
    """The id of the entry at the other end."""
    why: Line = Field(
        examples=[
            "Two implementations of one definition differ on the cases that nobody wrote down."
        ]
    )
    """One sentence that explains this link; not the two titles again."""
    evidence: tuple[Evidence, ...] = Field(
        (),
        examples=[
            [
                Evidence.sample(
                    source="zinkevich2017rules",
                    finding="Re-using code between the two pipelines is advised wherever it is possible.",
                )
            ]
        ],
    )
    """What sources say about this very link."""


class CauseLink(Link):
    """An issue is produced by a root cause."""

    strength: CauseStrength = Field(examples=["main"])
    """How much of the issue the cause accounts for."""


class SymptomLink(Link):
    """An issue shows itself by a symptom."""

    strength: FindingStrength = Field(examples=["hallmark"])
    """How strongly the symptom points to the issue."""


class ConsequenceLink(Link):
    """An issue leads to harm if nothing is done."""

    likelihood: Likelihood = Field(examples=["likely"])
    """How often it comes to that."""


class FixLink(Link):
    """A mitigation acts on an issue or a root cause."""

    effect: Effect = Field(examples=["prevents"])
    """What it does: prevents, detects, reduces, contains or corrects."""
    effectiveness: Effectiveness = Field(examples=["high"])
    """How well it does that."""


class CheckLink(Link):
    """An outcome of a check confirms an issue, or speaks against it."""

    outcome: TermId = Field(examples=["some-features-differ"])
    """The outcome that is meant, by its key in the check."""
    strength: FindingStrength = Field(examples=["argues-against"])
    """How strongly that outcome points to the issue."""


class SequenceLink(Link):
    """One thing tends to come before, and bring about, another of its kind."""

    likelihood: Likelihood = Field(examples=["possible"])
    """How often the second follows."""


class ConfusionLink(Link):
    """Two issues that look alike."""

    how_to_tell: Line = Field(
        examples=[
            "Replay logged requests through the training code: with skew the feature values differ, with leakage they agree."
        ]
    )
    """The observation that separates them."""


class TradeOff(Record):
    """What a mitigation does to a quality attribute besides its purpose."""

    id: Annotated[TermId, InVocabulary("quality-attributes")] = Field(examples=["maintainability"])
    """The quality attribute that it changes."""
    direction: Direction = Field(examples=["improves"])
    """Whether it improves or worsens."""
    size: Size = Field(examples=["large"])
    """By how much."""
    why: Line = Field(examples=["A correction is made in one place."])
    """One sentence that explains the effect."""
    evidence: tuple[Evidence, ...] = Field(
        (),
        examples=[
            [
                Evidence.sample(
                    source="zinkevich2017rules",
                    finding="Re-using code between the two pipelines is advised wherever it is possible.",
                )
            ]
        ],
    )
    """What sources say about this effect."""
