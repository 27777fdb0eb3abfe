"""`kb similar`: what is closest to a text or to an entry, and why."""

from collections.abc import Iterable

import click

from kb.cli.output import as_json, complete_id, label, open_base, paragraph, print_json
from kb.graph.kinds import Kind
from kb.query.closeness import WHOLE, Comparison
from kb.query.similar import Close, TurnedDown

__all__ = ["command", "print_close", "print_turned_down"]

_SHOWN = 4
"""Shared words that are shown; `--json` has all of them."""


@click.command(
    short_help="What is closest to a text or an entry, and why.",
    epilog="""\b
Examples:
  kb similar "label leakage"
  kb similar label-noise --kind issue
  kb similar "the test set is used up" --limit 3 --json""",
)
@click.argument("text", nargs=-1, required=True, shell_complete=complete_id())
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only this kind.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1), help="How many.")
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    text: tuple[str, ...],
    kind: str | None,
    limit: int,
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Show the entries and the rejected proposals that are closest to TEXT, a text or an id.

    Closeness goes from 0 (no word in common) to 1 (the same words); rare words weigh more.
    """
    found = open_base(ctx).similar(" ".join(text), kind=kind, limit=limit)
    if as_json:
        print_json(found.to_dict())
        return
    print_close(found.entries)
    print_turned_down(found.rejected)
    if not found.entries and not found.rejected:
        click.echo("Nothing is close.", err=True)


def print_close(entries: Iterable[Close], *, err: bool = False) -> None:
    """Print entries with what they share with the text that was asked about."""
    for entry in entries:
        name = click.style(entry.id, bold=True)
        click.echo(f"{name}  {label(entry.kind.label)}  {_score(entry.comparison)}", err=err)
        paragraph(entry.summary, indent=4, err=err)
        _print_reasons(entry.comparison, err=err)
        for link in entry.links:
            told = f"Linked: {link.source} {link.relation} {link.target}: {link.why}"
            paragraph(told, indent=4, err=err)


def print_turned_down(proposals: Iterable[TurnedDown], *, err: bool = False) -> None:
    """Print proposals that were turned down, with the reason."""
    for proposal in proposals:
        name = click.style(proposal.title, bold=True)
        told = f"{label(f'{proposal.kind.label}, turned down')}  {_score(proposal.comparison)}"
        click.echo(f"{name}  {told}", err=err)
        _print_reasons(proposal.comparison, err=err)
        paragraph(f"Why: {proposal.reason}", indent=4, err=err)
        if proposal.instead:
            paragraph(f"Instead: {', '.join(proposal.instead)}", indent=4, err=err)


def _score(comparison: Comparison) -> str:
    return f"{comparison.closeness:.2f}{' alike' * comparison.alike}"


def _print_reasons(comparison: Comparison, *, err: bool) -> None:
    if comparison.field != WHOLE:
        paragraph(f'Closest in {comparison.field}: "{comparison.line}"', indent=4, err=err)
    shared = "; ".join(
        f"{part.words} {part.weight:.2f} ({', '.join(part.fields)})"
        for part in comparison.shared[:_SHOWN]
    )
    paragraph(f"Shared: {shared}", indent=4, err=err)
    for name, words in (
        ("Only asked for", comparison.only_asked),
        ("Only there", comparison.only_found),
    ):
        if words:
            paragraph(f"{name}: {', '.join(words)}", indent=4, err=err)
