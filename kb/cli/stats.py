"""`kb stats`: what the catalog holds and what it lacks."""

import click

from kb.cli.output import as_json, heading, open_base, print_json
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
  kb --catalog path/to/catalog stats --json"""
)
@as_json
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001 - click
    """Count entries, links and grades, and list what is missing."""
    found = open_base(ctx).statistics()
    if as_json:
        print_json(found.to_dict())
        return
    total = sum(found.entries.values())
    click.echo(f"{total} entries ({found.complete} complete), version {found.version}")
    _table("Entries", found.entries)
    _table("Links", found.links)
    _table("Issues by evidence grade", found.grades)
    _missing(found)


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
