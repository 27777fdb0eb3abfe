"""What the catalog holds and how complete it is, as tables whose bars are drawn from the numbers."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.export.fill import FieldFill, fill_rates
from kb.graph.amounts import amount
from kb.graph.kinds import Kind
from kb.query.statistics import NEEDED, Statistics, statistics
from kb.render.site import GRADES, Site, words
from kb.render.views import Chip

__all__ = ["BarRow", "figures"]

_LACKS = dict(
    zip(NEEDED, ("root cause", "symptom", "consequence", "mitigation", "check"), strict=True)
)


class BarRow(NamedTuple):
    """A count with its share of a whole."""

    what: Chip
    figure: str
    percent: float


def figures(site: Site) -> Iterator[tuple[str, str, tuple[BarRow, ...]]]:
    """Yield every table with its heading and a sentence about it."""
    found = statistics(site.tables)
    total = sum(found.entries.values())
    lead = f"{amount(total, 'entry', 'entries')}, {found.complete} of them complete; data version {found.version}."
    kinds = ((Chip(kind.plural, "", f"../{kind.folder}/"), found.entries[kind]) for kind in Kind)
    yield "Entries", lead, _shares(kinds, total)
    issues = found.entries[Kind.ISSUE]
    grades = (
        (Chip(f"{grade}: {GRADES[grade]}", "", f"../explore/#kind=issue&grade={grade}"), number)
        for grade, number in found.grades.items()
    )
    yield "Issues by evidence", "The grade of the best evidence for each.", _shares(grades, issues)
    links = ((Chip(words(name)), number) for name, number in found.links.items())
    yield "Links", "Each written once, on its owner.", _shares(links, sum(found.links.values()))
    yield "Missing", "Issues that do not yet have one.", _shares(_gaps(found), issues)
    rates = fill_rates(site.tables)
    for kind in Kind:
        lead = "How many entries say something; known gaps stand beside it."
        yield (
            f"Fields of {kind.plural}",
            lead,
            tuple(_fill(rate) for rate in rates if rate.kind == kind),
        )


def _gaps(found: Statistics) -> Iterator[tuple[Chip, int]]:
    for name, ids in found.gaps.items():
        yield Chip(f"without a {_LACKS.get(name, name)}"), len(ids)


def _shares(counts: Iterable[tuple[Chip, int]], total: int) -> tuple[BarRow, ...]:
    return tuple(BarRow(chip, str(number), _percent(number, total)) for chip, number in counts)


def _fill(rate: FieldFill) -> BarRow:
    gaps = f" ({amount(rate.open, 'known gap')})" if rate.open else ""
    needed = " *" if rate.required else ""
    chip = Chip(f"{words(rate.field)}{needed}")
    return BarRow(chip, f"{rate.filled} of {rate.of}{gaps}", _percent(rate.filled, rate.of))


def _percent(number: int, total: int) -> float:
    return round(100 * number / total, 1) if total else 0.0
