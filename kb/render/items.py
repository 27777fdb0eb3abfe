"""What pictures show of an entry's links: strongest first, the first of many, how each is drawn."""

from collections.abc import Sequence

from kb.render.site import Site
from kb.render.views import Chip, Item

__all__ = ["ORDER", "STYLES", "first", "items_of"]

STYLES = {
    "strength": {"main": "strong", "contributing": "medium", "possible": "weak"},
    "likelihood": {"likely": "strong", "possible": "medium", "rare": "weak"},
    "effectiveness": {"high": "strong", "moderate": "medium", "limited": "weak"},
}
"""How each value of a link's attribute is drawn; whatever is not here is open."""

ORDER = ("strong", "medium", "weak", "open")


def items_of(site: Site, id: str, relation: str, attribute: str) -> list[Item]:
    """Return an entry's links of one relation as items, strongest first."""
    found = []
    for link in site.tables.links(id, relation):
        value = link.attributes.get(attribute, "")
        word = "main cause" if value == "main" else value
        style = STYLES[attribute].get(value, "open")
        found.append(Item(link.target, site.chip(link.target), word, style))
    return sorted(found, key=lambda item: (ORDER.index(item.style), item.target.text))


def first(items: Sequence[Item], most: int, href: str) -> tuple[tuple[Item, ...], Chip]:
    """Return the first items and the way to those left out."""
    left = len(items) - most
    return tuple(items[:most]), Chip(f"and {left} more", href=href) if left > 0 else Chip("")
