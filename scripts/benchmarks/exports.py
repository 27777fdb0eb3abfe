"""How long each format of `kb export` takes, beside `json.dumps` of the same entries."""

import json

import kb
from kb.export.edition import edition_of
from kb.export.formats.registry import FORMATS
from kb.graph.kinds import Kind
from scripts.benchmarks.inside import timed
from scripts.benchmarks.process import Row

__all__ = ["measure"]

_PART = {"bibtex": (Kind.SOURCE,), "csl": (Kind.SOURCE,), "replication": (Kind.STUDY, Kind.SOURCE)}
"""Kinds that a format is about, where these are not all."""

_DIFFERS = {
    "turtle": "a graph of RDF, written by rdflib",
    "jsonld": "a graph of RDF, written by rdflib",
    "shacl": "shapes for the entries, none of them in it",
}


def measure(*, full: bool = False) -> list[Row]:
    """Return one row per format, of the shipped catalog."""
    base = kb.load()
    edition = edition_of(base.tables)
    data = {
        name: [base.to_records(kind) for kind in _PART.get(name, tuple(Kind))] for name in FORMATS
    }
    return [
        timed(
            f"export {name}",
            lambda name: FORMATS[name].make(base.tables, edition),
            lambda name: json.dumps(data[name]),
            [name],
            named=f"json.dumps of {_named(name, sum(map(len, data[name])))}",
            turns=9 if full else 3,
            differs=_DIFFERS.get(name, ""),
        )
        for name in FORMATS
    ]


def _named(format: str, entries: int) -> str:
    kinds = " and ".join(_PART.get(format, ()))
    return f"{entries} entries" + (f" of kind {kinds}" if kinds else "")
