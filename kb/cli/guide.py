"""`kb guide`: the interview guide, and the self-assessment made from it."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kb.api import KnowledgeBase
from kb.cli.output import as_json, open_base, print_json, replace_file
from kb.graph.kinds import Severity

if TYPE_CHECKING:
    from kb.models.profile import Profile

# As in kb.models.guide, which brings pydantic; a list of commands must not wait for it.
_LANGUAGES = ("en", "de", "fr")


@click.command(
    short_help="Interview guide and self-assessment.",
    epilog="""\b
Examples:
  kb guide --format html -o guide.html       to print for an interview
  kb guide --self-assess -o mlq.yaml         answer questions, keep the profile
  kb guide --compare last.yaml mlq.yaml      better, worse and new since then
  kb guide --policy high mlq.yaml            in CI: exit 1 while such an issue is open""",
)
@click.argument("profile", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(("markdown", "html")),
    default="markdown",
    show_default=True,
    help="How to print the interview guide.",
)
@click.option(
    "--language", type=click.Choice(_LANGUAGES), default="en", help="Where there is a translation."
)
@click.option("--self-assess", is_flag=True, help="Ask about your own system instead.")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Answer with the lines of this file: yes, partly, no, don't know, skip or stop.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option(
    "--compare",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="Print what is different from this earlier profile.",
)
@click.option(
    "--policy",
    type=click.Choice([str(severity) for severity in Severity]),
    help="Exit with 1 while an issue of this severity or worse is open.",
)
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    profile: Path | None,
    form: str,
    language: str,
    self_assess: bool,  # noqa: FBT001 - click
    answers: Path | None,
    output: Path | None,
    compare: Path | None,
    policy: str | None,
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Print the interview guide, or assess your own system by questions from it.

    The self-assessment turns answers into a profile of issues that are open, to be watched or
    fine, with checks and remedies. PROFILE is one that was kept before.
    """
    asking = self_assess or answers is not None
    if asking and profile:
        msg = "a PROFILE is answered already; leave out either it or --self-assess."
        raise click.UsageError(msg)
    if (compare or policy) and not (asking or profile):
        msg = "--compare and --policy need a PROFILE or --self-assess."
        raise click.UsageError(msg)
    base = open_base(ctx)
    if profile:
        found = _read(profile)
    elif asking:
        found = _asked(base, answers, output, language)
    else:
        _print_guide(base, form, output, language, as_json=as_json)
        return
    wanted = _Wanted(compare, policy, language, whole=asking or not (compare or policy))
    sys.exit(_report(base, found, wanted, as_json=as_json))


class _Wanted(NamedTuple):
    compare: Path | None
    policy: str | None
    language: str
    whole: bool
    """Whether to print the profile itself."""


def _print_guide(
    base: KnowledgeBase, form: str, output: Path | None, language: str, *, as_json: bool
) -> None:
    from kb.export.guide_sheet import guide_markdown
    from kb.render.guide_page import guide_html
    from kb.study.assessment import guide_of

    guide = guide_of(base.tables)
    if as_json:
        print_json(guide.model_dump(mode="json", exclude_defaults=True))
        return
    text = guide_html(guide, language) if form == "html" else guide_markdown(guide, language)
    if output:
        replace_file(output, text)
    else:
        click.echo(text, nl=False)


def _asked(
    base: KnowledgeBase, answers: Path | None, output: Path | None, language: str
) -> "Profile":
    """Return the profile that the answers make, kept in a file if one is named."""
    from kb.cli.ask import answers_from, typed
    from kb.cli.self_assess import ask_all
    from kb.study.assessment import assess, guide_of
    from kb.study.profiles import profile_text

    ask = answers_from(answers) if answers else typed
    given = ask_all(guide_of(base.tables), ask, language)
    found = assess(base.tables, given, datetime.now(UTC).astimezone().date())
    if output:
        replace_file(output, profile_text(found))
    return found


def _read(path: Path) -> "Profile":
    from kb.study.profiles import read_profile

    return read_profile(path)


def _report(base: KnowledgeBase, found: "Profile", wanted: _Wanted, *, as_json: bool) -> bool:
    """Print what is wanted of a profile; return whether the policy forbids it."""
    from kb.cli.self_assess import print_changes, print_profile
    from kb.study.assessment import guide_of
    from kb.study.profiles import changes, forbidden, read_profile

    moved = changes(read_profile(wanted.compare), found) if wanted.compare else None
    standing = forbidden(found, Severity(wanted.policy)) if wanted.policy else ()
    if as_json:
        told = found.model_dump(mode="json")
        told |= {"changes": moved.to_dict()} if moved else {}
        print_json(told | {"forbidden": [issue.id for issue in standing]})
        return bool(standing)
    if wanted.whole:
        print_profile(base.tables, guide_of(base.tables), found, wanted.language)
    if moved:
        print_changes(base.tables, moved)
    for issue in standing:
        row = base.tables.rows.get(issue.id)
        why = f"answered: {', '.join(issue.because)}"
        click.echo(f"{issue.id}: {issue.severity} and open, {row.title if row else ''}; {why}")
    return bool(standing)
