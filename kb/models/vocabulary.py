"""Closed vocabularies: the terms that entries may use, each with its definition."""

from typing import Annotated

from pydantic import Field

from kb.models.entry import Mapping, SourceId
from kb.models.record import Record
from kb.models.text import Days, InVocabulary, Line, Prose, TermId, Title, WebAddress

__all__ = ["TERM_MODELS", "VOCABULARIES", "Term", "Vocabulary", "vocabulary_model"]


class Term(Record):
    """One allowed value."""

    id: TermId
    """The value as entries write it."""
    title: Title
    """The value as people read it."""
    definition: Prose
    """What it means, and what it does not."""
    origin: tuple[SourceId, ...] = ()
    """Sources that the term comes from."""
    mappings: tuple[Mapping, ...] = ()
    """The same idea in external schemes."""


class PhaseTerm(Term):
    """A phase of the workflow."""

    stages: tuple[Line, ...]
    """Stages of the nine-stage workflow of Amershi et al. that it covers."""


class ToolTerm(Term):
    """A tool that a mitigation or a check can use."""

    licence: Line
    """SPDX identifier, or `proprietary`."""
    home_page: WebAddress
    """Where it lives."""


class Weight(Record):
    """How much a quality attribute matters."""

    id: Annotated[TermId, InVocabulary("quality-attributes")]
    """A term of the vocabulary `quality-attributes`."""
    weight: Annotated[Days, Field(le=10)]
    """1 is the ordinary weight, 0 means that it does not matter."""


class ContextTerm(Term):
    """A situation with its priorities."""

    weights: tuple[Weight, ...]
    """Quality attributes that weigh more or less than usual."""


class SchemeTerm(Term):
    """An external taxonomy."""

    edition: Line
    """The edition whose identifiers are used."""
    url: WebAddress | None = None
    """Where it lives."""


class TopicTerm(Term):
    """A subject that is not ours, with the way people ask about it."""

    phrases: tuple[Line, ...]
    """Descriptions that belong to it; they compete with those of the issues."""


class Vocabulary(Record):
    """A closed list of terms of one file in `catalog/vocabulary/`."""

    title: Title
    """What the list is of."""
    definition: Prose
    """What the terms are used for."""
    terms: tuple[Term, ...]
    """The allowed values, in the order in which people should read them."""


class PhaseVocabulary(Vocabulary):
    """Phases of the workflow."""

    terms: tuple[PhaseTerm, ...]


class ToolVocabulary(Vocabulary):
    """Tools."""

    terms: tuple[ToolTerm, ...]


class ContextVocabulary(Vocabulary):
    """Contexts."""

    terms: tuple[ContextTerm, ...]


class SchemeVocabulary(Vocabulary):
    """External schemes."""

    terms: tuple[SchemeTerm, ...]


class TopicVocabulary(Vocabulary):
    """Subjects that are not ours."""

    terms: tuple[TopicTerm, ...]


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
