"""A symptom: what an observer sees before knowing why."""

from typing import ClassVar

from kb.graph.kinds import Observable
from kb.models.entry import Entry, Lifecycle
from kb.models.record import WithGaps
from kb.models.text import Line, Prose

__all__ = ["Symptom"]


class SymptomFields(WithGaps):
    """What only symptoms have."""

    observable_in: tuple[Observable, ...] = ()
    """Where it can be seen."""
    log_patterns: tuple[Line, ...] = ()
    """Literal fragments of messages that go with it; not regular expressions."""
    benign_explanations: tuple[Line, ...] = ()
    """Harmless reasons for the same observation."""
    first_step: Prose | None = None
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
