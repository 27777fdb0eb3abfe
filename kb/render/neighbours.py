"""The causal neighbours of an entry: what leads to it and what follows from it."""

from collections.abc import Mapping, Sequence

from kb.render.items import ORDER, first, items_of
from kb.render.layers import Edge, layered
from kb.render.site import Site
from kb.render.views import Chip, Diagram, Item, Stage

__all__ = ["before_and_after", "what_follows"]

_MOST = 6
_WORTH = 2
"""Neighbours from which a picture says more than a list."""


def before_and_after(site: Site, id: str) -> Diagram | None:
    """Return what brings an issue about and what it brings about, or nothing if that is little."""
    before = items_of(site, id, "preceded_by", "likelihood")
    after = items_of(site, id, "precedes", "likelihood")
    if len(before) + len(after) < _WORTH:
        return None
    stages = (
        Stage("What brings it about", "issue", *first(before, _MOST, "#brought-about-by")),
        Stage("This issue", "knot", (_here(site, id),)),
        Stage("What it brings about", "issue", *first(after, _MOST, "#brings-about")),
    )
    edges = [Edge((0, item.id), id, item.style) for item in stages[0].items]
    edges += [Edge((1, id), item.id, item.style) for item in stages[2].items]
    return Diagram(
        layered(stages, edges, label=f"What comes before and after {_title(site, id)}"),
        tuple(stage for stage in stages if stage.items),
    )


def what_follows(site: Site, id: str) -> Diagram | None:
    """Return the issues that a root cause produces and what they lead to, or nothing without any."""
    issues, more = first(items_of(site, id, "causes", "strength"), _MOST, "#issues-it-produces")
    if not issues:
        return None
    harm = {item.id: items_of(site, item.id, "leads_to", "likelihood") for item in issues}
    shown = _most_reached(harm)
    edges = [Edge((0, id), item.id, item.style) for item in issues]
    edges += [
        Edge((1, issue), item.id, item.style)
        for issue, items in harm.items()
        for item in items
        if item.id in shown
    ]
    stages = (
        Stage("This root cause", "knot", (_here(site, id),)),
        Stage("Issues it produces", "issue", issues, more),
        Stage("What they lead to", "consequence", tuple(shown.values())),
    )
    return Diagram(layered(stages, edges, label=f"What follows from {_title(site, id)}"), stages)


def _most_reached(harm: Mapping[str, Sequence[Item]]) -> dict[str, Item]:
    """Return the consequences to which most and the strongest lines lead, without their word."""
    found = [item for items in harm.values() for item in items]
    weight = {
        item.id: sum(len(ORDER) - ORDER.index(one.style) for one in found if one.id == item.id)
        for item in found
    }
    best = sorted({item.id: item for item in found}.values(), key=lambda i: (-weight[i.id], i.id))
    return {item.id: Item(item.id, item.target) for item in best[:_MOST]}


def _here(site: Site, id: str) -> Item:
    return Item(id, Chip(_title(site, id)))


def _title(site: Site, id: str) -> str:
    return site.tables.rows[id].title
