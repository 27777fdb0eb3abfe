"""`kb coding`: agreement of coders, saturation of interviews, tallies of what was coded."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.output import as_json, fail, heading, open_base, print_json
from kb.cli.tables import masking, open_table, output_file, write_all
from kb.graph.amounts import amount
from kb.study.agreement import Agreement, CodeAgreement
from kb.study.codings import Coded, read_codings
from kb.study.saturation import Step

if TYPE_CHECKING:
    from kb.study.tally import TallyTable

_CSV = click.Path(exists=True, dir_okay=False, path_type=Path)
_BAR = 40

ignoring = click.option(
    "--ignore", multiple=True, help="Header of a column to pass over; repeatable."
)


@click.group(
    short_help="Agreement of coders, saturation, tallies.",
    epilog="""\b
Examples:
  kb coding agree coder-a.csv coder-b.csv -o merged.csv
  kb coding saturation merged.csv --chart saturation.svg
  kb coding tally merged.csv --dedupe team

A file has a row per segment and code (columns segment and code), or a row per segment and a column
per code with 0 or 1, or the same turned. Each subcommand has --json, and more examples under --help.""",
)
def command() -> None:
    """Work with coded interviews: one CSV file per coder, segments and the codes that they got."""


def _open(path: Path, ignore: tuple[str, ...], *, mask: bool) -> Coded:
    return read_codings(open_table(path, mask=mask), ignore=ignore)


@command.command(
    short_help="How far coders agree.",
    epilog="""\b
Examples:
  kb coding agree coder-a.csv coder-b.csv
  kb coding agree coder-a.csv coder-b.csv coder-c.csv --json
  kb coding agree coder-a.csv coder-b.csv -o merged.csv --code-book codes.md""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE FILE...", type=_CSV)
@output_file("-o", "--output", help="Table of all codings to write, as CSV.")
@output_file("--code-book", help="Code book to write, from core categories to codes, as Markdown.")
@ignoring
@masking
@as_json
def agree(
    files: tuple[Path, ...],
    output: Path | None,
    code_book: Path | None,
    ignore: tuple[str, ...],
    mask: bool,  # noqa: FBT001 - click
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Compare coders of the same segments: kappa, alpha, and what a moderator has to decide.

    Cohen's kappa is for two coders, Krippendorff's alpha (extra `study`) for any number.
    """
    from kb.export.csv_cells import csv_text
    from kb.study.agreement import agree as agreed
    from kb.study.agreement import merged
    from kb.study.code_book import code_book as book

    if len({path.name for path in files}) < len(files):
        fail("two files with one name; give each coder a name of their own")
    coded = [_open(path, ignore, mask=mask) for path in files]
    found = agreed(coded)
    write_all(
        ({output: csv_text(*merged(coded))} if output else {})
        | ({code_book: book(coded)} if code_book else {})
    )
    if as_json:
        print_json(found.to_dict())
    else:
        _print_agreement(found)


def _print_agreement(found: Agreement) -> None:
    coders = amount(len(found.coders), "coder")
    basis = "one code per segment" if found.one_code_each else "every code of every segment"
    click.echo(f"{coders}, {amount(found.segments, 'segment')}; compared: {basis}")
    heading(f"{'':<40} {'same':>6} {'kappa':>6} {'alpha':>6}")
    for one in (found.overall, *found.codes):
        click.echo(_figures(one))
    if found.disagreements:
        heading(f"To decide: {len(found.disagreements)}")
    for item in found.disagreements:
        yes, no = ", ".join(item.given_by), ", ".join(item.not_by)
        click.echo(f"  {item.segment}: {item.code}\n    given by {yes}; not by {no}")


def _figures(one: CodeAgreement) -> str:
    kappa, alpha = ("" if x is None else f"{x:.2f}" for x in (one.kappa, one.alpha))
    return f"{one.code[:40]:<40} {one.share:>6.0%} {kappa:>6} {alpha:>6}".rstrip()


@command.command(
    short_help="New codes per interview.",
    epilog="""\b
Examples:
  kb coding saturation merged.csv
  kb coding saturation merged.csv --chart saturation.svg --json""",
)
@click.argument("file", type=_CSV)
@output_file("--chart", help="Chart to write, as SVG.")
@ignoring
@masking
@as_json
def saturation(
    file: Path,
    chart: Path | None,
    ignore: tuple[str, ...],
    mask: bool,  # noqa: FBT001 - click
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Show how many codes each interview added, in the order of the file (column `interview`)."""
    from kb.render.saturation_chart import saturation_chart
    from kb.study.saturation import saturation as steps_of

    steps = steps_of(_open(file, ignore, mask=mask))
    write_all({chart: saturation_chart(steps)} if chart else {})
    if as_json:
        print_json([step._asdict() for step in steps])
    else:
        _print_steps(steps)


def _print_steps(steps: tuple[Step, ...]) -> None:
    most = max(*(step.new for step in steps), 1)
    for step in steps:
        bar = "#" * round(step.new / most * _BAR)
        click.echo(
            f"{step.interview[:24]:<24} {step.new:>4} new {step.total:>5} so far  {bar}".rstrip()
        )


@command.command(
    short_help="Counts per kind of data, collection process and dimension.",
    epilog="""\b
Examples:
  kb coding tally merged.csv
  kb coding tally merged.csv --dedupe team --json""",
)
@click.argument("file", type=_CSV)
@click.option(
    "--dedupe",
    type=click.Choice(("team",)),
    help="Count a problem once that several people of one team tell of.",
)
@ignoring
@masking
@as_json
@click.pass_context
def tally(
    ctx: click.Context,
    file: Path,
    dedupe: str | None,
    ignore: tuple[str, ...],
    mask: bool,  # noqa: FBT001 - click
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Count problems (column `code`) per data type, collection process and data-quality dimension.

    Prints a table of what comes together, and the field `tallies` for a study entry.
    """
    from kb.study.tally import tally as counted

    found = counted(
        open_base(ctx).tables, _open(file, ignore, mask=mask), once_per_team=dedupe is not None
    )
    if as_json:
        print_json(found.to_dict())
    else:
        _print_tally(found)


def _print_tally(found: "TallyTable") -> None:
    from kb.study.tally import tallies_text

    click.echo(f"{found.problems} {found.unit}\n")
    rows = [("data type", "collection process", "data-quality dimension", "n")]
    rows += [(*cell[:3], str(cell.n)) for cell in found.cells]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo(
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        )
    click.echo(f"\n{tallies_text(found)}", nl=False)
