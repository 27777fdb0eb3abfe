"""`kb search`: find entries by words."""

import click

from kb.cli.output import as_json, label, open_base, paragraph, print_json
from kb.graph.kinds import Kind


@click.command(
    short_help="Find entries by words.",
    epilog="""\b
Examples:
  kb search labels disagree
  kb search --kind mitigation "share features" --json""",
)
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only this kind.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many.")
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    kind: str | None,
    limit: int,
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Find entries by words; misspelt ones are taken for the closest known."""
    hits = open_base(ctx).search(" ".join(words), kind=kind, limit=limit)
    if as_json:
        print_json([hit.to_dict() for hit in hits])
        return
    for hit in hits:
        click.echo(f"{click.style(hit.id, bold=True)}  {label(hit.kind.label)}")
        paragraph(hit.summary, indent=4)
    if not hits:
        click.echo("Nothing found; try other words, or `kb stats` for what there is.", err=True)
