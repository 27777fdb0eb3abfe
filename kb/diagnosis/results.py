"""What diagnosis and planning answer with, frozen and ready for JSON."""

from typing import NamedTuple

from kb.diagnosis.pricing import Effort, Verification
from kb.graph.amounts import amount, span
from kb.graph.notebook import as_html

__all__ = [
    "Diagnosis",
    "Left",
    "MatchedSymptom",
    "NextStep",
    "Plan",
    "Reached",
    "Reason",
    "Step",
    "SuggestedCheck",
    "Suspect",
    "Uncovered",
]


class Reason(NamedTuple):
    """One contribution to a suspect's score, in bits, with what is behind it."""

    bits: float
    kind: str
    """symptom, absent, check, text, context, precedes or generalises."""
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
    """Suspects by score; `abstained` says that `none of these` is the better answer."""

    suspects: tuple[Suspect, ...]
    abstained: bool
    none_of_these: float
    """Bits that the best suspect has to reach: a fixed few, or those of another topic."""
    lead: float
    """Bits by which the first suspect leads the next, be that shown or not; alone by its score."""
    topic: str
    """When abstained, the subject outside the catalog that the words are about, if one fits; else empty."""
    matched_symptoms: tuple[MatchedSymptom, ...]
    ask_next: NextStep | None
    checks: tuple[SuggestedCheck, ...]

    def _repr_html_(self) -> str:
        """Show the suspects in a notebook, each with its best reason, and what to look at next."""
        rows = [
            (one.title, one.id, one.level, f"{one.score:.1f}", one.reasons[0].text)
            for one in self.suspects
        ]
        doubt = "Nothing stands out; these are guesses." if self.abstained else ""
        next_one = (
            f"Look at next: {self.ask_next.title} ({self.ask_next.id})" if self.ask_next else ""
        )
        return as_html(
            "Diagnosis", ("issue", "id", "level", "bits", "because"), rows, notes=(doubt, next_one)
        )

    def to_dict(self) -> dict[str, object]:
        """Return the diagnosis as JSON-ready data."""
        return {
            "suspects": [suspect.to_dict() for suspect in self.suspects],
            "abstained": self.abstained,
            "none_of_these": self.none_of_these,
            "topic": self.topic,
            "matched_symptoms": [symptom.to_dict() for symptom in self.matched_symptoms],
            "ask_next": self.ask_next.to_dict() if self.ask_next else None,
            "checks": [check.to_dict() for check in self.checks],
        }


class Reached(NamedTuple):
    """What a step does for one issue or root cause, and why."""

    id: str
    title: str
    effect: str
    """confirm, contains, corrects, reduces, prevents or detects."""
    why: str
    """The reason of the link; for a check the outcome that confirms."""


class Step(NamedTuple):
    """One step of a plan: a check that confirms, or a mitigation with its price and its proof."""

    stage: str
    """confirm, contain, correct, prevent or watch."""
    kind: str
    """check or mitigation."""
    id: str
    title: str
    reached: tuple[Reached, ...]
    """Empty for a mitigation that is there only because another one requires it."""
    minutes: int = 0
    """What a check takes."""
    effort: Effort | None = None
    """What a mitigation takes."""
    verification: Verification | None = None
    worsens: tuple[str, ...] = ()
    may_cause: tuple[str, ...] = ()
    """Issues that the mitigation may bring about."""
    needed_by: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    """What to do, in order."""

    @property
    def price(self) -> str:
        """What the step takes, in words: minutes for a check, person-days for a mitigation."""
        if self.effort is None:
            return f"{self.minutes} min"
        return amount(self.effort.setup, "day")

    def to_dict(self) -> dict[str, object]:
        """Return the step as JSON-ready data."""
        return {
            **self._asdict(),
            "reached": [item._asdict() for item in self.reached],
            "effort": self.effort._asdict() if self.effort else None,
            "verification": self.verification._asdict() if self.verification else None,
            "worsens": list(self.worsens),
            "may_cause": list(self.may_cause),
            "needed_by": list(self.needed_by),
            "actions": list(self.actions),
        }


class Left(NamedTuple):
    """A mitigation that a plan may not use, and why."""

    id: str
    title: str
    reason: str


class Uncovered(NamedTuple):
    """Something that a plan leaves open, and why."""

    id: str
    title: str
    what: str
    """issue, root-cause, best remedy (only weaker ones fit), or watch (nothing would notice it)."""
    reason: str


class Plan(NamedTuple):
    """Steps in order, what stays uncovered, and how good the choice is known to be."""

    issues: tuple[str, ...]
    steps: tuple[Step, ...]
    uncovered: tuple[Uncovered, ...]
    left_out: tuple[Left, ...]
    days_low: float
    days_high: float
    """Person-days for the set-up of all mitigations."""
    exact: bool
    """True when no other choice is cheaper; otherwise `bound` says how cheap one could be."""
    price: float
    """What was minimised: days weighted by side effects, effectiveness and evidence."""
    bound: float

    def _repr_html_(self) -> str:
        """Show the steps in a notebook, in order, with their price and what stays open."""
        rows = [(step.stage, step.title, step.id, step.price) for step in self.steps]
        days = f"{amount(span(self.days_low, self.days_high), 'person-day')} to set up"
        left = [f"Stays open: {item.title}: {item.reason}" for item in self.uncovered]
        title = f"Plan for {', '.join(self.issues)}"
        return as_html(title, ("stage", "step", "id", "price"), rows, notes=(days, *left))

    def to_dict(self) -> dict[str, object]:
        """Return the plan as JSON-ready data."""
        return {
            **self._asdict(),
            "issues": list(self.issues),
            "steps": [step.to_dict() for step in self.steps],
            "uncovered": [item._asdict() for item in self.uncovered],
            "left_out": [item._asdict() for item in self.left_out],
        }
