"""All issues on one sheet: columns are phases, lines say what brings about what."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kb.graph.kinds import Kind, Status
from kb.graph.tables import Link, Row
from kb.render.drawing import Box, Stroke
from kb.render.items import STYLES
from kb.render.map_views import IssueMap, Lines, MapPage, MapSection, Neighbours, Square
from kb.render.site import Site
from kb.render.svg import card, note, stacked
from kb.render.views import Chip

__all__ = ["issue_map"]

_CARD, _GAP, _APART = 176.0, 84.0, 7.0
_EDGE = 36.0
"""Room for lines that leave a column to the outside."""

_ROUNDS = 6
"""Times that every column is put in order by its neighbours."""

_RELATIONS = {
    "precedes": "brings about",
    "specialises": "is a case of",
    "confused_with": "is easily confused with",
}
_SHOWN = ("likely", "specialises")
"""Lines that are drawn from the start; all of them at once are a thicket."""

_LEAD = (
    "Every issue of the catalog in the phase in which it gets in, with lines to what it brings "
    "about, what it is a case of and what it is easily confused with."
)

Columns = Mapping[str, Sequence[Row]]


def issue_map(site: Site) -> MapPage:
    """Return the map of all issues and, behind it, the list of their links."""
    rows = [row for row in site.rows(Kind.ISSUE) if row.status != Status.RETIRED]
    links = {relation: _links(site, rows, relation) for relation in _RELATIONS}
    columns = _columns(site, rows, links["precedes"])
    boxes = tuple(_boxes(site, columns))
    drawn = IssueMap(
        max((box.right for box in boxes), default=0) + _EDGE,
        max((box.bottom for box in boxes), default=0) + _APART,
        boxes,
        tuple(_lines(links, boxes)),
    )
    sections = [MapSection("", "map", drawn)]
    for phase, column in columns.items():
        title = site.term("phases", phase).text or "In no phase"
        listed = tuple(_neighbours(site, row, links) for row in column)
        sections.append(MapSection(title, "neighbours", listed))
    squares = tuple(_squares(drawn))
    return MapPage("issues", "How issues hang together", _LEAD, tuple(sections), squares)


def _links(site: Site, rows: Sequence[Row], relation: str) -> tuple[Link, ...]:
    """Return the links of a relation between the rows; one that is written on both ends once."""
    ids = {row.id for row in rows}
    found: dict[frozenset[str] | tuple[str, str], Link] = {}
    for row in rows:
        for link in site.tables.outgoing.get(row.id, ()):
            if link.relation == relation and link.target in ids:
                ends = (link.source, link.target)
                found.setdefault(frozenset(ends) if relation == "confused_with" else ends, link)
    return tuple(found.values())


def _columns(site: Site, rows: Sequence[Row], links: Sequence[Link]) -> Columns:
    """Return the issues of each phase: by artifact, and then near what they are linked with."""
    known = site.tables.terms
    phases = [term["id"] for term in known.get("phases", ())]
    artifacts = [*(term["id"] for term in known.get("artifacts", ())), ""]
    near: dict[str, list[str]] = {row.id: [] for row in rows}
    for link in links:
        near[link.source].append(link.target)
        near[link.target].append(link.source)
    at = {row.id: 0.0 for row in rows}

    def place(row: Row) -> tuple[int, float, str]:
        pull = [at[id] for id in near[row.id]]
        return artifacts.index(_first(row, "artifact")), sum(pull) / max(len(pull), 1), row.title

    columns: dict[str, list[Row]] = {}
    for _ in range(_ROUNDS):
        for phase in (*phases, ""):
            columns[phase] = sorted((r for r in rows if _first(r, "phase") == phase), key=place)
            at |= {row.id: float(number) for number, row in enumerate(columns[phase])}
    return {phase: column for phase, column in columns.items() if column}


def _first(row: Row, facet: str) -> str:
    return row.facets.get(facet, ("",))[0]


def _boxes(site: Site, columns: Columns) -> Iterator[Box]:
    for number, (phase, column) in enumerate(columns.items()):
        x = _EDGE + number * (_CARD + _GAP)
        boxes = [note(Chip(site.term("phases", phase).text), x, _CARD, style="heading")]
        for artifact, rows in groupby(column, key=lambda row: _first(row, "artifact")):
            title = Chip(site.term("artifacts", artifact).text)
            boxes.append(note(title, x, _CARD, style="part"))
            boxes += [card(site.chip(row.id), x, _CARD, style="issue", id=row.id) for row in rows]
        yield from stacked(boxes, 0, gap=_APART)


def _lines(links: Mapping[str, Sequence[Link]], boxes: Sequence[Box]) -> Iterator[Lines]:
    """Yield the lines in the sets that a reader switches on and off."""
    strokes = {relation: tuple(_strokes(found, boxes)) for relation, found in links.items()}
    likely = tuple(line for line in strokes["precedes"] if line.style == "strong")
    others = tuple(line for line in strokes["precedes"] if line.style != "strong")
    for name, told, found in (
        ("likely", "likely brings about", likely),
        ("possible", "may bring about", others),
        ("specialises", _RELATIONS["specialises"], strokes["specialises"]),
        ("confused", _RELATIONS["confused_with"], strokes["confused_with"]),
    ):
        yield Lines(name, told, found, directed=name != "confused", shown=name in _SHOWN)


def _strokes(links: Sequence[Link], boxes: Sequence[Box]) -> Iterator[Stroke]:
    placed = {box.id: box for box in boxes if box.id}
    for link in links:
        style = STYLES["likelihood"].get(link.attributes.get("likelihood", "possible"), "open")
        path = _path(placed[link.source], placed[link.target])
        yield Stroke(path, style, (link.source, link.target))


def _path(start: Box, end: Box) -> str:
    """Return a line between two boxes: sideways, or round the outside within a column."""
    if start.x == end.x:
        out = start.right + min(70, 20 + abs(start.y - end.y) / 8)
        return (
            f"M{start.right:g} {start.middle:g}"
            f"C{out:g} {start.middle:g} {out:g} {end.middle:g} {end.right:g} {end.middle:g}"
        )
    x, to_x = (start.right, end.x) if start.x < end.x else (start.x, end.right)
    half = (to_x - x) / 2 if abs(to_x - x) < _CARD else (_GAP if to_x > x else -_GAP)
    return (
        f"M{x:g} {start.middle:g}"
        f"C{x + half:g} {start.middle:g} {to_x - half:g} {end.middle:g} {to_x:g} {end.middle:g}"
    )


def _neighbours(site: Site, row: Row, links: Mapping[str, Sequence[Link]]) -> Neighbours:
    """Return an issue with what it is linked with, as words and targets."""
    found = []
    for relation, told in _RELATIONS.items():
        ends = [link.target for link in links[relation] if link.source == row.id]
        if relation == "confused_with":
            ends += [link.source for link in links[relation] if link.target == row.id]
        if ends:
            found.append((told, tuple(site.chip(id) for id in ends)))
    return Neighbours(site.chip(row.id), tuple(found))


def _squares(drawn: IssueMap) -> Iterator[Square]:
    scale = 100 / max(drawn.width, drawn.height, 1)
    for box in drawn.boxes:
        if box.id:
            x, y, width, height = (
                round(scale * part, 1) for part in (box.x, box.y, box.width, box.height)
            )
            yield Square(x, y, width, height, "issue")
