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

_DIFFERS = {"shacl": "shapes for the entries, none of them in it"}


def measure(*, full: bool = False) -> list[Row]:
    """Return one row per format, of the shipped catalog."""
    base = kb.load()
    edition = edition_of(base.tables)
    rows = []
    for name, format in FORMATS.items():
        kinds = _PART.get(name, tuple(Kind))
        data = [base.to_records(kind) for kind in kinds]
        part = f" of kind {' and '.join(kinds)}" if name in _PART else ""
        rows.append(
            timed(
                f"export {name}",
                lambda _, make=format.make: make(base.tables, edition),
                lambda _, data=data: json.dumps(data),
                ("",),
                named=f"json.dumps of {sum(map(len, data))} entries{part}",
                turns=9 if full else 3,
                differs=_DIFFERS.get(name, ""),
            )
        )
    return rows
