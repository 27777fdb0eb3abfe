"""A mitigation: something a team can do, and verify."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from kb.models.entry import Entry, Lifecycle
from kb.models.issue import Phase, Role
from kb.models.links import Link, TradeOff
from kb.models.record import Record, WithGaps
from kb.models.text import Code, Days, EntryId, InVocabulary, Line, Prose, Refers, TermId

__all__ = ["Mitigation", "Snippet", "Tool", "Verification"]

Tool = Annotated[TermId, InVocabulary("tools")]


class DayRange(Record):
    """From-to in person-days."""

    low: Days = Field(examples=[0.5])
    """Person-days when things go well."""
    high: Days = Field(examples=[2])
    """Person-days when they do not."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            msg = f"low {self.low:g} is above high {self.high:g}"
            raise ValueError(msg)
        return self


class Effort(Record):
    """What it costs to introduce and to keep."""

    setup: DayRange = Field(examples=[DayRange.sample(low=5, high=30)])
    """Person-days until it works for one model."""
    ongoing: DayRange = Field(examples=[DayRange.sample()])
    """Person-days per month afterwards."""


class Verification(Record):
    """How a team knows that the mitigation works."""

    check: Annotated[EntryId, Refers("check")] | None = Field(
        None, examples=["replay-logged-requests-through-training-pipeline"]
    )
    """The check to run, if the catalog has it."""
    expected: Line = Field(
        examples=["All features of 1,000 replayed requests agree to within rounding."]
    )
    """What is seen when it works."""
    when: Line = Field(examples=["Before each switch-over, then with every release of the package"])
    """When to look."""
    failure_sign: Line = Field(
        examples=["Some replayed rows differ, or a search finds a second calculation of a feature."]
    )
    """What is seen when it does not."""


class Snippet(Record):
    """A few lines of code that say it better than words."""

    language: Line = Field(examples=["python"])
    """Name of the language, for highlighting."""
    code: Code = Field(
        examples=['def amount_eur(order: dict) -> float:\n    return order["amount_cents"] / 100\n']
    )
    """Short and runnable."""


class MitigationFields(WithGaps):
    """What only mitigations have."""

    phase: Phase | None = Field(None, examples=["data-preparation"])
    """The phase in which the work is done."""
    steps: tuple[Line, ...] = Field(
        (),
        examples=[
            [
                "List all features with the two places where each is computed today.",
                "Move the calculation of one of them into a package that both jobs call.",
            ]
        ],
    )
    """What to do, in order."""
    effort: Effort | None = Field(None, examples=[Effort.sample()])
    """Price in person-days."""
    needs: tuple[Line, ...] = Field((), examples=[["A release process for a shared package"]])
    """What has to be there first."""
    owner: tuple[Role, ...] = Field((), examples=[["data-engineer", "ml-engineer"]])
    """Roles that would do it."""
    verification: Verification | None = Field(None, examples=[Verification.sample()])
    """How to know that it works."""
    trade_offs: tuple[TradeOff, ...] = Field((), examples=[[TradeOff.sample()]])
    """What it does to quality attributes besides its purpose, good or bad."""
    when_not_to_use: Prose | None = Field(
        None,
        examples=[
            "Predictions are only made in batch by the training code itself, so there is one path already."
        ],
    )
    """When it is the wrong choice."""
    tools: tuple[Tool, ...] = Field((), examples=[["feast", "scikit-learn"]])
    """Tools that do it; `none-known` if it needs none."""
    snippet: Snippet | None = Field(None, examples=[Snippet.sample()])
    """A few lines of code that do it; optional."""
    may_cause: tuple[Link, ...] = Field(
        (),
        examples=[
            [
                Link.sample(
                    id="slow-inference",
                    why="Bulk code taken over unchanged spends its set-up cost on every single request.",
                )
            ]
        ],
    )
    """Issues that it can bring about."""
    requires: tuple[Link, ...] = Field(
        (),
        examples=[
            [
                Link.sample(
                    id="validate-data-at-ingestion",
                    why="Comparing two feeds makes sense only when each has passed its own rules.",
                )
            ]
        ],
    )
    """Mitigations that must be there first."""
    conflicts_with: tuple[Link, ...] = Field(
        (),
        examples=[
            [
                Link.sample(
                    id="standing-access-agreement",
                    why="A standing agreement removes the end date that this one relies on.",
                )
            ]
        ],
    )
    """Mitigations that do not go with it."""
    alternative_to: tuple[Link, ...] = Field(
        (),
        examples=[
            [
                Link.sample(
                    id="log-served-features",
                    why="Training on logged vectors also ends with one computation.",
                )
            ]
        ],
    )
    """Mitigations that serve the same end."""


class Mitigation(Lifecycle, MitigationFields, Entry):
    """Something that a team can do about an issue or its cause, with its price and its proof."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "description",
        "phase",
        "steps",
        "effort",
        "needs",
        "owner",
        "verification",
        "trade_offs",
        "when_not_to_use",
        "tools",
    )
