"""One Markdown checklist per issue: how to recognise it, then the steps of its plan."""

from collections.abc import Iterator

from kb.diagnosis.needs import Limits
from kb.diagnosis.plan import plan
from kb.export.checklist import plan_lines
from kb.export.edition import Edition
from kb.graph.kinds import FindingStrength, Kind
from kb.graph.tables import Row, Tables

__all__ = ["export"]


def export(tables: Tables, edition: Edition) -> dict[str, str]:
    """Return a checklist for every issue that is not retired, by file name."""
    return {
        f"{row.id}.md": "\n".join(_lines(tables, row, edition)) + "\n"
        for row in tables.rows.values()
        if row.kind is Kind.ISSUE and row.status != "retired"
    }


def _lines(tables: Tables, row: Row, edition: Edition) -> Iterator[str]:
    yield f"# {row.title}"
    yield ""
    yield row.summary
    symptoms = [
        link
        for link in tables.links(row.id, "manifests_as")
        if link.attributes["strength"] != FindingStrength.ARGUES_AGAINST
    ]
    if symptoms:
        yield from ("", "## Recognise", "")
    for link in symptoms:
        title = tables.rows[link.target].title
        yield f"- [ ] {title} ({link.attributes['strength']}): {link.why}"
    yield ""
    yield from plan_lines(plan(tables, (row.id,), Limits()))
    yield ""
    yield f"{edition.line()}."
