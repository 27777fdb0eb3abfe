"""A whole site from a catalog: pages for the builder, and files that go beside them as they are."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from kb.export.api import api_files
from kb.graph.tables import Tables
from kb.render.changelog import Release, releases
from kb.render.entry_pages import entry_page
from kb.render.feed import FEED, feed
from kb.render.finish import MODULES
from kb.render.guide_for_agents import guide_for_agents
from kb.render.pages import makers
from kb.render.propose_table import propose_table
from kb.render.redirects import redirects
from kb.render.research import research_files
from kb.render.site import Place, Site
from kb.render.twins import entry_twin, list_twins

__all__ = ["Whole", "files_of", "render_whole"]


class Whole(NamedTuple):
    """Texts by path: `pages` below the docs folder, `files` below the built site."""

    pages: dict[PurePosixPath, str]
    files: Mapping[PurePosixPath, str]


def render_whole(tables: Tables, place: Place, *, changelog: str = "") -> Whole:
    """Return everything that is made of a catalog; equal inputs, equal texts.

    Args:
        tables: the catalog.
        place: where the site and its sources live.
        changelog: the text of the changelog.
    """
    site = Site(tables, place)
    log = releases(changelog)
    pages: dict[PurePosixPath, str] = {}
    twins: dict[PurePosixPath, str] = {}
    for path, make in makers(site, log).items():
        pages[path] = make()
        # At once: to keep what all pages and twins are made of would take more than these.
        twins.update(map(entry_twin, site.pages.values()))
        site.pages.clear()
    return Whole(pages, {**twins, **_beside(site, log)})


def files_of(site: Site, log: Sequence[Release] = ()) -> Mapping[PurePosixPath, str]:
    """Return every file that goes beside the pages of a site."""
    twins = (entry_twin(entry_page(site, id)) for id in site.entries)
    return {**dict(twins), **_beside(site, log)}


def _beside(site: Site, log: Sequence[Release]) -> dict[PurePosixPath, str]:
    return {**dict(_files(site)), PurePosixPath(FEED): feed(site, log)}


def _files(site: Site) -> Iterator[tuple[PurePosixPath, str]]:
    yield from list_twins(site)
    yield from redirects(site)
    yield from research_files(site)
    yield from api_files(site.tables, site.entries).items()
    yield PurePosixPath("llms.txt"), guide_for_agents(site)
    form = json.dumps(propose_table(site.tables, site.place), ensure_ascii=False)
    yield PurePosixPath(MODULES, "propose.json"), form
