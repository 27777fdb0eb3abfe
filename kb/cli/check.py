"""`kb check`: is the catalog valid?"""

import sys
from pathlib import Path

import click

from kb.cli.output import as_json, fail, print_json
from kb.errors import CatalogError, Level, Problem
from kb.graph.kinds import Kind


@click.command(
    epilog="""\b
Examples:
  kb check                    the catalog/ folder here
  kb check path/to/catalog
  kb check --json | jq '.problems[].code'"""
)
@click.argument("path", required=False, type=click.Path())
@as_json
@click.pass_context
def command(ctx: click.Context, path: str | None, as_json: bool) -> None:  # noqa: FBT001 - click
    """Check every file of a catalog and print all problems.

    Each problem is one line: path:line:column: CODE field: what is wrong; what to do.
    """
    root = catalog_at(path or ctx.obj)
    counts, problems = _checked(root)
    if as_json:
        print_json({"counts": counts, "problems": [problem.to_dict() for problem in problems]})
    else:
        for problem in problems:
            click.echo(str(problem))
        _summary(counts, problems)
    sys.exit(any(problem.level is Level.ERROR for problem in problems))


def catalog_at(named: str | None) -> Path:
    """Return the catalog that a folder is or holds; without a name, also the one we are in."""
    place = Path(named or ".")
    if not place.is_dir():
        what = (
            "is a file; name the folder of the catalog"
            if place.is_file()
            else "does not exist; name one"
        )
        fail(f"{str(place)!r} {what}, or run this where catalog/ is")
    around = () if named else Path.cwd().parents
    for candidate in (place / "catalog", place, *around):
        if (candidate / "vocabulary").is_dir():
            return candidate
    return place


def _checked(root: Path) -> tuple[dict[str, int], tuple[Problem, ...]]:
    from kb.lint.run import lint
    from kb.loading.loader import load_catalog

    if not root.is_dir():
        fail(f"no folder {str(root)!r}; run this where catalog/ is, or name a catalog")
    try:
        catalog = load_catalog(root)
    except CatalogError as error:
        return {}, error.problems
    kinds = list(catalog.kinds.values())
    return {kind.plural: kinds.count(kind) for kind in Kind}, lint(catalog)


def _summary(counts: dict[str, int], problems: tuple[Problem, ...]) -> None:
    errors = sum(problem.level is Level.ERROR for problem in problems)
    if counts:
        click.echo(", ".join(f"{number} {name}" for name, number in counts.items()))
    warnings = len(problems) - errors
    click.echo(
        f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}", err=True
    )
