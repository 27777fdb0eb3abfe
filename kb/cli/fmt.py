"""`kb fmt`: catalog files in their one canonical form."""

import sys
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

import click

from kb.cli.output import as_json, fail, print_json, replace_file
from kb.errors import Problem, one_line


@click.command(
    short_help="Write catalog files in their canonical form.",
    epilog="""\b
Examples:
  kb fmt                              all files of the catalog/ folder here
  kb fmt catalog/issues/my-idea.yaml
  kb fmt --drop-hints catalog/issues/my-idea.yaml
                                      a draft of `kb new` that is done
  kb fmt --check                      as CI does: change nothing, exit 1 if there is something to do
  kb fmt --diff | less""",
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Change nothing; print what would change.")
@click.option(
    "--drop-hints",
    is_flag=True,
    help="Drop what `kb new` explains, and its examples that were left unused.",
)
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    check: bool,  # noqa: FBT001 - click
    diff: bool,  # noqa: FBT001 - click
    drop_hints: bool,  # noqa: FBT001 - click
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Put keys into the order of the models, and quotes and indentation into one form.

    Data, lines of prose and comments stay. PATHS are files or folders; without any, the whole catalog.
    A file that `kb check` could not read is left alone and its problems are printed.
    """
    if diff and as_json:
        raise click.UsageError("--diff and --json exclude each other.")
    files = tuple(dict.fromkeys(_files(paths or (ctx.obj,))))
    changed, problems = _run(files, write=not check and not diff, diff=diff, hints=not drop_hints)
    if as_json:
        told = [problem.to_dict() for problem in problems]
        print_json({"files": len(files), "changed": changed, "problems": told})
    else:
        for line in (*problems, *(() if diff else changed)):
            click.echo(str(line))
        verb = "would change" if check or diff else "changed"
        click.echo(f"{len(changed)} of {len(files)} files {verb}", err=diff)
    sys.exit(bool(problems or (check and changed)))


def _files(named: Iterable[str | None]) -> Iterator[Path]:
    """Yield the files that are named, and the catalog's files in the folders that are."""
    from kb.loading.files import GUIDE, REJECTED
    from kb.loading.formatter import FOLDERS, folder_of
    from kb.loading.place import catalog_here

    for name in named:
        if name and Path(name).is_file():
            yield Path(name)
            continue
        root = catalog_here(name)
        found = [
            path
            for path in sorted(root.rglob("*.yaml"))
            if folder_of(path) in FOLDERS or path in (root / GUIDE, root / REJECTED)
        ]
        if not found:
            fail(f"no catalog files in {str(root)!r}; name one, or run this where catalog/ is")
        yield from found


def _run(
    files: Iterable[Path], *, write: bool, diff: bool, hints: bool
) -> tuple[list[str], list[Problem]]:
    """Format files; return the names of those that differ, and the problems of the others."""
    from kb.loading.formatter import format_file

    changed: list[str] = []
    problems: list[Problem] = []
    for path in files:
        shown = one_line(str(path))
        before, after, found = format_file(path, shown, hints=hints)
        problems += found
        if before == after:
            continue
        changed.append(shown)
        if diff:
            _print_diff(shown, before, after)
        if write:
            try:
                replace_file(path, after)
            except OSError as error:
                fail(f"cannot write {shown}: {error.strerror or error}; the file is as it was")
    return changed, problems


def _print_diff(shown: str, before: str, after: str) -> None:
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in unified_diff(*lines, shown, shown):
        click.echo(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n", nl=False
        )
