"""`kb diagnose`: from what is seen to what is probably wrong."""

from pathlib import Path
from typing import Any

import click

from kb.api import KnowledgeBase
from kb.cli.ask import Case, answers_from, closing, dialogue, typed
from kb.cli.output import (
    as_json,
    complete_id,
    complete_term,
    heading,
    label,
    open_base,
    paragraph,
    print_json,
)
from kb.diagnosis.results import Diagnosis, Suspect
from kb.graph.amounts import amount
from kb.graph.kinds import Kind

_REASONS = 3
_FIXES = 3
_TELLING_BITS = 0.2
"""Less than this says nothing to a reader, unless it is all there is."""
_SEARCHED, _SHOWN = 50, 5
_TELLING = (Kind.ISSUE, Kind.SYMPTOM, Kind.ROOT_CAUSE)
"""Kinds in which somebody with a problem may recognise it."""


@click.command(
    short_help="From what you see to what is probably wrong.",
    epilog="""\b
Examples:
  kb diagnose "the model was great in the notebook but poor once we deployed it"
  kb diagnose "too many false alarms" --phase maintenance --data-type time-series
  kb diagnose --symptom rerun-gives-different-metrics --absent annotators-disagree
  kb diagnose "accuracy falls week by week" --ask
  kb diagnose "accuracy falls week by week" --ask --answers answers.txt""",
)
@click.argument("words", nargs=-1)
@click.option(
    "--symptom", multiple=True, shell_complete=complete_id("symptom"), help="Seen; repeatable."
)
@click.option(
    "--absent", multiple=True, shell_complete=complete_id("symptom"), help="Not seen; repeatable."
)
@click.option(
    "--check", "checks", multiple=True, help="A check that was done, as CHECK:OUTCOME; repeatable."
)
@click.option(
    "--phase", shell_complete=complete_term("phases"), help="Where in the workflow it shows."
)
@click.option("--data-type", shell_complete=complete_term("data-types"), help="The kind of data.")
@click.option(
    "--collection-process",
    shell_complete=complete_term("collection-processes"),
    help="How the data was collected.",
)
@click.option(
    "--limit",
    default=5,
    show_default=True,
    type=click.IntRange(1),
    help="How many suspects to show.",
)
@click.option("--ask", is_flag=True, help="Answer questions until one suspect stands out.")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with one answer a line for --ask: yes, no, don't know, stop, or an outcome.",
)
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    limit: int,
    answers: Path | None,
    *,
    ask: bool,
    as_json: bool,
    **told: Any,  # noqa: ANN401 - click hands over what the options above declare
) -> None:
    """Name the issues that would explain what you see, and how to confirm them."""
    text = " ".join(words)
    if not text.strip() and not told["symptom"] and not told["checks"]:
        msg = 'describe the problem, for example: kb diagnose "great offline, bad live"'
        raise click.UsageError(msg)
    base = open_base(ctx)
    case = Case(
        text,
        [*told["symptom"]],
        [*told["absent"]],
        [*told["checks"]],
        context={name: told[name] for name in ("phase", "data_type", "collection_process")},
    )
    asking = ask or answers is not None
    if asking:
        dialogue(base, case, answers_from(answers) if answers else typed)
    found = case.diagnose(base, limit)
    if as_json:
        print_json(found.to_dict())
    elif found.abstained:
        _abstain(base, found, text)
    else:
        _print(base, found, asked=asking)


def _abstain(base: KnowledgeBase, found: Diagnosis, text: str) -> None:
    if found.topic:
        click.echo(f"This reads like a question about another topic: {found.topic.lower()}.")
        click.echo("If a model is involved, say what it does wrong, for whom and since when.")
        return
    click.echo("Nothing in the catalog stands out for this description.")
    click.echo("Add what you see, where you see it and since when.")
    hits = [hit for hit in base.search(text, limit=_SEARCHED) if hit.kind in _TELLING]
    if hits:
        heading("Perhaps one of these is close")
    for hit in hits[:_SHOWN]:
        click.echo(f"  {hit.title}  {label(f'{hit.kind.label}, {hit.id}')}")
    if found.suspects:
        best = found.suspects[0]
        click.echo(f"\nBest guess, too weak to rely on: {best.id} ({best.score:.1f} bits)")


def _print(base: KnowledgeBase, found: Diagnosis, *, asked: bool) -> None:
    certain = found.suspects[0].level != "weak"
    click.echo(click.style("Probably" if certain else "Perhaps; the evidence is weak", bold=True))
    for number, suspect in enumerate(found.suspects, 1):
        _suspect(number, suspect, base.tables.rows[suspect.id].summary if number == 1 else "")
    if asked:
        closing(base, found)
        return
    if found.ask_next:
        heading("Look at this first")
        paragraph(f"{found.ask_next.title} ({found.ask_next.id})", indent=2)
        for answer, suspects in found.ask_next.answers:
            paragraph(f"{answer}: {', '.join(suspects) or 'speaks for none of them'}", indent=6)
    if found.checks:
        heading("How to confirm")
    for check in found.checks:
        time = f", {check.minutes} min" if check.minutes else ""
        click.echo(f"  {check.title}  {label(f'{check.id}{time}')}")
        paragraph(f"points to {check.suspect} if: {check.outcome}", indent=6)
    _fixes(base, found.suspects[0])


def _fixes(base: KnowledgeBase, top: Suspect) -> None:
    fixes = base.remedies(top.id)[:_FIXES]
    if fixes:
        acronym = top.title[1:2].isupper()
        name = top.title if acronym else f"{top.title[0].lower()}{top.title[1:]}"
        heading(f"What to do about {name}")
    for remedy in fixes:
        price = amount(remedy.effort.setup, "day")
        told = f"{remedy.effect}, {price}, evidence {remedy.grade}"
        click.echo(f"  {remedy.title}  {label(told)}")
        paragraph(remedy.why, indent=6)
    click.echo(f"\nMore: kb show {top.id}  ·  kb remedies {top.id}")


def _suspect(number: int, suspect: Suspect, summary: str) -> None:
    score = label(f"{suspect.level}, {suspect.score:.1f} bits")
    click.echo(f"{number:>3}. {click.style(suspect.title, bold=True)}  {suspect.id}  {score}")
    if summary:
        paragraph(summary, indent=5)
    for place, reason in enumerate(suspect.reasons[:_REASONS]):
        if not place or abs(reason.bits) >= _TELLING_BITS:
            paragraph(f"{reason.bits:+.1f}  {reason.text}", indent=5)
