"""`kb export`: the catalog in a format that other tools read."""

from pathlib import Path

import click

from kb.cli.identity import site_url
from kb.cli.output import fail, open_base, progress, replace_file, replace_folder
from kb.export.formats.registry import FORMATS, Form

_LIST = "\n".join(f"  {name:<10} {format.says}" for name, format in FORMATS.items())


def _print_list(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click
    if wanted and not ctx.resilient_parsing:
        click.echo(_LIST)
        ctx.exit()


@click.command(
    epilog=f"""\b
Formats:
{_LIST}

\b
Examples:
  kb export bibtex                   to the terminal, or into a pipe
  kb export sqlite -o catalog.db     for the command sqlite3
  kb export csv -o tables            a folder with a table per kind
  kb export turtle -o catalog.ttl    needs the extra: pip install 'ml-quality-kb[rdf]'"""
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_list,
    help="List the formats and exit.",
)
@click.argument("format", type=click.Choice(tuple(FORMATS)), metavar="FORMAT")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File or folder to write, whole or not."
)
@click.pass_context
def command(ctx: click.Context, format: str, output: Path | None) -> None:
    """Write the catalog in another format."""
    chosen = FORMATS[format]
    folder = chosen.form is Form.FOLDER
    if output is None and chosen.form is not Form.TEXT:
        fail(f"{format} is no text for a terminal; name a {_what(folder)} with -o {chosen.file}")
    if output is not None:
        _must_fit(output, folder=folder)
    with progress("Reading the catalog"):
        tables = open_base(ctx).tables
    with progress(f"Making {format} of {len(tables.rows)} entries"):
        from kb.export.edition import edition_of

        product = chosen.make(tables, edition_of(tables, site_url()))
    if output is None:
        click.echo(product, nl=False)
        return
    try:
        if isinstance(product, str | bytes):
            replace_file(output, product)
        else:
            replace_folder(output, product)
    except OSError as error:
        _cannot_write(output, error.strerror or str(error))


def _must_fit(output: Path, *, folder: bool) -> None:
    """Complain about a place that cannot be written to, before the work begins."""
    if not output.parent.is_dir():
        _cannot_write(output, f"there is no folder {str(output.parent)!r}")
    # An empty name stands for the folder that one is in.
    if not folder and output.is_dir():
        fail(f"{str(output)!r} is a folder; name a file with -o")
    if folder and output.exists() and not output.is_dir():
        fail(f"{str(output)!r} is a file; name a folder with -o")
    if not folder and output.exists() and not output.is_file():
        fail(f"{str(output)!r} is a device; without -o, text goes to the terminal or a pipe")


def _cannot_write(output: Path, why: str) -> None:
    fail(f"cannot write {output}: {why}; choose another place with -o")


def _what(folder: bool) -> str:  # noqa: FBT001 - one word for it
    return "folder" if folder else "file"
