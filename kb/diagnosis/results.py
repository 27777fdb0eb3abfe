"""What a diagnosis answers with: suspects, reasons, checks, and the next question."""

from typing import NamedTuple

__all__ = ["Diagnosis", "MatchedSymptom", "NextStep", "Reason", "SuggestedCheck", "Suspect"]


class Reason(NamedTuple):
    """One contribution to a suspect's score, in bits, with what is behind it."""

    bits: float
    kind: str
    """symptom, absent, text or context."""
    id: str
    """The symptom or term; empty for the text itself."""
    text: str

    def to_dict(self) -> dict[str, object]:
        """Return the reason as JSON-ready data."""
        return self._asdict()


class Suspect(NamedTuple):
    """An issue that may be behind the observations; the reasons add up to the score."""

    id: str
    title: str
    score: float
    level: str
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the suspect as JSON-ready data."""
        return {**self._asdict(), "reasons": [reason.to_dict() for reason in self.reasons]}


class MatchedSymptom(NamedTuple):
    """A symptom recognised in the text; `confidence` is between 0 and 1 and not calibrated."""

    id: str
    title: str
    confidence: float

    def to_dict(self) -> dict[str, object]:
        """Return the symptom as JSON-ready data."""
        return self._asdict()


class NextStep(NamedTuple):
    """The question or check that is expected to tell most per minute."""

    kind: str
    """symptom or check."""
    id: str
    title: str
    minutes: float
    bits_per_minute: float
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    """Each possible answer with the suspects that it would raise."""

    def to_dict(self) -> dict[str, object]:
        """Return the step as JSON-ready data."""
        answers = {answer: list(suspects) for answer, suspects in self.answers}
        return {**self._asdict(), "answers": answers}


class SuggestedCheck(NamedTuple):
    """A check that would confirm a suspect, with the outcome to look for."""

    id: str
    title: str
    suspect: str
    outcome: str
    minutes: int

    def to_dict(self) -> dict[str, object]:
        """Return the check as JSON-ready data."""
        return self._asdict()


class Diagnosis(NamedTuple):
    """Suspects by score; `abstained` says that nothing stands out."""

    suspects: tuple[Suspect, ...]
    abstained: bool
    matched_symptoms: tuple[MatchedSymptom, ...]
    ask_next: NextStep | None
    checks: tuple[SuggestedCheck, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the diagnosis as JSON-ready data."""
        return {
            "suspects": [suspect.to_dict() for suspect in self.suspects],
            "abstained": self.abstained,
            "matched_symptoms": [symptom.to_dict() for symptom in self.matched_symptoms],
            "ask_next": self.ask_next.to_dict() if self.ask_next else None,
            "checks": [check.to_dict() for check in self.checks],
        }
