"""The dialogue and the report of `kb guide --self-assess`."""

from collections.abc import Callable

import click

from kb.cli.output import heading, label, paragraph
from kb.graph.amounts import amount
from kb.graph.tables import Tables
from kb.models.guide import Guide
from kb.models.profile import LikelyIssue, Profile, State
from kb.study.assessment import self_checks
from kb.study.profiles import Change, Changes

__all__ = ["ask_all", "print_changes", "print_profile"]

_SKIP, _STOP = "skip", "stop"
_CHOICES = {"yes": "yes", "partly": "partly", "no": "no", "don't know": "unknown"}
_SHORT = {
    "y": "yes",
    "p": "partly",
    "n": "no",
    "d": "don't know",
    "?": "don't know",
    "dont know": "don't know",
    "unknown": "don't know",
    "-": _SKIP,
    "s": _STOP,
    "q": _STOP,
}
_HEADINGS = {
    State.OPEN: "Open: probably there",
    State.WATCH: "Watch: not sure",
    State.FINE: "Fine",
}


def ask_all(guide: Guide, ask: Callable[[str], str], language: str) -> dict[str, str]:
    """Ask the questions of the self-assessment until the end, or until the user stops.

    Questions go to stderr, so that stdout holds the answer alone. What is skipped is left out.
    """
    answers: dict[str, str] = {}
    number, total = 0, len(self_checks(guide))
    for section in guide.sections:
        if section.self_assessment:
            title = click.style(section.title.said_in(language), bold=True)
            click.echo(f"\n{title}", err=True)
        for check in section.self_assessment:
            number += 1
            text = check.ask.said_in(language)
            paragraph(text, indent=len(f"{total}. ") + 1, first=f"{number}. ", err=True)
            answer = _put(ask)
            if answer == _STOP:
                return answers
            if answer != _SKIP:
                answers[check.id] = _CHOICES[answer]
    return answers


def _put(ask: Callable[[str], str]) -> str:
    """Ask until the answer is one of the choices."""
    offered = [*_CHOICES, _SKIP, _STOP]
    while True:
        given = ask(f"   {' / '.join(offered)}").strip().lower()
        answer = _SHORT.get(given, given)
        if answer in offered:
            return answer
        click.echo(f"   {given!r} is none of these; type one of them or its first letter", err=True)


def print_profile(tables: Tables, guide: Guide, profile: Profile, language: str) -> None:
    """Print the issues by state, those that are not fine with their reasons, checks and remedies."""
    counts = {state: sum(one.state is state for one in profile.issues) for state in State}
    told = ", ".join(f"{number} {state}" for state, number in counts.items())
    answers = amount(len(profile.answers), "answer")
    click.echo(f"{answers}, {amount(len(profile.issues), 'issue')}: {told}")
    for state in State:
        found = [issue for issue in profile.issues if issue.state is state]
        if found:
            heading(_HEADINGS[state])
        for issue in found:
            _print_issue(tables, guide, issue, language)


def _print_issue(tables: Tables, guide: Guide, issue: LikelyIssue, language: str) -> None:
    title = click.style(_title(tables, issue.id), bold=issue.state is State.OPEN)
    click.echo(f"  {title}  {label(f'{issue.id}, {issue.severity}')}")
    if issue.state is State.FINE:
        return
    asked = self_checks(guide)
    for question in issue.because:
        known = asked.get(question)
        text = known.ask.said_in(language) if known else question
        paragraph(text, indent=14, first="because of: ")
    for first, ids in (("check: ", issue.checks), ("remedy: ", issue.remedies)):
        for id in ids:
            paragraph(f"{_title(tables, id)} ({id})", indent=14, first=first)


def _title(tables: Tables, id: str) -> str:
    """Return the title of an entry; a profile of other data may name what is not there any more."""
    row = tables.rows.get(id)
    return row.title if row else id


def print_changes(tables: Tables, found: Changes) -> None:
    """Print what is different from an earlier profile, one line each."""
    groups: tuple[tuple[str, tuple[Change, ...]], ...] = (
        ("Better", found.better),
        ("Worse", found.worse),
        ("New", found.new),
        ("No longer assessed", found.gone),
    )
    for name, rows in groups:
        if rows:
            heading(name)
        for one in rows:
            states = " -> ".join(filter(None, (one.before, one.after)))
            click.echo(f"  {states}: {_title(tables, one.id)}  {label(one.id)}")
    if not any(found):
        click.echo("Nothing is different.")
