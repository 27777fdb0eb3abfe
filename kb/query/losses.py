"""What a change leaves behind: entries that nothing leads to, issues without a remedy or a check."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.graph.kinds import Effect, Kind
from kb.graph.tables import Tables

__all__ = ["Loss", "losses"]

_LEADS_TO = {
    "caused_by",
    "manifests_as",
    "leads_to",
    "mitigated_by",
    "confirmed_by",
    "verified_by",
}
"""Relations by which a reader comes from an issue to everything else."""

_REACHED = {Kind.ROOT_CAUSE, Kind.SYMPTOM, Kind.CONSEQUENCE, Kind.MITIGATION, Kind.CHECK}

_LACKS = {
    "orphaned": "no issue leads here any more",
    "no-remedy": "no mitigation corrects it",
    "no-check": "no check confirms it",
}


class Loss(NamedTuple):
    """An entry that lacks what it had, or that is new without it; `what` says it in words."""

    id: str
    kind: Kind
    title: str
    loss: str
    """`orphaned`, `no-remedy` or `no-check`."""
    what: str


def losses(old: Tables, new: Tables, renamed: Mapping[str, str]) -> Iterator[Loss]:
    """Yield what a catalog lacks now, unless it lacked it before; retired entries need nothing."""
    before = {(renamed.get(id, id), loss) for id, loss in _lacking(old)}
    for id, loss in _lacking(new):
        if (id, loss) not in before:
            row = new.rows[id]
            yield Loss(id, row.kind, row.title, loss, _LACKS[loss])


def _lacking(tables: Tables) -> Iterator[tuple[str, str]]:
    alive = {id: row for id, row in tables.rows.items() if row.status != "retired"}
    links = [link for id in alive for link in tables.outgoing.get(id, ())]
    reached = {link.target for link in links if link.relation in _LEADS_TO}
    corrected = {link.source for link in links if link.attributes.get("effect") == Effect.CORRECTS}
    confirmed = {link.source for link in links if link.relation == "confirmed_by"}
    for id, row in alive.items():
        if row.kind in _REACHED and id not in reached:
            yield id, "orphaned"
        if row.kind is Kind.ISSUE and id not in corrected:
            yield id, "no-remedy"
        if row.kind is Kind.ISSUE and id not in confirmed:
            yield id, "no-check"
