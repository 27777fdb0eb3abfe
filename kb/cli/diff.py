"""`kb diff`: what is different between two states of the catalog."""

import click

from kb.cli.output import print_json


@click.command(
    short_help="What is different between two states of the catalog.",
    epilog="""\b
Examples:
  kb diff v1.0.0                                since a release
  kb diff origin/main HEAD --format markdown    for the summary of a pull request
  kb diff old/catalog new/catalog --json
  kb diff v1.0.0 --format changelog             a draft for CHANGELOG.md""",
)
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--format",
    "format",
    type=click.Choice(("text", "json", "markdown", "changelog")),
    default="text",
    show_default=True,
    help="How to print: lines, JSON, Markdown for a job's summary, a draft for CHANGELOG.md.",
)
@click.option("--json", "format", flag_value="json", help="The same as --format json.")
@click.pass_context
def command(ctx: click.Context, old: str, new: str | None, format: str) -> None:
    """Compare the catalog at OLD with the one at NEW, or with the files as they are now.

    OLD and NEW are folders that hold a catalog, or git revisions. A folder wins.
    Told are entries, links, evidence and grades, terms of vocabularies and turned-down proposals,
    and what the change leaves behind: entries that no issue leads to, issues without a corrective
    mitigation or a check.
    """
    from kb.export.difference_lines import changelog, markdown, plain
    from kb.loading.memory import open_memory
    from kb.loading.place import catalog_here
    from kb.loading.states import tables_of_state
    from kb.query.difference import difference

    root = catalog_here(ctx.obj)
    with open_memory(root) as memory:
        before, after = (tables_of_state(name, root, memory) for name in (old, new or str(root)))
    found = difference(before, after)
    if format == "json":
        print_json(found.to_dict())
        return
    tell = {"text": plain, "markdown": markdown, "changelog": changelog}[format]
    click.echo(tell(found), nl=False)
