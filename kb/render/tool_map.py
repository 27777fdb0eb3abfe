"""The map of tools: which issues each one notices or treats, and what no tool notices."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kb.query.coverage import Coverage, Covered, coverage
from kb.render.map_views import (
    Cell,
    Group,
    MapPage,
    MapSection,
    Matrix,
    MatrixRow,
    Served,
    Square,
    ToolRow,
)
from kb.render.site import Site
from kb.render.views import Chip, ListRow

__all__ = ["tool_map"]

_LEAD = (
    "What tools do about issues, by the phase in which the issues get in. ○ counts the issues "
    "that a tool notices, ● those that it helps to treat. A tool's name leads to its issues."
)
_UNSEEN = "No check that runs by itself and no detecting remedy for these issues names a tool."


def tool_map(site: Site) -> MapPage:
    """Return the tools that entries name against the phases of the issues they serve."""
    used = {tool for row in site.tables.rows.values() for tool in row.facets.get("tool", ())}
    tools = [term["id"] for term in site.tables.terms.get("tools", ()) if term["id"] in used]
    # Asked once for all tools: what serves an issue tells which of them it is.
    found = coverage(site.tables, tuple(tools)) if tools else Coverage((), (), (), ())
    rows = tuple(_tool(site, tool, found) for tool in tools)
    phases = [term["id"] for term in site.tables.terms.get("phases", ())]
    columns = (Chip("Issues"), *(site.term("phases", phase) for phase in phases))
    matrix = Matrix("Tool", columns, tuple(_row(row, phases) for row in rows), "tools")
    unseen = tuple(_list_row(site, item) for item in found.undetected)
    sections = (
        MapSection("Tools and phases", "matrix", matrix),
        MapSection("Tool by tool", "tools", rows),
        MapSection("Noticed by no tool", "groups", (Group("", "", unseen),), _UNSEEN),
    )
    return MapPage("tools", "What tools cover", _LEAD, sections, tuple(_squares(rows)))


def _tool(site: Site, tool: str, found: Coverage) -> ToolRow:
    return ToolRow(
        f"tool-{tool}",
        site.term("tools", tool),
        tuple(_served(site, tool, found.detected)),
        tuple(_served(site, tool, found.treated)),
    )


def _served(site: Site, tool: str, covered: Iterable[Covered]) -> Iterator[Served]:
    """Yield the issues for which an entry uses the tool, with those entries."""
    for item in covered:
        via = [id for id in item.via if tool in site.tables.rows[id].facets.get("tool", ())]
        if via:
            phase = site.tables.rows[item.id].facets.get("phase", ("",))[0]
            yield Served(site.chip(item.id), tuple(map(site.chip, via)), phase)


def _row(row: ToolRow, phases: Sequence[str]) -> MatrixRow:
    noticed, treated = (
        Counter(item.phase for item in items) for items in (row.noticed, row.treated)
    )
    cells = [_cell(noticed.total(), treated.total())]
    cells += [_cell(noticed[phase], treated[phase]) for phase in phases]
    return MatrixRow(Chip(row.tool.text, href=f"#{row.anchor}"), tuple(cells))


def _cell(noticed: int, treated: int) -> Cell:
    marks = [f"{mark}\u00a0{count}" for mark, count in (("○", noticed), ("●", treated)) if count]
    return Cell(" ".join(marks), f"{noticed} noticed, {treated} treated" if marks else "")


def _list_row(site: Site, item: Covered) -> ListRow:
    row = site.tables.rows[item.id]
    return ListRow(site.chip(item.id), site.prose.line(row.summary), row.grade.value, ())


def _squares(rows: Sequence[ToolRow]) -> Iterator[Square]:
    widest = max((len(row.noticed) + len(row.treated) for row in rows), default=1) or 1
    best = sorted(rows, key=lambda row: -len(row.noticed) - len(row.treated))
    for y, row in enumerate(best[:12]):
        seen, done = (100 * len(items) / widest for items in (row.noticed, row.treated))
        yield Square(0, 8.5 * y, round(seen, 1), 6, "improves")
        yield Square(round(seen, 1), 8.5 * y, round(done, 1), 6, "cause")
