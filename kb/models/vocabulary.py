"""Closed vocabularies: the terms that entries may use, each with its definition."""

from typing import Annotated

from pydantic import Field

from kb.models.entry import Mapping, SourceId
from kb.models.record import Record
from kb.models.text import Days, InVocabulary, Line, Prose, TermId, Title, WebAddress

__all__ = [
    "TERM_MODELS",
    "VOCABULARIES",
    "AnyVocabulary",
    "Term",
    "Vocabulary",
    "vocabulary_model",
]


class Term(Record):
    """One allowed value."""

    id: TermId = Field(examples=["data-collectors"])
    """The value as entries write it."""
    title: Title = Field(examples=["Data collectors"])
    """The value as people read it."""
    definition: Prose = Field(
        examples=[
            "People gather or annotate the data by hand, as employees, contractors or crowd workers."
        ]
    )
    """What it means, and what it does not."""
    origin: tuple[SourceId, ...] = Field((), examples=[["cote2022quality"]])
    """Sources that the term comes from."""
    mappings: tuple[Mapping, ...] = Field((), examples=[[Mapping.sample()]])
    """The same idea in external schemes."""


class PhaseTerm(Term):
    """A phase of the workflow."""

    stages: tuple[Line, ...] = Field(examples=[["data collection", "data labeling"]])
    """Stages of the nine-stage workflow of Amershi et al. that it covers."""


class ToolTerm(Term):
    """A tool that a mitigation or a check can use."""

    licence: Line = Field(examples=["Apache-2.0"])
    """SPDX identifier, or `proprietary`."""
    home_page: WebAddress = Field(examples=["https://github.com/feast-dev/feast"])
    """Where it lives."""


class Weight(Record):
    """How much a quality attribute matters."""

    id: Annotated[TermId, InVocabulary("quality-attributes")] = Field(examples=["efficiency"])
    """The quality attribute."""
    weight: Annotated[Days, Field(le=10)] = Field(examples=[2.5])
    """1 is the ordinary weight, 0 means that it does not matter."""


class ContextTerm(Term):
    """A situation with its priorities."""

    weights: tuple[Weight, ...] = Field(
        examples=[[Weight.sample(), Weight.sample(id="correctness", weight=1.5)]]
    )
    """Quality attributes that weigh more or less than usual."""


class SchemeTerm(Term):
    """An external taxonomy."""

    edition: Line = Field(examples=["ISO/IEC 25010:2023"])
    """The edition whose identifiers are used."""
    url: WebAddress | None = Field(
        None,
        examples=[
            "https://standards.iteh.ai/catalog/standards/iso/8c5bd63e-9e67-4b55-90e3-8cb2b10a2030/iso-iec-25010-2023"
        ],
    )
    """Where it lives."""


class TopicTerm(Term):
    """A subject that is not ours, with the way people ask about it."""

    phrases: tuple[Line, ...] = Field(examples=[["virus scanner quarantined the holiday pictures"]])
    """Descriptions that belong to it; they compete with those of the issues."""


class Vocabulary(Record):
    """A closed list of terms of one file in `catalog/vocabulary/`."""

    title: Title = Field(examples=["Data types"])
    """What the list is of."""
    definition: Prose = Field(examples=["The kind of data in which an issue is met."])
    """What the terms are used for."""
    terms: tuple[Term, ...] = Field(examples=[[Term.sample()]])
    """The allowed values, in the order in which people should read them."""


class PhaseVocabulary(Vocabulary):
    """Phases of the workflow."""

    terms: tuple[PhaseTerm, ...] = Field(
        examples=[
            [
                PhaseTerm.sample(
                    id="training",
                    title="Training",
                    definition="Fitting the model and choosing its settings.",
                )
            ]
        ]
    )
    """The phases, in the order in which a project first meets them."""


class ToolVocabulary(Vocabulary):
    """Tools."""

    terms: tuple[ToolTerm, ...] = Field(
        examples=[
            [
                ToolTerm.sample(
                    id="feast",
                    title="Feast",
                    definition="Feature store with an offline and an online half.",
                )
            ]
        ]
    )
    """The tools, by id."""


class ContextVocabulary(Vocabulary):
    """Contexts."""

    terms: tuple[ContextTerm, ...] = Field(
        examples=[
            [
                ContextTerm.sample(
                    id="real-time",
                    title="Real time",
                    definition="An answer is worth nothing after a deadline of milliseconds to seconds.",
                )
            ]
        ]
    )
    """The situations, each with its priorities."""


class SchemeVocabulary(Vocabulary):
    """External schemes."""

    terms: tuple[SchemeTerm, ...] = Field(
        examples=[
            [
                SchemeTerm.sample(
                    id="iso-25010",
                    title="ISO/IEC 25010, product quality model",
                    definition="International standard for the quality of products.",
                )
            ]
        ]
    )
    """The taxonomies, each with its edition."""


class TopicVocabulary(Vocabulary):
    """Subjects that are not ours."""

    terms: tuple[TopicTerm, ...] = Field(
        examples=[
            [
                TopicTerm.sample(
                    id="account-security",
                    title="Phishing, viruses and fraud",
                    definition="Attacks on the accounts and computers of a person or an office.",
                )
            ]
        ]
    )
    """The subjects, by id."""


AnyVocabulary = (
    Vocabulary
    | PhaseVocabulary
    | ToolVocabulary
    | ContextVocabulary
    | SchemeVocabulary
    | TopicVocabulary
)

TERM_MODELS: dict[str, type[Vocabulary]] = {
    "contexts": ContextVocabulary,
    "other-topics": TopicVocabulary,
    "phases": PhaseVocabulary,
    "schemes": SchemeVocabulary,
    "tools": ToolVocabulary,
}

VOCABULARIES = (
    "artifacts",
    "collaboration-points",
    "collection-processes",
    "contexts",
    "data-quality-dimensions",
    "data-types",
    "organisation-patterns",
    "other-topics",
    "phases",
    "quality-attributes",
    "roles",
    "schemes",
    "tags",
    "themes",
    "tools",
)


def vocabulary_model(name: str) -> type[Vocabulary]:
    """Return the model that a vocabulary file must satisfy."""
    return TERM_MODELS.get(name, Vocabulary)
