"""`kb coverage`: which issues the tools that a team runs would notice."""

from collections.abc import Iterable

import click

from kb.cli.output import as_json, complete_term, heading, label, open_base, paragraph, print_json
from kb.graph.tables import TermRow
from kb.query.coverage import Covered


@click.command(
    short_help="Which issues some tools detect and which they do not.",
    epilog="""\b
Examples:
  kb coverage                                the tools that can be named
  kb coverage great-expectations evidently
  kb coverage mlflow --json | jq '.undetected[].id'""",
)
@click.argument("tools", nargs=-1, shell_complete=complete_term("tools"))
@as_json
@click.pass_context
def command(ctx: click.Context, tools: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click
    """List which issues a team that runs TOOLS would notice, treat, or not see.

    Without TOOLS, list those that the catalog knows.
    """
    base = open_base(ctx)
    if not tools:
        _list(base.tables.terms.get("tools", ()), as_json=as_json)
        return
    found = base.coverage(tools)
    if as_json:
        print_json(found.to_dict())
        return
    _print("Detected", found.detected)
    _print("Treated", found.treated)
    _print("Not detected", found.undetected)


def _list(tools: Iterable[TermRow], *, as_json: bool) -> None:
    if as_json:
        print_json(list(tools))
    for tool in () if as_json else tools:
        click.echo(f"{tool['id']}  {label(tool['title'])}")


def _print(title: str, issues: Iterable[Covered]) -> None:
    found = list(issues)
    heading(f"{title} ({len(found)})")
    for issue in found:
        click.echo(f"  {issue.id}")
        if issue.via:
            paragraph(f"via {', '.join(issue.via)}", indent=6)
