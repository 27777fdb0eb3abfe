"""`kb plan`: the cheapest sound set of steps for one issue or several."""

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
from kb.diagnosis.results import Plan, Step
from kb.graph.amounts import amount, span


@click.command(
    short_help="The cheapest sound set of steps for some issues.",
    epilog="""\b
Examples:
  kb plan training-serving-skew
  kb plan class-imbalance label-noise --context real-time --protect efficiency
  kb plan concept-drift --max-effort 15 --format markdown > plan.md
  kb plan concept-drift --format csv > plan.csv""",
)
@click.argument("issues", nargs=-1, required=True, shell_complete=complete_id("issue"))
@click.option(
    "--context",
    shell_complete=complete_term("contexts"),
    help="A situation that weighs the side effects, such as real-time.",
)
@click.option(
    "--protect",
    multiple=True,
    shell_complete=complete_term("quality-attributes"),
    help="A quality attribute that no step may worsen; repeatable.",
)
@click.option(
    "--max-effort",
    type=click.FloatRange(0),
    metavar="DAYS",
    help="Person-days that the set-up of all steps may take together.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "csv", "json")),
    default="text",
    show_default=True,
    help="Text to read, a checklist, a table, or JSON.",
)
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    issues: tuple[str, ...],
    context: str | None,
    protect: tuple[str, ...],
    max_effort: float | None,
    form: str,
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Order what to do about ISSUES: confirm, contain, correct, prevent, watch."""
    from kb.export.checklist import plan_csv, plan_markdown

    base = open_base(ctx)
    found = base.plan(*issues, context=context, protect=protect, max_effort=max_effort)
    if as_json or form == "json":
        print_json(found.to_dict())
    elif form == "markdown":
        click.echo(plan_markdown(found, base.version), nl=False)
    elif form == "csv":
        click.echo(plan_csv(found), nl=False)
    else:
        wishes = [f"--context {context}"] if context else []
        wishes += [f"--protect {name}" for name in protect]
        wishes += [f"--max-effort {max_effort:g}"] if max_effort is not None else []
        _print(base, found, " ".join(["kb plan", *found.issues, *wishes]))


def _print(base: KnowledgeBase, found: Plan, again: str) -> None:
    names = ", ".join(base.tables.rows[id].title for id in found.issues)
    click.echo(click.style(f"Plan for {names}", bold=True))
    fixes = [step for step in found.steps if step.effort]
    total = amount(span(found.days_low, found.days_high), "person-day")
    paragraph(f"{amount(len(fixes), 'mitigation')}, {total} to set up. {_quality(found)}")
    stage = ""
    for number, step in enumerate(found.steps, 1):
        if step.stage != stage:
            stage = step.stage
            heading(stage.capitalize())
        _step(number, step)
    if found.uncovered:
        heading("Not covered")
        for gap in found.uncovered:
            paragraph(f"{gap.title} ({gap.id}, {gap.what}): {gap.reason}", indent=2)
    if found.left_out:
        heading("Left out")
        for left in found.left_out:
            paragraph(f"{left.id}: {left.reason}", indent=2)
    if fixes:
        click.echo(f"\nAs a checklist: {again} --format markdown")


def _quality(found: Plan) -> str:
    if not any(step.effort for step in found.steps):
        return "Nothing fits these limits; allow more effort, or protect less."
    if found.exact:
        return "No cheaper set covers as much."
    if found.bound:
        share = (found.price / found.bound - 1) * 100
        return f"At most {share:.0f} % dearer than the cheapest set that covers as much."
    return "A cheaper set, or one that covers more, may exist: the search was cut off."


def _step(number: int, step: Step) -> None:
    click.echo(
        f"{number:>3}. {click.style(step.title, bold=True)}  {label(f'{step.id}, {step.price}')}"
    )
    for item in step.reached:
        verb = "confirms" if step.kind == "check" else item.effect
        paragraph(f"{verb} {item.title}: {item.why}", indent=5)
    if step.needed_by:
        paragraph(f"Needed by {', '.join(step.needed_by)}.", indent=5)
    if step.verification and step.verification.expected:
        paragraph(f"Done when: {step.verification.expected}", indent=5)
    if step.worsens:
        paragraph(f"May worsen: {', '.join(step.worsens)}", indent=5)
