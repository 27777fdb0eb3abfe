"""Links, trade-offs and evidence as flat rows that name each other."""

import itertools
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from kb.export.formats.entries import Data, entries_of
from kb.graph.kinds import Kind
from kb.graph.relations import RELATIONS, relations_from
from kb.graph.tables import Link, Row, Tables

__all__ = [
    "ATTRIBUTES",
    "Claims",
    "EvidenceRow",
    "LinkRow",
    "TradeOffRow",
    "claims_in",
    "claims_of",
]

ATTRIBUTES = tuple(dict.fromkeys(name for relation in RELATIONS for name in relation.attributes))
"""Attributes that a link can have, each in a column of its own."""


class LinkRow(NamedTuple):
    """A link with a name of its own, by which evidence refers to it."""

    id: str
    link: Link

    def cells(self) -> dict[str, str | bool | None]:
        """Return the link with the same keys as every other one."""
        link = self.link
        told = {name: link.attributes.get(name) for name in ATTRIBUTES}
        return {
            "id": self.id,
            "source": link.source,
            "relation": link.relation,
            "target": link.target,
            "why": link.why,
            "grade": link.grade.value,
            "contested": link.contested,
            **told,
        }


class TradeOffRow(NamedTuple):
    """What a mitigation does to a quality attribute besides its purpose."""

    id: str
    mitigation: str
    quality_attribute: str
    direction: str
    size: str
    why: str


class EvidenceRow(NamedTuple):
    """What a source says on a claim: an entry, one of its links, or one of its trade-offs."""

    id: str
    entry: str
    link: str | None
    trade_off: str | None
    source: str
    locator: str | None
    finding: str
    stance: str
    n: int | None
    of: int | None
    unit: str | None

    @property
    def claim(self) -> str:
        """The name of what the evidence is about."""
        return self.link or self.trade_off or self.entry


class Claims(NamedTuple):
    """All claims of a catalog that are not entries themselves, and all evidence, by entry."""

    links: tuple[LinkRow, ...]
    trade_offs: tuple[TradeOffRow, ...]
    evidence: tuple[EvidenceRow, ...]


def claims_of(tables: Tables) -> Claims:
    """Return the claims of a catalog; every name is used once, and stays while its claim does."""
    found = [
        claims_in(tables, row, data) for kind in Kind for row, data in entries_of(tables, kind)
    ]
    return Claims(
        tuple(link for one in found for link in one.links),
        tuple(effect for one in found for effect in one.trade_offs),
        tuple(piece for one in found for piece in one.evidence),
    )


def claims_in(tables: Tables, row: Row, data: Data) -> Claims:
    """Return the claims that an entry makes; their names begin with its id."""
    links = _named(tables.outgoing.get(row.id, ()))
    trade_offs: dict[str, TradeOffRow] = {}
    evidence = [*_evidence(row.id, None, None, data)]
    for found, item in zip(links, _authored(row.kind, data), strict=False):
        evidence += _evidence(row.id, found.id, None, item)
    for item in data.get("trade_offs", ()):
        id = _free(f"{row.id}/trade_offs/{item['id']}", trade_offs)
        rest = (item["direction"], item["size"], item["why"])
        trade_offs[id] = TradeOffRow(id, row.id, item["id"], *rest)
        evidence += _evidence(row.id, None, id, item)
    return Claims(tuple(links), tuple(trade_offs.values()), tuple(evidence))


def _named(links: tuple[Link, ...]) -> list[LinkRow]:
    """Give every link a name; one relation can link two entries twice, as by two outcomes."""
    named: dict[str, LinkRow] = {}
    for link in links:
        parts = (link.source, link.relation, link.target, link.attributes.get("outcome"))
        id = _free("/".join(part for part in parts if part), named)
        named[id] = LinkRow(id, link)
    return list(named.values())


def _free(name: str, taken: Container[str]) -> str:
    """Return a name that is not taken: the given one, or with a number."""
    names = itertools.chain([name], (f"{name}/{number}" for number in itertools.count(2)))
    return next(free for free in names if free not in taken)


def _authored(kind: Kind, data: Data) -> Iterator[Data]:
    """Yield the links as written, in the order of the compiled ones; plain fields come after them."""
    for relation in relations_from(kind):
        items = data.get(relation.field)
        for item in items if isinstance(items, list) else ():
            if "why" in item:
                yield item


def _evidence(
    entry: str, link: str | None, trade_off: str | None, data: Mapping[str, list[Data]]
) -> Iterator[EvidenceRow]:
    for number, item in enumerate(data["evidence"], 1):
        count = item["count"] or {"n": None, "of": None, "unit": None}
        yield EvidenceRow(
            f"{link or trade_off or entry}/evidence/{number}",
            entry,
            link,
            trade_off,
            item["source"],
            item["locator"],
            item["finding"],
            item["stance"],
            count["n"],
            count["of"],
            count["unit"],
        )
