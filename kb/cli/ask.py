"""The dialogue of `kb diagnose --ask`: one question at a time, until one suspect stands out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from kb.api import KnowledgeBase
from kb.cli.output import heading, label, paragraph
from kb.diagnosis.next_step import CONSIDERED, MOST_QUESTIONS, STANDS_OUT
from kb.diagnosis.results import Diagnosis, NextStep

__all__ = ["Case", "answers_from", "closing", "dialogue", "typed"]

_SHOWN = 3

_YES, _NO, _SKIP, _STOP = "yes", "no", "don't know", "stop"
_SHORT = {
    "y": _YES,
    "n": _NO,
    "d": _SKIP,
    "?": _SKIP,
    "dont know": _SKIP,
    "dont-know": _SKIP,
    "don't-know": _SKIP,
    "s": _STOP,
    "q": _STOP,
}


@dataclass
class Case:
    """What is known so far; grows with every answer."""

    text: str
    present: list[str]
    absent: list[str]
    checks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Questions that could not be answered."""
    context: dict[str, str | None] = field(default_factory=dict)

    def diagnose(self, base: KnowledgeBase, limit: int) -> Diagnosis:
        """Return the diagnosis of what is known."""
        return base.diagnose(
            self.text,
            symptoms=self.present,
            absent=self.absent,
            checks=self.checks,
            unknown=self.unknown,
            limit=limit,
            phase=self.context.get("phase"),
            data_type=self.context.get("data_type"),
            collection_process=self.context.get("collection_process"),
        )


def answers_from(path: Path) -> Callable[[str], str]:
    """Return a function that answers with the lines of a file, and stops at its end."""
    lines: Iterator[str] = (
        line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    )

    def answer(question: str) -> str:
        given = next(lines, _STOP)
        click.echo(f"{question}: {given}", err=True)
        return given

    return answer


def typed(question: str) -> str:
    """Ask on the terminal; the end of the input stops the dialogue."""
    try:
        return str(click.prompt(question, type=str, err=True))
    except click.Abort:
        click.echo(err=True)
        return _STOP


def dialogue(base: KnowledgeBase, case: Case, ask: Callable[[str], str]) -> None:
    """Ask until one suspect stands out, nothing is left to ask, or the user stops.

    The answers go into the case.
    Questions and the movement of belief go to stderr, so that stdout holds the answer alone.
    """
    found = case.diagnose(base, CONSIDERED)
    _show(found, None)
    for number in range(1, MOST_QUESTIONS + 1):
        step = found.ask_next
        if step is None or found.lead >= STANDS_OUT:
            break
        answer = _put(base, step, number, ask)
        if answer == _STOP:
            break
        _note(case, step, answer)
        before, found = found, case.diagnose(base, CONSIDERED)
        _show(found, before)


def _put(base: KnowledgeBase, step: NextStep, number: int, ask: Callable[[str], str]) -> str:
    """Ask one question until the answer is one of the choices."""
    row = base.tables.rows[step.id]
    minutes = "" if step.kind == "symptom" else f", {step.minutes:g} min"
    said = f"{number}. {row.title}{'?' if step.kind == 'symptom' else ''}"
    click.echo(f"\n{click.style(said, bold=True)}  {label(step.id + minutes)}", err=True)
    _tell(row.summary, indent=3)
    choices = [_YES, _NO] if step.kind == "symptom" else [key for key, _ in step.answers]
    if step.kind == "check":
        for position, key in enumerate(choices, 1):
            click.echo(f"     {position}  {key}", err=True)
    offered = [*choices, _SKIP, _STOP]
    while True:
        given = ask(f"   {' / '.join(offered)}").strip().lower()
        answer = _SHORT.get(given, given)
        if step.kind == "check" and given.isdigit() and 0 < int(given) <= len(choices):
            answer = choices[int(given) - 1]
        if answer in offered:
            return answer
        click.echo(f"   {given!r} is none of these; type one of them or its first letter", err=True)


def _note(case: Case, step: NextStep, answer: str) -> None:
    if answer == _SKIP:
        case.unknown.append(step.id)
    elif step.kind == "check":
        case.checks.append(f"{step.id}:{answer}")
    else:
        (case.present if answer == _YES else case.absent).append(step.id)


def _show(found: Diagnosis, before: Diagnosis | None) -> None:
    """Print the leading suspects, and how far an answer has moved them."""
    if not found.suspects:
        click.echo("No suspect yet.", err=True)
    known = {suspect.id: suspect.score for suspect in before.suspects} if before else {}
    for suspect in found.suspects[:_SHOWN]:
        moved = ""
        if before is not None:
            old = known.get(suspect.id)
            moved = "  new" if old is None else f"  {suspect.score - old:+.1f}"
        click.echo(f"   {suspect.score:5.1f}{moved:<7} {suspect.title}", err=True)


def _tell(text: str, *, indent: int) -> None:
    paragraph(text, indent=indent, err=True)


def closing(base: KnowledgeBase, found: Diagnosis) -> None:
    """Print what to do with the result: confirm, fix, verify."""
    if found.abstained or not found.suspects:
        return
    plan = base.plan(found.suspects[0].id)
    heading("Confirm, fix, verify")
    for number, step in enumerate(plan.steps, 1):
        click.echo(f"{number:>3}. {step.stage}: {step.title}  {label(f'{step.id}, {step.price}')}")
        if step.kind == "check":
            paragraph(f"Confirmed if: {step.reached[0].why}", indent=5)
        elif step.verification and step.verification.expected:
            paragraph(f"Done when: {step.verification.expected}", indent=5)
