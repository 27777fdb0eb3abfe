"""`kb remedies`: what to do about an issue."""

import click

from kb.api import KnowledgeBase
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
from kb.diagnosis.remedies import Remedies, Remedy
from kb.graph.amounts import amount, span
from kb.graph.kinds import Effect


@click.command(
    short_help="What to do about an issue, best first.",
    epilog="""\b
Examples:
  kb remedies training-serving-skew
  kb remedies label-noise --effect prevents --max-effort 10
  kb remedies slow-inference --context real-time --protect correctness""",
)
@click.argument("issue", shell_complete=complete_id("issue"))
@click.option(
    "--effect", type=click.Choice([effect.value for effect in Effect]), help="Only this effect."
)
@click.option(
    "--max-effort",
    type=click.FloatRange(0),
    metavar="DAYS",
    help="Person-days the set-up may take.",
)
@click.option(
    "--phase", shell_complete=complete_term("phases"), help="Only what is done in this phase."
)
@click.option(
    "--context",
    shell_complete=complete_term("contexts"),
    help="A situation that weighs the trade-offs, such as real-time.",
)
@click.option(
    "--protect",
    multiple=True,
    shell_complete=complete_term("quality-attributes"),
    help="A quality attribute that nothing may worsen; repeatable.",
)
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    issue: str,
    effect: str | None,
    max_effort: float | None,
    phase: str | None,
    context: str | None,
    protect: tuple[str, ...],
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """List what can be done about ISSUE, best first, with price and proof."""
    base = open_base(ctx)
    found = base.remedies(
        issue, effect=effect, max_effort=max_effort, phase=phase, context=context, protect=protect
    )
    if as_json:
        print_json(found.to_dict())
        return
    _print(base, base.tables.resolve(issue), found)


def _print(base: KnowledgeBase, id: str, found: Remedies) -> None:
    title = click.style(base.tables.rows[id].title, bold=True)
    click.echo(f"{title}: {amount(len(found), 'remedy', 'remedies')}")
    for number, remedy in enumerate(found, 1):
        _one(number, remedy, "" if remedy.via == id else base.tables.rows[remedy.via].title)
    if found.excluded:
        heading("Left out")
        for exclusion in found.excluded:
            paragraph(f"{exclusion.id}: {exclusion.reason}", indent=2)
    if not found:
        click.echo("Nothing fits these wishes; drop one of the options.", err=True)


def _one(number: int, remedy: Remedy, via: str) -> None:
    heading(f"{number}. {remedy.title}  {label(remedy.id)}")
    effort = remedy.effort
    price = amount(effort.setup, "day")
    upkeep = span(effort.ongoing_low, effort.ongoing_high)
    told = f"{remedy.effect}, effectiveness {remedy.effectiveness}, evidence {remedy.grade}"
    paragraph(told, indent=3)
    paragraph(f"{price} to set up, {upkeep} a month", indent=3)
    if via:
        paragraph(f"Acts on: {via} ({remedy.via})", indent=3)
    paragraph(remedy.why, indent=3)
    if remedy.verification.expected:
        paragraph(f"It works when: {remedy.verification.expected}", indent=3)
    if remedy.requires:
        paragraph(f"Needs first: {', '.join(remedy.requires)}", indent=3)
    if remedy.conflicts:
        paragraph(f"Not together with: {', '.join(remedy.conflicts)}", indent=3)
    if remedy.worsens:
        paragraph(f"May worsen: {', '.join(remedy.worsens)}", indent=3)
