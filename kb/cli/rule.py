"""`kb rule`: what a problem code means and how to mend what it reports."""

import click
from click.shell_completion import CompletionItem

from kb.cli.output import as_json, label, print_json
from kb.rules import rule, rules


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    return [
        CompletionItem(found.code, help=found.title)
        for found in rules()
        if found.code.startswith(incomplete.upper())
    ]


@click.command(
    short_help="What a problem code of `kb check` means.",
    epilog="""\b
Examples:
  kb rule               all codes
  kb rule KB404         one of them, with a bad and a good example""",
)
@click.argument("code", required=False, shell_complete=_complete)
@as_json
def command(code: str | None, as_json: bool) -> None:  # noqa: FBT001 - click
    """Explain the problem CODE, or list all codes."""
    if code is None:
        if as_json:
            print_json([found.to_dict() for found in rules()])
        for found in () if as_json else rules():
            click.echo(f"{found.code}  {found.title}")
        return
    found = rule(code)
    if as_json:
        print_json(found.to_dict())
        return
    click.echo(f"{click.style(found.title, bold=True)}  {label(found.code)}\n\n{found.text}")
