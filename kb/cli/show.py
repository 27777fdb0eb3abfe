"""`kb show`: one entry with its links in both directions."""

import json
from collections.abc import Iterator

import click

from kb.api import KnowledgeBase
from kb.cli.output import as_json, complete_id, heading, label, open_base, paragraph, print_json
from kb.graph.relations import RELATIONS
from kb.graph.tables import Link

_PROSE = ("description", "mechanism", "why_missed", "example", "first_step", "when_not_to_use")
_LISTS = ("phrases", "benign_explanations", "steps", "procedure", "needs", "limits")


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
        print_json(_as_data(base, id))
        return
    row = base.tables.rows[id]
    click.echo(f"{click.style(row.title, bold=True)}  {label(f'{row.kind.label} · {row.id}')}")
    told = f"evidence grade {row.grade}{' (contested)' if row.contested else ''}, {row.status}"
    click.echo(label(told))
    click.echo()
    paragraph(row.summary)
    for facet, terms in row.facets.items():
        click.echo(f"  {label(facet.replace('_', ' '))}: {', '.join(terms)}")
    _texts(json.loads(base.tables.documents[id]))
    for name, links in _links(base, id):
        heading(name.replace("_", " ").capitalize())
        for link in links:
            strength = ", ".join(v for k, v in link.attributes.items() if k != "how_to_tell")
            told = ", ".join(filter(None, (strength, f"evidence {link.grade}")))
            click.echo(f"  {link.target}  {label(told)}")
            paragraph(link.why, indent=6)
            if tell := link.attributes.get("how_to_tell"):
                paragraph(f"Tell them apart: {tell}", indent=6)
    _evidence(base, id)


def _links(base: KnowledgeBase, id: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for relation in RELATIONS:
        for name in dict.fromkeys((relation.name, relation.inverse)):
            if links := base.tables.links(id, name):
                yield name, links


def _as_data(base: KnowledgeBase, id: str) -> dict[str, object]:
    row = base.tables.rows[id]
    links = {
        name: [{**link._asdict(), "attributes": dict(link.attributes)} for link in found]
        for name, found in _links(base, id)
    }
    told = {"kind": row.kind.value, "grade": row.grade.value, "contested": row.contested}
    return {**told, **json.loads(base.tables.documents[id]), "links": links}


def _texts(data: dict[str, object]) -> None:
    for field in (*_PROSE, *_LISTS):
        value = data.get(field)
        if value:
            heading(field.replace("_", " ").capitalize())
        if isinstance(value, str):
            paragraph(value, indent=2)
        elif isinstance(value, list):
            for number, line in enumerate(value, 1):
                paragraph(str(line), indent=5, first=f"{number}. ")


def _evidence(base: KnowledgeBase, id: str) -> None:
    data = json.loads(base.tables.documents[id])
    if data.get("evidence"):
        heading("Evidence")
    for piece in data.get("evidence", ()):
        count = piece.get("count")
        figure = f" ({count['n']} of {count['of']} {count['unit']})" if count else ""
        click.echo(f"  {piece['source']}  {label(piece.get('locator', ''))}")
        paragraph(piece["finding"] + figure, indent=6)
