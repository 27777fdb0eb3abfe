"""A symptom: what an observer sees before knowing why."""

from typing import ClassVar

from pydantic import Field

from kb.graph.kinds import Observable
from kb.models.entry import Entry, Lifecycle
from kb.models.record import WithGaps
from kb.models.text import Line, Prose

__all__ = ["Symptom"]


class SymptomFields(WithGaps):
    """What only symptoms have."""

    observable_in: tuple[Observable, ...] = Field((), examples=[["metric", "user-report"]])
    """Where it can be seen."""
    log_patterns: tuple[Line, ...] = Field((), examples=[["CUDA out of memory"]])
    """Literal fragments of messages that go with it; not regular expressions."""
    benign_explanations: tuple[Line, ...] = Field(
        (), examples=[["The first week is a holiday week and has a few hundred labels only."]]
    )
    """Harmless reasons for the same observation."""
    first_step: Prose | None = Field(
        None,
        examples=[
            "Take 50 live cases with labels and score them again in the training environment, from the raw records."
        ],
    )
    """What to do within the next minutes to learn more."""


class Symptom(Lifecycle, SymptomFields, Entry):
    """An observation that somebody could report without knowing its reason."""

    COMPLETE: ClassVar[tuple[str, ...]] = (
        "phrases",
        "observable_in",
        "log_patterns",
        "benign_explanations",
        "first_step",
    )
