"""A check: a test that tells issues apart."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from kb.graph.kinds import Automation
from kb.models.entry import Entry, Lifecycle
from kb.models.mitigation import Snippet, Tool
from kb.models.record import Record, WithGaps, no_repeats
from kb.models.text import Line, Prose, TermId, Whole

__all__ = ["Check", "Outcome"]


class Outcome(Record):
    """One possible result of a check."""

    key: TermId = Field(examples=["some-features-differ"])
    """Short name that issues link to."""
    text: Line = Field(examples=["One or more features differ in more than a handful of rows."])
    """What is seen in that case."""


class CheckFields(WithGaps):
    """What only checks have."""

    procedure: tuple[Line, ...] = Field(
        (),
        examples=[
            [
                "Draw 1,000 requests at random from a recent day.",
                "Build their features with the training code and count the rows that differ.",
            ]
        ],
    )
    """What to do, in order."""
    minutes: Whole | None = Field(None, examples=[180])
    """Minutes of a person's time for the first run."""
    needs: tuple[Line, ...] = Field(
        (), examples=[["Logged requests with feature vectors and scores"]]
    )
    """What has to be at hand."""
    automation: Automation | None = Field(None, examples=["scripted"])
    """How it is run: by hand, by a script, or all the time."""
    tools: tuple[Tool, ...] = Field((), examples=[["tensorflow-data-validation"]])
    """Tools that do it."""
    outcomes: tuple[Outcome, ...] = Field(
        (),
        examples=[
            [
                Outcome.sample(
                    key="all-equal", text="Features and scores agree for practically all rows."
                ),
                Outcome.sample(),
            ]
        ],
    )
    """Possible results; each points to issues or away from them."""
    false_positives: Prose | None = Field(
        None,
        examples=[
            "Tables were updated after the request, and the replay did not use the state of that time."
        ],
    )
    """When it raises an alarm without a reason."""
    false_negatives: Prose | None = Field(
        None, examples=["Both paths share the same mistake, such as a wrong unit at the source."]
    )
    """When it stays silent although something is wrong."""
    snippet: Snippet | None = Field(None, examples=[Snippet.sample()])
    """A few lines of code that do it; optional."""


class Check(Lifecycle, CheckFields, Entry):
    """A test with several possible outcomes, each of which says something about issues."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "procedure",
        "minutes",
        "needs",
        "automation",
        "outcomes",
        "false_positives",
        "false_negatives",
    )

    @model_validator(mode="after")
    def _outcomes_differ(self) -> Self:
        no_repeats("outcome key", (outcome.key for outcome in self.outcomes))
        return self
