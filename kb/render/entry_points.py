"""The map of where issues get in: phases against artifacts, with the list behind every count."""

from collections.abc import Iterator, Mapping, Sequence

from kb.graph.kinds import Kind, Status
from kb.graph.tables import TermRow
from kb.models.issue import Issue
from kb.render.map_views import Cell, Group, MapPage, MapSection, Matrix, MatrixRow, Square
from kb.render.site import Site
from kb.render.views import ListRow

__all__ = ["entry_point_map"]

_TINTS = 4
"""How many shades a count may have."""

_LEAD = (
    "In which phase of the work an issue gets in, and in what it sits. "
    "Every count leads to its issues; the deeper its tint, the more there are."
)
_SHOWS = "In which phase an issue gets in, and in which one it is usually noticed."

Sorted = Mapping[tuple[str | None, str | None], Sequence[Issue]]


def entry_point_map(site: Site) -> MapPage:
    """Return the issues by phase and artifact, and by the phases in which they get in and show."""
    found = [site.entries[row.id] for row in site.rows(Kind.ISSUE)]
    issues = [i for i in found if isinstance(i, Issue) and i.status is not Status.RETIRED]
    phases = site.tables.terms.get("phases", ())
    used = {issue.artifact for issue in issues}
    artifacts = [term for term in site.tables.terms.get("artifacts", ()) if term["id"] in used]
    places: dict[tuple[str | None, str | None], list[Issue]] = {}
    times: dict[tuple[str | None, str | None], list[Issue]] = {}
    for issue in issues:
        places.setdefault((issue.phase_introduced, issue.artifact), []).append(issue)
        times.setdefault((issue.phase_introduced, issue.phase_visible), []).append(issue)
    where = _matrix(site, phases, ("artifacts", artifacts), places)
    when = _matrix(site, phases, ("phases", phases), times)
    sections = (
        MapSection("Phase and artifact", "matrix", _linked(where, phases, artifacts)),
        MapSection("Gets in and shows", "matrix", when, _SHOWS),
        *_lists(site, phases, artifacts, places),
    )
    return MapPage("phases", "Where issues get in", _LEAD, sections, tuple(_squares(where)))


def _matrix(
    site: Site, phases: Sequence[TermRow], across: tuple[str, Sequence[TermRow]], counted: Sorted
) -> Matrix:
    vocabulary, terms = across
    most = max(map(len, counted.values()), default=1)
    rows = tuple(
        MatrixRow(
            site.term("phases", phase["id"]),
            tuple(_cell(len(counted.get((phase["id"], term["id"]), ())), most) for term in terms),
        )
        for phase in phases
    )
    columns = tuple(site.term(vocabulary, term["id"]) for term in terms)
    return Matrix("Gets in during", columns, rows, "tints")


def _cell(count: int, most: int) -> Cell:
    if not count:
        return Cell()
    return Cell(str(count), style=f"tint-{-(-_TINTS * count // most)}")


def _linked(matrix: Matrix, phases: Sequence[TermRow], artifacts: Sequence[TermRow]) -> Matrix:
    """Return a matrix whose counts lead to the lists below it."""
    rows = tuple(
        row._replace(
            cells=tuple(
                cell._replace(href=f"#{_anchor(phase, artifact)}") if cell.text else cell
                for cell, artifact in zip(row.cells, artifacts, strict=True)
            )
        )
        for row, phase in zip(matrix.rows, phases, strict=True)
    )
    return matrix._replace(rows=rows)


def _anchor(phase: TermRow, artifact: TermRow) -> str:
    return f"in-{phase['id']}-{artifact['id']}"


def _lists(
    site: Site, phases: Sequence[TermRow], artifacts: Sequence[TermRow], places: Sorted
) -> Iterator[MapSection]:
    for phase in phases:
        groups = tuple(
            Group(_anchor(phase, artifact), artifact["title"], _rows(site, issues))
            for artifact in artifacts
            if (issues := places.get((phase["id"], artifact["id"])))
        )
        if groups:
            yield MapSection(phase["title"], "groups", groups)


def _rows(site: Site, issues: Sequence[Issue]) -> tuple[ListRow, ...]:
    return tuple(
        ListRow(
            site.chip(issue.id),
            site.prose.line(issue.summary),
            site.tables.rows[issue.id].grade.value,
            (),
        )
        for issue in issues
    )


def _squares(matrix: Matrix) -> Iterator[Square]:
    for y, row in enumerate(matrix.rows):
        for x, cell in enumerate(row.cells):
            yield Square(9 * x, 14 * y, 8, 13, cell.style or "tint-0")
