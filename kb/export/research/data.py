"""Which kinds of data and which ways of collecting it bring which problems."""

from collections.abc import Iterator

from kb.export.research.counting import Axis, Counting
from kb.export.research.figure import Figure, Grid
from kb.graph.kinds import Kind

__all__ = ["data_figures"]

_ANY = "any"


def data_figures(count: Counting) -> Iterator[Figure | Grid]:
    """Yield what studies tallied, then the issues by data type, collection and dimension."""
    yield from count.tallies(("data-quality-dimensions", "collection-processes", "data-types"))
    named = tuple(term for term in count.terms("data-types") if term[0] != _ANY)
    types = Axis("data_type", named)
    collection = Axis("collection_process", count.terms("collection-processes"))
    dimensions = Axis("data_quality_dimension", count.terms("data-quality-dimensions"))
    issues = count.rows[Kind.ISSUE]
    some = "issues that concern any kind of data are left out"
    yield count.grid(
        "data-types-by-collection",
        "Kinds of data and ways of collection",
        f"Issues of the catalog that name both; {some}.",
        down=types,
        across=collection,
        rows=issues,
    )
    yield count.grid(
        "dimensions-by-collection",
        "Data quality and ways of collection",
        "Issues that hurt a dimension of data quality, by where the data comes from.",
        down=dimensions,
        across=collection,
        rows=issues,
    )
    yield count.grid(
        "dimensions-by-data-type",
        "Data quality and kinds of data",
        f"Issues that hurt a dimension of data quality, by kind of data; {some}.",
        down=dimensions,
        across=types,
        rows=issues,
    )
