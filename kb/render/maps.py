"""The pages below `maps/`: the whole catalog seen from five sides."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from kb.render.chains import chain_map
from kb.render.entry_points import entry_point_map
from kb.render.issue_map import issue_map
from kb.render.map_views import MapPage, MapSection, Preview
from kb.render.site import Site
from kb.render.tool_map import tool_map
from kb.render.trade_offs import trade_off_map
from kb.render.views import Chip

__all__ = ["map_pages"]

_LEAD = "The whole catalog, seen from five sides. Each map comes with the lists behind it."


def map_pages(site: Site) -> Mapping[PurePosixPath, MapPage]:
    """Return the maps and their index by path."""
    found = (
        entry_point_map(site),
        issue_map(site),
        chain_map(site),
        trade_off_map(site),
        tool_map(site),
    )
    previews = tuple(
        Preview(Chip(page.title, page.lead, f"{page.name}/"), page.squares) for page in found
    )
    index = MapPage("index", "Maps", _LEAD, (MapSection("", "previews", previews),), ())
    return {PurePosixPath("maps", f"{page.name}.md"): page for page in (index, *found)}
