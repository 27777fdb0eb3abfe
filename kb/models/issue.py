"""A quality issue: a condition that is wrong."""

from typing import Annotated, ClassVar

from pydantic import Field

from kb.graph.kinds import Detectability, Severity
from kb.models.entry import Entry, Lifecycle
from kb.models.links import (
    CauseLink,
    CheckLink,
    ConfusionLink,
    ConsequenceLink,
    FixLink,
    Link,
    SequenceLink,
    SymptomLink,
)
from kb.models.record import Record, WithGaps
from kb.models.text import InVocabulary, Line, Prose, TermId

__all__ = ["Issue", "Role"]

Role = Annotated[TermId, InVocabulary("roles")]
Phase = Annotated[TermId, InVocabulary("phases")]


class SeverityRating(Record):
    """How bad it gets, and why."""

    rating: Severity = Field(examples=["high"])
    """How bad it gets when nobody acts."""
    why: Line = Field(
        examples=["Every live decision rests on wrong inputs while each dashboard is green."]
    )
    """What makes it so bad when nobody acts."""


class Roles(Record):
    """Who meets the issue and who can settle it."""

    notices: tuple[Role, ...] = Field(examples=[["data-scientist", "end-user"]])
    """Roles that see the symptoms first."""
    owns: tuple[Role, ...] = Field(examples=[["ml-engineer"]])
    """Roles that can do something about it."""


class IssueFields(WithGaps):
    """What only issues have."""

    artifact: Annotated[TermId, InVocabulary("artifacts")] | None = Field(
        None, examples=["features"]
    )
    """The part of the system that is wrong and has to change, not the part where it hurts."""
    phase_introduced: Phase | None = Field(None, examples=["data-preparation"])
    """The phase in which the issue gets in."""
    phase_visible: Phase | None = Field(None, examples=["deployment"])
    """The phase in which it is usually noticed."""
    quality_attributes: tuple[Annotated[TermId, InVocabulary("quality-attributes")], ...] = Field(
        (), examples=[["correctness", "reliability"]]
    )
    """Quality attributes that suffer."""
    data_quality_dimensions: tuple[
        Annotated[TermId, InVocabulary("data-quality-dimensions")], ...
    ] = Field((), examples=[["completeness", "timeliness"]])
    """Dimensions of data quality that are concerned."""
    data_types: tuple[Annotated[TermId, InVocabulary("data-types")], ...] = Field(
        (), examples=[["tabular"]]
    )
    """Kinds of data where it is met."""
    collection_processes: tuple[Annotated[TermId, InVocabulary("collection-processes")], ...] = (
        Field((), examples=[["external-service"]])
    )
    """Ways of collecting data where it is met."""
    collaboration_point: Annotated[TermId, InVocabulary("collaboration-points")] | None = Field(
        None, examples=["product-model-integration"]
    )
    """Where data scientists and software engineers meet, if that is where it arises."""
    organisation_patterns: tuple[Annotated[TermId, InVocabulary("organisation-patterns")], ...] = (
        Field((), examples=[["model-as-api"]])
    )
    """Ways of organising the work in which it is met."""
    themes: tuple[Annotated[TermId, InVocabulary("themes")], ...] = Field(
        (), examples=[["communication"]]
    )
    """Overarching themes of collaboration."""
    roles: Roles | None = Field(None, examples=[Roles.sample()])
    """Who notices it first, and who can settle it."""
    severity: SeverityRating | None = Field(None, examples=[SeverityRating.sample()])
    """How bad it gets when nobody acts, and why."""
    detectability: Detectability | None = Field(None, examples=["silent"])
    """Whether it announces itself: by an alarm, by a hint, or by nothing at all."""
    why_missed: Prose | None = Field(
        None,
        examples=[
            "Offline tests stay green because they read the training table, the one place where the inputs are right."
        ],
    )
    """Which checks stay green meanwhile."""
    example: Prose | None = Field(
        None,
        examples=[
            "A fraud model has an AUC of 0.94 on the hold-out set and 0.79 in its first live month; in 900 of 5,000 replayed requests the amount is in cents."
        ],
    )
    """A short concrete scenario with numbers a reader can picture."""
    root_causes: tuple[CauseLink, ...] = Field((), examples=[[CauseLink.sample()]])
    """What produces the issue."""
    symptoms: tuple[SymptomLink, ...] = Field(
        (),
        examples=[
            [
                SymptomLink.sample(
                    id="live-accuracy-below-offline-from-day-one",
                    why="The offline score is measured on inputs that the live path never produces.",
                )
            ]
        ],
    )
    """What an observer sees."""
    consequences: tuple[ConsequenceLink, ...] = Field(
        (),
        examples=[
            [
                ConsequenceLink.sample(
                    id="wrong-automated-decisions",
                    why="Thresholds tuned offline cut the distorted scores at the wrong place.",
                )
            ]
        ],
    )
    """The harm if nothing is done."""
    checks: tuple[CheckLink, ...] = Field(
        (),
        examples=[
            [
                CheckLink.sample(
                    id="replay-logged-requests-through-training-pipeline",
                    why="A value that the two paths compute differently for one request is the skew itself.",
                )
            ]
        ],
    )
    """Tests that confirm it or rule it out."""
    mitigations: tuple[FixLink, ...] = Field(
        (),
        examples=[
            [
                FixLink.sample(
                    id="share-one-feature-pipeline",
                    why="One definition that both jobs call cannot drift apart from itself.",
                )
            ]
        ],
    )
    """What a team can do about it."""
    not_helped_by: tuple[Link, ...] = Field(
        (),
        examples=[
            [
                Link.sample(
                    id="scheduled-retraining",
                    why="A retrained model learns from the same offline table again.",
                )
            ]
        ],
    )
    """What people commonly try in vain."""
    precedes: tuple[SequenceLink, ...] = Field(
        (),
        examples=[
            [
                SequenceLink.sample(
                    id="stale-model",
                    why="A model that nobody owns is not retrained when the world moves.",
                )
            ]
        ],
    )
    """Issues that this one brings about."""
    specialises: tuple[Link, ...] = Field(
        (),
        examples=[
            [
                Link.sample(
                    id="data-leakage",
                    why="Test items in the pre-training corpus are leakage that came in through data nobody has read.",
                )
            ]
        ],
    )
    """The more general issue that this one is a case of."""
    confused_with: tuple[ConfusionLink, ...] = Field(
        (),
        examples=[
            [
                ConfusionLink.sample(
                    id="concept-drift", why="Both end in live quality below the promised one."
                )
            ]
        ],
    )
    """Issues that look alike, with the way to tell them apart."""


class Issue(Lifecycle, IssueFields, Entry):
    """A condition that lowers the serving quality of a machine-learning system."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "description",
        "phrases",
        "artifact",
        "phase_introduced",
        "phase_visible",
        "quality_attributes",
        "data_quality_dimensions",
        "data_types",
        "roles",
        "severity",
        "detectability",
        "why_missed",
        "example",
        "root_causes",
        "symptoms",
        "consequences",
        "checks",
        "mitigations",
        "not_helped_by",
        "confused_with",
        "evidence",
    )
