"""What the commands of a study share: reading tables, keeping people out of them, writing results."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from kb.cli.output import fail, replace_file
from kb.study.privacy import masked, refuse_personal
from kb.study.table import Table, read_table

__all__ = ["masking", "open_table", "output_file", "write_all"]

masking = click.option(
    "--mask",
    is_flag=True,
    help="Put numbers in place of names, e-mail addresses and telephone numbers.",
)
"""The option of every command that reads what people said."""


def open_table(path: Path, *, mask: bool) -> Table:
    """Return the table in a file; say on stderr where it named somebody, if that is to be masked."""
    from kb.export.csv_cells import original

    try:
        raw = path.read_bytes()
    except OSError as error:
        fail(f"cannot read {path}: {error.strerror or error}")
    table = read_table(raw, path.name, original)
    if not mask:
        refuse_personal(table)
        return table
    clean, found = masked(table)
    for finding in found:
        click.echo(f"masked: {finding}", err=True)
    return clean


def output_file(
    *names: str, help: str, multiple: bool = False
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Return an option that names a file to write."""
    return click.option(
        *names, type=click.Path(dir_okay=False, path_type=Path), multiple=multiple, help=help
    )


def write_all(files: Mapping[Path, str]) -> None:
    """Write files, each as a whole; every folder is looked at before the first is written."""
    for path in files:
        if not path.parent.is_dir():
            fail(f"cannot write {path}: no folder {str(path.parent)!r}; make it first")
    for path, text in files.items():
        try:
            replace_file(path, text)
        except OSError as error:
            fail(f"cannot write {path}: {error.strerror or error}; choose another place")
        click.echo(f"Wrote {path}", err=True)
