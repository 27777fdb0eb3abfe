"""The map of side effects: which mitigation improves or worsens which quality attribute."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kb.graph.kinds import Direction, Kind, Size, Status
from kb.models.links import TradeOff
from kb.models.mitigation import Mitigation
from kb.render.map_views import Cell, MapPage, MapSection, Matrix, MatrixRow, Square
from kb.render.site import Site
from kb.render.views import Chip

__all__ = ["trade_off_map"]

_VOCABULARY = "quality-attributes"
_MARKS = {Direction.IMPROVES: "▲", Direction.WORSENS: "▽"}
_LEAD = (
    "What a remedy does to other qualities of the system. ▲ improves, ▽ worsens; one mark is a "
    "small effect, two are a moderate one, three a large one."
)


def trade_off_map(site: Site) -> MapPage:
    """Return the mitigations that have side effects, phase by phase, against the attributes."""
    found = list(_with_trade_offs(site))
    touched = {item.id for entry in found for item in entry.trade_offs}
    ids = [term["id"] for term in site.tables.terms.get(_VOCABULARY, ()) if term["id"] in touched]
    columns = tuple(site.term(_VOCABULARY, id) for id in ids)
    sections = [MapSection("The balance", "matrix", _balance(site, found, ids))]
    for title, entries in _by_phase(site, found):
        rows = tuple(_row(site, entry, ids) for entry in entries)
        sections.append(MapSection(title, "matrix", Matrix("Remedy", columns, rows, "marks")))
    squares = tuple(_squares(found, ids))
    return MapPage("trade-offs", "Remedies and their side effects", _LEAD, tuple(sections), squares)


def _with_trade_offs(site: Site) -> Iterator[Mitigation]:
    for row in site.rows(Kind.MITIGATION):
        entry = site.entries[row.id]
        if isinstance(entry, Mitigation) and entry.trade_offs and entry.status != Status.RETIRED:
            yield entry


def _by_phase(site: Site, found: Sequence[Mitigation]) -> Iterator[tuple[str, list[Mitigation]]]:
    titles = {term["id"]: term["title"] for term in site.tables.terms.get("phases", ())}
    for phase in (*titles, None):
        entries = [entry for entry in found if entry.phase == phase]
        if entries:
            yield titles[phase] if phase else "In no phase", entries


def _row(site: Site, entry: Mitigation, ids: Iterable[str]) -> MatrixRow:
    told = {item.id: item for item in entry.trade_offs}
    cells = tuple(_cell(told[id]) if id in told else Cell() for id in ids)
    return MatrixRow(site.chip(entry.id), cells)


def _cell(item: TradeOff) -> Cell:
    mark = _MARKS[item.direction] * (1 + list(Size).index(item.size))
    return Cell(mark, f"{item.direction}, {item.size}", item.direction)


def _balance(site: Site, found: Iterable[Mitigation], ids: Iterable[str]) -> Matrix:
    """Return how many mitigations improve and worsen each attribute."""
    counts = Counter((item.id, item.direction) for entry in found for item in entry.trade_offs)
    columns = tuple(Chip(f"{mark} {direction}") for direction, mark in _MARKS.items())
    most = max(counts.values(), default=1)
    rows = tuple(
        MatrixRow(
            site.term(_VOCABULARY, id),
            tuple(
                Cell(str(counts[id, way]), style=way, bar=round(100 * counts[id, way] / most))
                for way in _MARKS
            ),
        )
        for id in ids
    )
    return Matrix("Quality attribute", columns, rows, "counts")


def _squares(found: Sequence[Mitigation], ids: Sequence[str]) -> Iterator[Square]:
    for y, entry in enumerate(found[:20]):
        for item in entry.trade_offs:
            yield Square(6 * ids.index(item.id), 5 * y, 5, 4, item.direction)
