"""An issue with causes and mitigations, for the ranking of remedies."""

from typing import Any

from kb.diagnosis.remedies import Remedies
from kb.graph.kinds import Kind
from kb.graph.tables import Link, Tables
from tests.small_tables import link, row, small_tables

__all__ = ["fix", "ids", "moves", "of_fixes", "price"]

TERMS: Any = {
    "quality-attributes": ({"id": "correctness"}, {"id": "efficiency"}),
    "phases": ({"id": "training"}, {"id": "deployment"}),
    "contexts": (
        {"id": "real-time", "weights": {"efficiency": 5.0, "correctness": 0.2}},
        {"id": "plain"},
    ),
}


def price(low: float, high: float, monthly: float = 0.0) -> dict[str, object]:
    """Return the JSON of an effort."""
    return {
        "setup": {"low": low, "high": high},
        "ongoing": {"low": monthly, "high": monthly},
    }


def moves(id: str, direction: str, size: str = "moderate") -> dict[str, str]:
    """Return the JSON of a trade-off."""
    return {"id": id, "direction": direction, "size": size}


def fix(target: str, source: str = "issue", **changes: Any) -> Link:  # noqa: ANN401 - a factory
    """Return a link from an issue or a cause to a mitigation."""
    told = {"effect": "prevents", "effectiveness": "moderate"} | changes
    return link(source, "mitigated_by", target, **told)


def of_fixes(*links: Link, **documents: dict[str, object]) -> Tables:
    """Return an issue, a general issue, two causes and the mitigations that links point to."""
    rows = [
        row("issue"),
        row("general"),
        row("cause", Kind.ROOT_CAUSE),
        row("minor", Kind.ROOT_CAUSE),
    ]
    fixes = {found.target for found in links} - {other.id for other in rows}
    rows += [row(id, Kind.MITIGATION) for id in sorted(fixes)]
    return small_tables(rows, links, documents=documents, terms=TERMS)


def ids(found: Remedies) -> list[str]:
    """Return the ids of remedies in order."""
    return [remedy.id for remedy in found]
