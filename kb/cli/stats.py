"""`kb stats`: what the catalog holds and what it lacks."""

import click

from kb.api import KnowledgeBase
from kb.cli.output import as_json, heading, label, open_base, print_json
from kb.graph.amounts import amount
from kb.query.statistics import Statistics

_LACKS = {
    "caused_by": "root cause",
    "manifests_as": "symptom",
    "leads_to": "consequence",
    "mitigated_by": "mitigation",
    "confirmed_by": "check",
    "source": "source",
}


@click.command(
    epilog="""\b
Examples:
  kb stats
  kb stats --fill        how many entries fill each field
  kb --catalog path/to/catalog stats --json"""
)
@click.option("--fill", is_flag=True, help="Print the fill rate of every field instead.")
@as_json
@click.pass_context
def command(ctx: click.Context, fill: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """Count entries, links and grades, and list what is missing."""
    base = open_base(ctx)
    if fill:
        _print_fill(base, as_json=as_json)
        return
    found = base.statistics()
    if as_json:
        print_json(found.to_dict())
        return
    total = sum(found.entries.values())
    click.echo(
        f"{amount(total, 'entry', 'entries')} ({found.complete} complete), version {found.version}"
    )
    _table("Entries", found.entries)
    _table("Links", found.links)
    _table("Issues by evidence grade", found.grades)
    _missing(found)


def _print_fill(base: KnowledgeBase, *, as_json: bool) -> None:
    from kb.export.fill import fill_rates

    rates = fill_rates(base.tables)
    if as_json:
        print_json([rate.to_dict() for rate in rates])
        return
    click.echo(
        label("filled, said to be unknown or none, of all; * what a complete entry must say")
    )
    kind = ""
    for rate in rates:
        if rate.kind != kind:
            kind = rate.kind
            heading(f"{kind} ({rate.of})")
        mark = "*" if rate.required else " "
        bar = "█" * round(rate.rate * 20)
        open_ones = f"{rate.open:>5}" if rate.open else "     "
        click.echo(f"  {rate.field:<26}{mark}{rate.filled:>5}{open_ones}  {rate.rate:>4.0%}  {bar}")


def _table(title: str, counts: dict[str, int]) -> None:
    heading(title)
    width = max(map(len, counts), default=0)
    for name, number in counts.items():
        click.echo(f"  {name.replace('_', ' '):<{width}}  {number:>5}")


def _missing(found: Statistics) -> None:
    heading("Missing")
    for relation, word in _LACKS.items():
        ids = found.gaps[relation]
        click.echo(f"  issues without {word:<12} {len(ids):>4}  {' '.join(ids)}".rstrip())
    click.echo(
        f"  orphan entries              {len(found.orphans):>4}  {' '.join(found.orphans)}".rstrip()
    )
