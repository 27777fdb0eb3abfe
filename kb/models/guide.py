"""The interview guide: what to ask practitioners about quality issues, and what teams ask themselves."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kb.models.entry import SourceId
from kb.models.record import Record
from kb.models.text import EntryId, InVocabulary, Line, Refers, TermId

__all__ = [
    "LANGUAGES",
    "Branch",
    "FollowUp",
    "Guide",
    "Question",
    "Section",
    "SelfCheck",
    "Wording",
]

LANGUAGES = ("en", "de", "fr")
"""Languages that a text may have; every text has the first."""

_Issues = tuple[Annotated[EntryId, Refers("issue")], ...]


class Wording(Record):
    """A text in English, and perhaps in other languages."""

    en: Line
    """The text in English."""
    de: Line | None = None
    """The same in German."""
    fr: Line | None = None
    """The same in French."""

    def said_in(self, language: str) -> str:
        """Return the text in a language, or in English where it has not been translated.

        Args:
            language: one of `LANGUAGES`.
        """
        return {"de": self.de, "fr": self.fr}.get(language) or self.en


class FollowUp(Record):
    """What to ask next."""

    ask: Wording
    """The words of the interviewer."""
    note: Wording | None = None
    """A hint to the interviewer, not read out."""
    probes: _Issues = ()
    """Issues that an answer may bring up."""


class Branch(Record):
    """Follow-ups for one answer or in one situation."""

    answer: Literal["yes", "no"] | None = None
    """The answer after which they are asked."""
    when: Wording | None = None
    """The situation in which they are asked, where yes and no do not say it."""
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=1)]
    """What to ask then, in this order."""

    @model_validator(mode="after")
    def _one_condition(self) -> Self:
        if (self.answer is None) == (self.when is None):
            msg = "a branch has either `answer` or `when`"
            raise ValueError(msg)
        return self


class _Named(Record):
    id: TermId
    """Short name, unique in the guide."""


class _Followed(Record):
    follow_ups: tuple[FollowUp, ...] = ()
    """What to ask in any case."""
    branches: tuple[Branch, ...] = ()
    """What to ask depending on the answer."""


class Question(_Followed, FollowUp, _Named):
    """A question with what may follow it."""


class SelfCheck(_Named):
    """A question that a team answers about itself with yes, partly, no or don't know."""

    ask: Wording
    """The question."""
    good: Literal["yes", "no"]
    """The answer that gives no reason for concern."""
    issues: Annotated[_Issues, Field(min_length=1)]
    """Issues that the other answer makes likely."""


class Section(_Named):
    """Questions on one subject."""

    title: Wording
    """Its heading."""
    phase: Annotated[TermId, InVocabulary("phases")] | None = None
    """The phase of the workflow that it is about."""
    notes: tuple[Wording, ...] = ()
    """Hints to the interviewer."""
    questions: tuple[Question, ...] = ()
    """Questions of the interview, in this order."""
    self_assessment: tuple[SelfCheck, ...] = ()
    """Questions of the self-assessment, in this order."""


class Guide(Record):
    """The file `catalog/guide.yaml`."""

    title: Wording
    """Its heading."""
    after: tuple[SourceId, ...] = ()
    """Sources that it follows."""
    introduction: tuple[Wording, ...] = ()
    """What to tell before the first question."""
    consent: tuple[Wording, ...] = ()
    """What to ask permission for, before anything is recorded."""
    notes: tuple[Wording, ...] = ()
    """Hints to the interviewer for the whole interview."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """Its parts, in this order."""
