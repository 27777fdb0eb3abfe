"""`kb show`: one entry with its links in both directions."""

import json
import re

import click

from kb.api import KnowledgeBase
from kb.cli.facts import facts
from kb.cli.output import as_json, complete_id, heading, label, open_base, paragraph, print_json
from kb.export.whole_entry import links_of, whole_entry
from kb.graph.kinds import Kind, Stance
from kb.graph.tables import Link

_REFERENCE = re.compile(r"\[\[([a-z0-9-]+)\]\]")
_PROSE = (
    "description",
    "mechanism",
    "why_missed",
    "example",
    "first_step",
    "when_not_to_use",
    "false_positives",
    "false_negatives",
    "sampling",
)
_LISTS = (
    "phrases",
    "log_patterns",
    "benign_explanations",
    "steps",
    "procedure",
    "needs",
    "limits",
    "validity_checks",
)

_NO_CLAIMS = (Kind.SOURCE, Kind.STUDY)
_NO_CLAIM_LINKS = ("asks_about", "reports", "verified_by")
"""What says nothing that evidence could support, and so has no grade to show."""


@click.command(
    epilog="""\b
Examples:
  kb show training-serving-skew
  kb show "label noise" --json"""
)
@click.argument("entry", shell_complete=complete_id())
@as_json
@click.pass_context
def command(ctx: click.Context, entry: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Show ENTRY, named by id, alias or former id, with all its links."""
    base = open_base(ctx)
    id = base.tables.resolve(entry)
    if as_json:
        print_json(whole_entry(base.tables, id))
        return
    row = base.tables.rows[id]
    click.echo(f"{click.style(row.title, bold=True)}  {label(f'{row.kind.label} · {row.id}')}")
    grade = f"evidence grade {row.grade}{' (contested)' if row.contested else ''}, "
    click.echo(label(f"{'' if row.kind in _NO_CLAIMS else grade}{row.status}"))
    click.echo()
    paragraph(row.summary)
    for facet, terms in row.facets.items():
        click.echo(f"  {label(facet.replace('_', ' '))}: {', '.join(terms)}")
    _texts(base, json.loads(base.tables.documents[id]))
    for title, lines in facts(base.tables.documents[id]):
        heading(title)
        for line in lines:
            paragraph(_named(base, line), indent=2)
    _snippet(base.tables.documents[id])
    for name, links in links_of(base.tables, id):
        heading(name.replace("_", " ").capitalize())
        for link in links:
            _link(base, link)
    if row.kind is Kind.ISSUE:
        _prevalence(base, id)
    _evidence(base, id)


def _texts(base: KnowledgeBase, data: dict[str, object]) -> None:
    for field in (*_PROSE, *_LISTS):
        value = data.get(field)
        if value:
            heading(field.replace("_", " ").capitalize())
        if isinstance(value, str):
            for part in value.split("\n\n"):
                paragraph(_named(base, part), indent=2)
        elif isinstance(value, list):
            for number, line in enumerate(value, 1):
                paragraph(_named(base, str(line)), indent=5, first=f"{number}. ")


def _named(base: KnowledgeBase, text: str) -> str:
    """Return prose with the titles of the entries that it refers to."""
    rows = base.tables.rows
    return _REFERENCE.sub(
        lambda match: rows[match[1]].title if match[1] in rows else match[0], text
    )


def _snippet(document: str) -> None:
    snippet = json.loads(document).get("snippet")
    if snippet:
        heading("In code")
        for line in snippet["code"].splitlines():
            click.echo(f"  {line}".rstrip())


def _link(base: KnowledgeBase, link: Link) -> None:
    told = [text for name, text in link.attributes.items() if name != "how_to_tell"]
    if link.relation not in _NO_CLAIM_LINKS:
        told.append(f"evidence {link.grade}")
    _labelled(link.target, ", ".join(told))
    paragraph(_named(base, link.why), indent=6)
    if tell := link.attributes.get("how_to_tell"):
        paragraph(f"Tell them apart: {_named(base, tell)}", indent=6)


def _prevalence(base: KnowledgeBase, id: str) -> None:
    """Print every figure of every study with its interval."""
    found = base.prevalence(id)
    if found:
        heading("How often it was met")
    for one in found:
        told = f"95 % interval {100 * one.low:.0f} to {100 * one.high:.0f} %"
        click.echo(f"  {one.n} of {one.of} {one.unit}  {label(told)}")
        where = ", ".join(filter(None, (one.source, one.locator)))
        paragraph(f"{_named(base, one.finding)} ({where})", indent=6)


def _evidence(base: KnowledgeBase, id: str) -> None:
    data = json.loads(base.tables.documents[id])
    if data.get("evidence"):
        heading("Evidence")
    for piece in data.get("evidence", ()):
        count = piece.get("count")
        figure = f" ({count['n']} of {count['of']} {count['unit']})" if count else ""
        against = "speaks against it" if piece.get("stance") == Stance.CONTRADICTS else ""
        _labelled(piece["source"], ", ".join(filter(None, (piece.get("locator"), against))))
        paragraph(_named(base, piece["finding"]) + figure, indent=6)


def _labelled(text: str, told: str) -> None:
    click.echo(f"  {text}  {label(told)}" if told else f"  {text}")
