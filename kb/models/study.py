"""A study: who was asked what, how many answered what."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from kb.graph.kinds import Design
from kb.models.entry import Entry, Lifecycle
from kb.models.issue import Role
from kb.models.record import Record, WithGaps, no_repeats
from kb.models.text import EntryId, Line, Prose, Refers, TermId, Whole
from kb.models.vocabulary import VOCABULARIES

__all__ = ["Study"]


class Population(Record):
    """How many of what took part."""

    unit: Line = Field(examples=["participants"])
    """What was counted, in the plural."""
    n: Whole = Field(examples=[45])
    """How many."""


class CodeBookEntry(Record):
    """A code that the researchers gave to passages."""

    code: Line = Field(examples=["noisy labels"])
    """Its name."""
    category: Line = Field(examples=["Data"])
    """The category it was grouped under."""
    definition: Line = Field(examples=["Labels are wrong or contradict each other."])
    """When it is given."""


class Question(Record):
    """A question of a questionnaire."""

    id: TermId = Field(examples=["q1"])
    """Short name of the question."""
    issue: Annotated[EntryId, Refers("issue")] | None = Field(None, examples=["label-noise"])
    """The issue that it asks about."""
    text: Line = Field(examples=["How often do you meet labels that are wrong?"])
    """The question, in our own words."""
    scale: tuple[Line, ...] = Field(examples=[["never", "rarely", "sometimes", "often"]])
    """Labels of the scale, lowest first."""


class Result(Record):
    """Answers to a question."""

    question: TermId = Field(examples=["q1"])
    """The question's id."""
    counts: tuple[Whole, ...] = Field(examples=[[3, 10, 14, 5]])
    """Answers per point of the scale, lowest first."""


class Tally(Record):
    """How often a term came up."""

    dimension: TermId = Field(
        examples=["organisation-patterns"], json_schema_extra={"enum": list(VOCABULARIES)}
    )
    """The vocabulary that the term belongs to."""
    term: TermId = Field(examples=["model-first"])
    """A term of that vocabulary."""
    n: Whole = Field(examples=[13])
    """How many of them."""
    of: Whole | None = Field(None, examples=[28])
    """Out of how many, when the study says."""
    unit: Line = Field(examples=["organisations"])
    """What was counted, in the plural."""


class StudyFields(WithGaps):
    """What only studies have."""

    method: Design | None = Field(None, examples=["interview"])
    """How the study came to know what it says."""
    sampling: Prose | None = Field(
        None,
        examples=[
            "Practitioners found through professional networks and social media, then by recommendation."
        ],
    )
    """How participants or artefacts were chosen."""
    population: tuple[Population, ...] = Field(
        (), examples=[[Population.sample(), Population.sample(unit="organisations", n=28)]]
    )
    """Who or what was studied."""
    period: Line | None = Field(None, examples=["2020 to 2021"])
    """When the data was gathered, or `unknown`."""
    roles: tuple[Role, ...] = Field((), examples=[["data-scientist", "software-engineer"]])
    """Roles of the participants."""
    limits: tuple[Line, ...] = Field(
        (), examples=[["The sample leans towards medium and large firms."]]
    )
    """Threats to validity."""
    validity_checks: tuple[Line, ...] = Field(
        (), examples=[["Two researchers coded every transcript and a third one moderated."]]
    )
    """What the researchers did about them."""
    code_book: tuple[CodeBookEntry, ...] = Field((), examples=[[CodeBookEntry.sample()]])
    """Codes given to passages."""
    questions: tuple[Question, ...] = Field((), examples=[[Question.sample()]])
    """Questions of the questionnaire."""
    results: tuple[Result, ...] = Field((), examples=[[Result.sample()]])
    """Counts per scale point."""
    tallies: tuple[Tally, ...] = Field((), examples=[[Tally.sample(of=28)]])
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
