"""Ways to count the catalog, shared by all answers; what is retired does not count."""

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from kb.diagnosis.prevalence import prevalence
from kb.export.research.figure import Figure, Grid, Mark
from kb.graph.kinds import Kind
from kb.graph.tables import Row, Tables

__all__ = ["Axis", "Counting", "axis_of", "by_share", "most_first"]


class Axis(NamedTuple):
    """One dimension of a grid: a facet with its values, each as id and title."""

    facet: str
    values: tuple[tuple[str, str], ...]
    position: int | None = None
    """Where in the facet the value stands that counts; any of them by default."""

    def has(self, row: Row, value: str) -> bool:
        """Return whether a row has a value."""
        found = row.facets.get(self.facet, ())
        return value in found if self.position is None else found[self.position :][:1] == (value,)


def axis_of(facet: str, values: type[StrEnum]) -> Axis:
    """Return a dimension whose values are fixed in the code."""
    return Axis(facet, tuple((one.value, one.value) for one in values))


class Counting:
    """The rows of a catalog by kind, and what can be counted of them."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.rows = {
            kind: tuple(
                row for row in tables.rows.values() if row.kind is kind and row.status != "retired"
            )
            for kind in Kind
        }

    def terms(self, vocabulary: str) -> tuple[tuple[str, str], ...]:
        """Return the terms of a vocabulary as id and title."""
        return tuple((term["id"], term["title"]) for term in self.tables.terms.get(vocabulary, ()))

    def linked(self, row: Row, relation: str) -> int:
        """Return with how many entries one is linked; what argues against it does not count."""
        return len(
            {
                link.target
                for link in self.tables.links(row.id, relation)
                if link.attributes.get("strength") != "argues-against"
            }
        )

    def by_links(self, kind: Kind, relation: str) -> tuple[Mark, ...]:
        """Return every entry of a kind with the number of its links, most first."""
        found = (Mark(row.id, row.title, self.linked(row, relation)) for row in self.rows[kind])
        return most_first(found)

    def by_values(self, kind: Kind, axis: Axis) -> tuple[Mark, ...]:
        """Return every value of a facet with the number of entries that have it."""
        return tuple(
            Mark(id, title, sum(axis.has(row, id) for row in self.rows[kind]))
            for id, title in axis.values
        )

    def grid(
        self, name: str, heading: str, lead: str, *, down: Axis, across: Axis, rows: Iterable[Row]
    ) -> Grid:
        """Return how many entries have each pair of values."""
        counted = tuple(rows)
        cells = tuple(
            (
                id,
                title,
                tuple(
                    sum(down.has(row, id) and across.has(row, other) for row in counted)
                    for other, _ in across.values
                ),
            )
            for id, title in down.values
        )
        return Grid(name, heading, lead, f"{_said(down)} \\ {_said(across)}", across.values, cells)

    def figures_of(self, row: Row) -> Iterator[Mark]:
        """Yield what studies counted about an issue, one mark for each figure."""
        for one in prevalence(self.tables, row.id):
            told = (one.unit, one.source, one.locator, one.finding)
            yield Mark(row.id, row.title, one.n, one.of, *told)

    def study_of(self, source: str) -> str:
        """Return the study that a source reports, or the source itself where there is none."""
        study = json.loads(self.tables.documents[source]).get("study")
        return study if isinstance(study, str) else source

    def tallies(self, dimensions: Sequence[str]) -> Iterator[Figure]:
        """Yield what each study tallied of some vocabularies, apart where the unit differs."""
        for row in self.rows[Kind.STUDY]:
            parts: dict[tuple[str, str, int | None], list[Mark]] = {}
            for item in json.loads(self.tables.documents[row.id]).get("tallies", ()):
                dimension, unit, of = item["dimension"], item["unit"], item.get("of")
                if dimension in dimensions:
                    title = dict(self.terms(dimension)).get(item["term"], item["term"])
                    mark = Mark(item["term"], title, item["n"], of, unit, row.id)
                    parts.setdefault((dimension, unit, of), []).append(mark)
            for (dimension, unit, of), marks in parts.items():
                words = dimension.replace("-", " ")
                whole = f"of {of} {unit}" if of else f"{unit}; out of how many is not known"
                yield Figure(
                    f"{row.id}-{dimension}",
                    f"{words.capitalize()} in one study",
                    f"{row.title}: so many {whole}.",
                    most_first(marks),
                )


def _said(axis: Axis) -> str:
    return axis.facet.replace("_", " ")


def most_first(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks by their counts."""
    return tuple(sorted(marks, key=lambda mark: (-mark.n, mark.title)))


def by_share(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks by their shares, which all have."""
    return tuple(
        sorted(marks, key=lambda mark: (-mark.n / (mark.of or 1), mark.title, mark.finding))
    )
