"""`kb schema`: the JSON Schemas by which editors complete and check what authors write."""

from pathlib import Path

import click

from kb.cli.output import as_json, fail, label, open_base, print_json

_FOLDER = Path(__file__).parents[1] / "schema"
_CATALOG = _FOLDER.parents[1] / "catalog"
# As in kb.export.schema, which brings pydantic; a list of commands must not wait for it.
_KINDS = (
    *("issue", "root-cause", "symptom", "consequence"),
    *("mitigation", "check", "source", "study", "vocabulary"),
    *("guide", "rejected"),
)


@click.command(
    short_help="JSON Schemas for editors.",
    epilog="""\b
Examples:
  kb schema                              what there is a schema for
  kb schema issue > issue.schema.json    with the terms of the catalog as allowed values
  kb schema --write                      in a checkout: refresh kb/schema/""",
)
@click.argument("kind", required=False, type=click.Choice(_KINDS), metavar="[KIND]")
@click.option("--write", is_flag=True, help="Refresh kb/schema/ from this checkout's catalog.")
@as_json
@click.pass_context
def command(ctx: click.Context, kind: str | None, write: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """Print the JSON Schema of a KIND of file, or list all kinds."""
    if write:
        _write()
    elif kind is not None:
        from kb.export.schema import make_schema

        print_json(make_schema(kind, open_base(ctx).tables.terms))
    elif as_json:
        print_json(list(_KINDS))
    else:
        for name in _KINDS:
            click.echo(f"{name}  {label(f'kb/schema/{name}.schema.json')}")


def _write() -> None:
    """Write all schemas into the package of a checkout."""
    if not _CATALOG.is_dir():
        fail("--write needs a checkout with a catalog/ beside kb/; use `kb schema KIND` instead")
    from kb.api import load
    from kb.export.schema import write_schemas

    for path in write_schemas(_FOLDER, load(_CATALOG).tables.terms):
        click.echo(path.name)
