"""A quality issue: a condition that is wrong."""

from typing import Annotated, ClassVar

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

    rating: Severity
    """low, medium, high or critical."""
    why: Line
    """What makes it so bad when nobody acts."""


class Roles(Record):
    """Who meets the issue and who can settle it."""

    notices: tuple[Role, ...]
    """Roles that see the symptoms first."""
    owns: tuple[Role, ...]
    """Roles that can do something about it."""


class IssueFields(WithGaps):
    """What only issues have."""

    artifact: Annotated[TermId, InVocabulary("artifacts")] | None = None
    """The part of the system that is wrong."""
    phase_introduced: Phase | None = None
    """The phase in which the issue gets in."""
    phase_visible: Phase | None = None
    """The phase in which it is usually noticed."""
    quality_attributes: tuple[Annotated[TermId, InVocabulary("quality-attributes")], ...] = ()
    """Quality attributes that suffer."""
    data_quality_dimensions: tuple[
        Annotated[TermId, InVocabulary("data-quality-dimensions")], ...
    ] = ()
    """Dimensions of data quality that are concerned."""
    data_types: tuple[Annotated[TermId, InVocabulary("data-types")], ...] = ()
    """Kinds of data where it is met."""
    collection_processes: tuple[Annotated[TermId, InVocabulary("collection-processes")], ...] = ()
    """Ways of collecting data where it is met."""
    collaboration_point: Annotated[TermId, InVocabulary("collaboration-points")] | None = None
    """Where data scientists and software engineers meet, if that is where it arises."""
    organisation_patterns: tuple[Annotated[TermId, InVocabulary("organisation-patterns")], ...] = ()
    """Ways of organising the work in which it is met."""
    themes: tuple[Annotated[TermId, InVocabulary("themes")], ...] = ()
    """Overarching themes of collaboration."""
    roles: Roles | None = None
    """Who notices, who owns."""
    severity: SeverityRating | None = None
    """How bad it gets when nobody acts."""
    detectability: Detectability | None = None
    """loud, quiet or silent."""
    why_missed: Prose | None = None
    """Which checks stay green meanwhile."""
    example: Prose | None = None
    """A short concrete scenario with numbers a reader can picture."""
    root_causes: tuple[CauseLink, ...] = ()
    """What produces the issue."""
    symptoms: tuple[SymptomLink, ...] = ()
    """What an observer sees."""
    consequences: tuple[ConsequenceLink, ...] = ()
    """The harm if nothing is done."""
    checks: tuple[CheckLink, ...] = ()
    """Tests that confirm it or rule it out."""
    mitigations: tuple[FixLink, ...] = ()
    """What a team can do about it."""
    not_helped_by: tuple[Link, ...] = ()
    """What people commonly try in vain."""
    precedes: tuple[SequenceLink, ...] = ()
    """Issues that this one brings about."""
    specialises: tuple[Link, ...] = ()
    """The more general issue that this one is a case of."""
    confused_with: tuple[ConfusionLink, ...] = ()
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
