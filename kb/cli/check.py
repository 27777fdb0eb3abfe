"""`kb check`: is the catalog valid?"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.output import fail, print_json
from kb.errors import Level, Problem
from kb.graph.amounts import amount

if TYPE_CHECKING:
    from kb.lint.check import Checked

_FOR_A_FORGE = ("github", "sarif")


@click.command(
    epilog="""\b
Examples:
  kb check                                      the catalog/ folder here
  kb check path/to/catalog
  kb check catalog/issues/label-noise.yaml      one file and all that concerns it
  kb check --changed origin/main                what a pull request brings
  kb check --format sarif > problems.sarif
  kb check --json | jq '.problems[].code'"""
)
@click.argument("paths", nargs=-1, metavar="[CATALOG | FILE...]", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format",
    type=click.Choice(("text", "json", "github", "sarif")),
    default="text",
    show_default=True,
    help="How to print: lines, JSON, commands for GitHub's annotations, SARIF 2.1.0.",
)
@click.option("--json", "format", flag_value="json", help="The same as --format json.")
@click.option(
    "--changed",
    metavar="BASE",
    help="Only what differs from a git revision, and what that breaks elsewhere.",
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], format: str, changed: str | None) -> None:
    """Check every file of a catalog and print all problems.

    Each problem is one line: path:line:column: CODE field: what is wrong; what to do.
    With FILEs only the problems of these entries are printed, among them those with other entries.
    Unchanged files are not read again: what was found is kept in the user's cache, or in the folder
    that KB_CACHE names.
    """
    files = [path for path in paths if not path.is_dir()]
    if len(paths) > 1 and len(files) < len(paths):
        fail("name one catalog, or only files")
    if files and changed:
        fail("--changed looks for the files itself; leave them out")
    root = _root(files, str(paths[0]) if paths else ctx.obj)
    checked = _checked(root, files, changed=changed, forge=format in _FOR_A_FORGE)
    _print(checked, format, partly=bool(files or changed))
    sys.exit(any(problem.level is Level.ERROR for problem in checked.problems))


def _root(files: list[Path], named: str | None) -> Path:
    from kb.loading.place import catalog_here, catalog_of

    roots = [catalog_of(file) for file in files] or [catalog_here(named)]
    if len({root.absolute() for root in roots}) > 1:
        fail("the files are of different catalogs; check one catalog at a time")
    return roots[0]


def _checked(root: Path, files: list[Path], *, changed: str | None, forge: bool) -> "Checked":
    from kb.graph.collector import collector_paused
    from kb.lint.check import check_catalog, concerning, ids_of
    from kb.loading.memory import open_memory
    from kb.loading.place import name_in_checkout, name_of

    shown = name_in_checkout(root) if forge else "" if str(root) == "." else f"{root}/"
    with collector_paused(), open_memory(root) as memory:
        if changed is not None:
            from kb.lint.since import since

            return since(root, changed, shown=shown, memory=memory)
        names = [name_of(file, root, shown) for file in files]
        checked = check_catalog(root, shown, memory, about=ids_of(names))
    return concerning(checked, names) if files else checked


def _print(checked: "Checked", format: str, *, partly: bool) -> None:
    counts, problems = checked
    if format == "json":
        print_json({"counts": counts, "problems": [problem.to_dict() for problem in problems]})
    elif format == "sarif":
        from kb.cli.identity import site_url
        from kb.export.problems_sarif import sarif

        print_json(sarif(problems, site_url=site_url()))
    elif format == "github":
        from kb.export.problems_github import github

        click.echo(github(problems), nl=False)
    else:
        for problem in problems:
            click.echo(str(problem))
        if counts and not partly:
            click.echo(", ".join(f"{number} {name}" for name, number in counts.items()))
    if format in ("text", "github"):
        _sum_up(problems)
    if partly and not counts:
        click.echo("files have errors, so not all rules have run: kb check", err=True)


def _sum_up(problems: tuple[Problem, ...]) -> None:
    errors = sum(problem.level is Level.ERROR for problem in problems)
    warnings = len(problems) - errors
    click.echo(f"{amount(errors, 'error')}, {amount(warnings, 'warning')}", err=True)
