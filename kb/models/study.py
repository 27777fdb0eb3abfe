"""A study: who was asked what, how many answered what."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from kb.graph.kinds import Design
from kb.models.entry import Entry, Lifecycle
from kb.models.issue import Role
from kb.models.record import Record, WithGaps, no_repeats
from kb.models.text import EntryId, Line, Prose, Refers, TermId, Whole

__all__ = ["Study"]


class Population(Record):
    """How many of what took part."""

    unit: Line
    """What was counted, in the plural."""
    n: Whole
    """How many."""


class CodeBookEntry(Record):
    """A code that the researchers gave to passages."""

    code: Line
    """Its name."""
    category: Line
    """The category it was grouped under."""
    definition: Line
    """When it is given."""


class Question(Record):
    """A question of a questionnaire."""

    id: TermId
    """Short name of the question."""
    issue: Annotated[EntryId, Refers("issue")] | None = None
    """The issue that it asks about."""
    text: Line
    """The question, in our own words."""
    scale: tuple[Line, ...]
    """Labels of the scale, lowest first."""


class Result(Record):
    """Answers to a question."""

    question: TermId
    """The question's id."""
    counts: tuple[Whole, ...]
    """Answers per point of the scale, lowest first."""


class Tally(Record):
    """How often a term came up."""

    dimension: TermId
    """The vocabulary that the term belongs to."""
    term: TermId
    """A term of that vocabulary."""
    n: Whole
    """How many of them."""
    of: Whole | None = None
    """Out of how many, when the study says."""
    unit: Line
    """What was counted, in the plural."""


class StudyFields(WithGaps):
    """What only studies have."""

    method: Design | None = None
    """How the study came to know what it says."""
    sampling: Prose | None = None
    """How participants or artefacts were chosen."""
    population: tuple[Population, ...] = ()
    """Who or what was studied."""
    period: Line | None = None
    """When the data was gathered, or `unknown`."""
    roles: tuple[Role, ...] = ()
    """Roles of the participants."""
    limits: tuple[Line, ...] = ()
    """Threats to validity."""
    validity_checks: tuple[Line, ...] = ()
    """What the researchers did about them."""
    code_book: tuple[CodeBookEntry, ...] = ()
    """Codes given to passages."""
    questions: tuple[Question, ...] = ()
    """Questions of the questionnaire."""
    results: tuple[Result, ...] = ()
    """Counts per scale point."""
    tallies: tuple[Tally, ...] = ()
    """Counts per term of a vocabulary."""


class Study(Lifecycle, StudyFields, Entry):
    """An empirical study: its method, its population and its counts."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "method",
        "sampling",
        "population",
        "period",
        "limits",
        "validity_checks",
    )

    @model_validator(mode="after")
    def _answers_fit_questions(self) -> Self:
        no_repeats("question", (question.id for question in self.questions))
        scales = {question.id: len(question.scale) for question in self.questions}
        for result in self.results:
            if scales.get(result.question) != len(result.counts):
                msg = f"the counts of question {result.question!r} do not fit its scale"
                raise ValueError(msg)
        return self
