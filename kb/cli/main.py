"""The `kb` command: finds a subcommand, runs it, and turns errors into one line and an exit code."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from kb.cli.output import fail, shortened
from kb.errors import CatalogError, KbError
from kb.graph.names import hint

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS = (
    "check",
    "coding",
    "coverage",
    "diagnose",
    "diff",
    "export",
    "fmt",
    "guide",
    "mcp",
    "new",
    "plan",
    "remedies",
    "rule",
    "schema",
    "search",
    "show",
    "similar",
    "stats",
    "survey",
    "trace",
)
"""Subcommands; each lives in the module of its name as `command`."""

_READER_LEFT = 128 + 13
"""What a shell reports for any program that was writing into a pipe when its reader left."""


class _LazyGroup(click.Group):
    """Imports a subcommand when it is used, so that `kb show` does not pay for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click
        """Return the names of all subcommands."""
        return list(COMMANDS)

    def invoke(self, ctx: click.Context) -> object:
        """Run a subcommand; end quietly when nobody reads its answer any more."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still to be written goes nowhere, also when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_READER_LEFT)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand that the arguments begin with; propose one for a misspelt name."""
        name = args[0]
        if name not in COMMANDS and name[:1].isalnum() and not ctx.resilient_parsing:
            ctx.fail(f"no command {name!r}; {hint(name, COMMANDS)}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click
        """Return a subcommand, or nothing if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kb.cli.{cmd_name}").command
        return command


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version  # slow to import

    try:
        click.echo(f"kb {version('ml-quality-kb')}")
    except PackageNotFoundError:
        click.echo("kb from a checkout, not installed")
    ctx.exit()


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  kb diagnose "the model was great in the notebook but poor once we deployed it"
  kb remedies label-noise --max-effort 5
  kb show training-serving-skew

\b
Tab completion for bash (zsh and fish alike):
  eval "$(_KB_COMPLETE=bash_source kb)"

Exit codes: 0 fine, 1 problems found, 2 wrong usage.""",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.option(
    "--catalog",
    type=click.Path(),
    envvar="KB_CATALOG",
    help="Folder of YAML files to use instead of the packaged catalog.",
)
@click.option(
    "--overlay",
    "overlays",
    type=click.Path(),
    multiple=True,
    envvar="KB_OVERLAYS",
    help="Folder of entries to add to the catalog, such as a company's own; repeatable.",
)
@click.pass_context
def cli(ctx: click.Context, catalog: str | None, overlays: tuple[str, ...]) -> None:  # noqa: ARG001 - opened with the catalog
    """Find out what is wrong with a machine-learning system, and what to do about it."""
    ctx.obj = catalog
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main() -> None:
    """Run the command line and exit: 0 fine, 1 problems found, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # an arrow is no reason to die on an old terminal
    try:
        sys.exit(_run())
    except CatalogError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    except KbError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.strerror or error}: {str(error.filename)!r}")


def _run() -> int:
    """Run a subcommand and return its exit code, as click would, but never echo a long argument."""
    try:
        return cli(prog_name="kb", standalone_mode=False) or 0
    except click.ClickException as error:
        place = error.ctx if isinstance(error, click.UsageError) else None
        message = error.format_message()
        short = shortened(message)
        (error if short == message else click.UsageError(short, place)).show()
        return error.exit_code
    except click.Abort:
        click.echo("Aborted!", err=True)
        return 1
