"""`kb survey`: ask people how often they met issues, and score what they answer."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from kb.cli.output import as_json, complete_term, fail, heading, open_base, paragraph, print_json
from kb.cli.tables import masking, open_table, output_file, write_all
from kb.graph.amounts import amount
from kb.graph.names import hint
from kb.graph.tables import Tables
from kb.study.scoring import FEWEST, Group, QuestionScore, Score


@click.group(
    short_help="Ask how often issues are met, and score the answers.",
    epilog="""\b
Examples:
  kb survey build --issues label-noise,concept-drift -o survey.html
  kb survey score answers.csv --min-experience 3
  kb survey score answers.csv --study-id my-survey --json

Each subcommand has --json, and more examples under --help.""",
)
def command() -> None:
    """Make a questionnaire of issues, and turn its answers into figures and a study entry."""


@command.command(
    short_help="Make a questionnaire.",
    epilog="""\b
Examples:
  kb survey build --issues label-noise,concept-drift -o survey.html
  kb survey build --phase deployment -o survey.md -o survey.json
  kb survey build --all --json""",
)
@click.option("--issues", default="", help="Ids of issues, with commas between them.")
@click.option(
    "--phase",
    default="",
    shell_complete=complete_term("phases"),
    help="Ask about the issues of this phase.",
)
@click.option("--all", "every", is_flag=True, help="Ask about every issue.")
@click.option(
    "--title",
    default="Quality issues of machine-learning systems",
    show_default=True,
    help="Heading of the questionnaire.",
)
@output_file(
    "-o", "--output", multiple=True, help="File to write, .html, .md or .json; repeatable."
)
@as_json
@click.pass_context
def build(
    ctx: click.Context,
    issues: str,
    phase: str,
    every: bool,  # noqa: FBT001 - click
    title: str,
    output: tuple[Path, ...],
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Make a questionnaire: per issue its symptoms, a short description, and a scale of five points.

    The HTML page is one file that works without a network; whoever fills it in saves a CSV file.
    """
    from kb.render.questionnaire import survey_markdown, survey_page
    from kb.study.survey import issues_for, make_survey

    tables = open_base(ctx).tables
    named = [name.strip() for name in issues.split(",") if name.strip()]
    phases = [term["id"] for term in tables.terms.get("phases", ())]
    if phase and phase not in phases:
        fail(f"no phase {phase!r}; {hint(phase, phases)}")
    survey = make_survey(
        tables, issues_for(tables, named=named, phase=phase, every=every), title=title
    )
    data = json.dumps(survey.to_dict(), ensure_ascii=False, indent=2) + "\n"
    texts = {".html": survey_page(survey), ".md": survey_markdown(survey), ".json": data}
    if unknown := next((path for path in output if path.suffix not in texts), None):
        fail(f"{str(unknown)!r}: name a file that ends with .html, .md or .json")
    write_all({path: texts[path.suffix] for path in output})
    if as_json:
        print_json(survey.to_dict())
    elif not output:
        click.echo(texts[".md"], nl=False)


@command.command(
    short_help="Score the answers.",
    epilog="""\b
Examples:
  kb survey score answers.csv
  kb survey score answers/*.csv --min-experience 3 --chart likert.svg
  kb survey score answers.csv -o catalog/studies/my-survey.yaml
  kb survey score answers.csv --survey survey.json --ignore "Anything else?" --json""",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--min-experience",
    type=click.FloatRange(0),
    default=0,
    metavar="YEARS",
    help="Count only those with as many years.",
)
@click.option(
    "--survey",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The questionnaire as JSON, if columns are named q1, q2 and so on.",
)
@click.option("--ignore", multiple=True, help="Header of a column to pass over; repeatable.")
@click.option("--study-id", default="", help="Id of the study entry; else the name of its file.")
@output_file("-o", "--output", help="Study entry to write, named <study id>.yaml.")
@output_file("--chart", help="Chart to write, as SVG.")
@masking
@as_json
@click.pass_context
def score(
    ctx: click.Context,
    files: tuple[Path, ...],
    min_experience: float,
    survey: Path | None,
    ignore: tuple[str, ...],
    study_id: str,
    output: Path | None,
    chart: Path | None,
    mask: bool,  # noqa: FBT001 - click
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Score the answers in exported tables, one column per question.

    Prints averages, medians, the share of the two highest points with its 95 % interval, and groups.
    With --study-id and no -o the study entry is printed instead. Figures over fewer than 5 answers
    are withheld, so that nobody can be identified.
    """
    from kb.render.likert import likert_chart
    from kb.study.answers import read_answers
    from kb.study.scoring import score as scored
    from kb.study.study_file import study_text

    tables = open_base(ctx).tables
    id = _study_id(study_id, output)
    answers = read_answers(
        tables,
        [open_table(path, mask=mask) for path in files],
        questions=_questions(tables, survey),
        ignore=ignore,
    )
    titles = {issue: tables.rows[issue].title for issue in answers.issues}
    found = scored(answers, titles, min_experience=min_experience)
    study = study_text(tables, id, found, today=datetime.now(UTC).date()) if id else ""
    write_all(({output: study} if output else {}) | ({chart: likert_chart(found)} if chart else {}))
    if as_json:
        print_json(found.to_dict())
    elif study and not output:
        click.echo(study, nl=False)
    else:
        _print(found, tables)


def _study_id(named: str, output: Path | None) -> str:
    """Return the id of the study to write, if one is wanted."""
    if output is None:
        return named
    if output.suffix != ".yaml" or (named and named != output.stem):
        fail(f"{str(output)!r} should be named {named or output.stem}.yaml, as its id says")
    return output.stem


def _questions(tables: Tables, survey: Path | None) -> dict[str, str]:
    """Return issues by the ids and texts of the questions of a questionnaire."""
    from kb.study.survey import issues_for

    if survey is None:
        return {}
    try:
        asked = json.loads(survey.read_text(encoding="utf-8"))["questions"]
        named = {str(item[key]): str(item["issue"]) for item in asked for key in ("id", "text")}
    except (ValueError, KeyError, TypeError, RecursionError):
        fail(f"{survey.name}: no questionnaire; make it with `kb survey build -o {survey.name}`")
    return {name: issues_for(tables, named=[issue])[0] for name, issue in named.items()}


def _print(found: Score, tables: Tables) -> None:
    told = amount(found.respondents, "respondent counts", "respondents count")
    if found.left_out:
        few = found.left_out < FEWEST
        told += f", {f'fewer than {FEWEST}' if few else found.left_out} are left out"
    click.echo(f"{told}.")
    heading("Rank, mean from 1 (never) to 5 (always), 95 % interval, median, often or always")
    for item in found.questions:
        _print_question(item)
    for by in ("role", "experience"):
        groups = [group for group in found.groups if group.by == by]
        if len({group.group for group in groups}) > 1:
            heading(f"By {by}: answers, mean, often or always")
            _print_groups(groups, {row.id: row.title for row in tables.rows.values()})
    hidden = any(group.n is None for group in found.groups)
    if hidden or any(item.summary is None for item in found.questions):
        paragraph(
            f"\nFigures over fewer than {FEWEST} answers are withheld, and the next smallest group"
            " where the total would give them away.",
        )


def _print_question(item: QuestionScore) -> None:
    gone = f"{item.cannot_answer} cannot answer, {item.missing} missing"
    if item.summary is None:
        click.echo(f"  -  {item.title}\n     fewer than {FEWEST} answers, withheld; {gone}")
        return
    one, top = item.summary, item.summary.top
    click.echo(
        f"{item.rank:3}  {item.title}\n"
        f"     {one.mean:.2f} [{one.low:.2f}, {one.high:.2f}], median {one.median:g}, "
        f"{top.n}/{one.n} = {top.share:.0%} [{top.low:.0%}, {top.high:.0%}]; {gone}"
    )


def _print_groups(groups: list[Group], titles: Mapping[str, str]) -> None:
    for issue in dict.fromkeys(group.issue for group in groups):
        click.echo(f"  {titles[issue]}")
        for group in groups:
            if group.issue != issue:
                continue
            told = "withheld"
            if group.mean is not None and group.top_share is not None:
                told = f"{group.n:3}  {group.mean:.2f}  {group.top_share:.0%}"
            click.echo(f"    {group.group:<24} {told}")
