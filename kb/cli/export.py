"""`kb export`: the catalog in a format that other tools read."""

from collections.abc import Callable
from pathlib import Path

import click

from kb.api import KnowledgeBase
from kb.cli.output import fail, open_base, replace_file


def _bibtex(base: KnowledgeBase) -> str:
    from kb.export.bibtex import bibtex

    return bibtex(base.sources.values())


FORMATS: dict[str, Callable[[KnowledgeBase], str]] = {"bibtex": _bibtex}
"""Writers by name of the format."""


@click.command(
    epilog="""\b
Examples:
  kb export bibtex                   to the terminal, or into a pipe
  kb export bibtex -o sources.bib"""
)
@click.argument("format", type=click.Choice(tuple(FORMATS)))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.pass_context
def command(ctx: click.Context, format: str, output: Path | None) -> None:
    """Write the catalog in another format."""
    text = FORMATS[format](open_base(ctx))
    if output is None:
        click.echo(text, nl=False)
        return
    if output.is_dir():  # also what an empty name stands for
        fail(f"{str(output)!r} is a folder; name a file with -o")
    try:
        replace_file(output, text)
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror or error}; choose another place with -o")
