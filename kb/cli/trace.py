"""`kb trace`: causal chains between two entries."""

import click

from kb.cli.output import as_json, complete_id, label, open_base, paragraph, print_json


@click.command(
    epilog="""\b
Examples:
  kb trace unclear-specification wrong-automated-decisions
  kb trace features-coded-twice loss-of-trust-in-the-model --limit 3"""
)
@click.argument("start", shell_complete=complete_id())
@click.argument("end", shell_complete=complete_id())
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many.")
@as_json
@click.pass_context
def command(ctx: click.Context, start: str, end: str, limit: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """Show how START leads to END, step by step, shortest chain first."""
    base = open_base(ctx)
    chains = base.trace(start, end, limit=limit)
    if as_json:
        print_json([chain.to_dict() for chain in chains])
        return
    for number, chain in enumerate(chains, 1):
        click.echo(
            f"{'' if number == 1 else chr(10)}{number}. {click.style(chain.ids[0], bold=True)}"
        )
        for link in chain.links:
            relation = label(link.relation.replace("_", " "))
            click.echo(f"   {relation} → {click.style(link.target, bold=True)}")
            paragraph(link.why, indent=6)
    if not chains:
        click.echo(f"No causal chain leads from {start} to {end}.", err=True)
        if base.trace(end, start, limit=1):
            click.echo(f"One leads the other way: kb trace {end} {start}", err=True)
