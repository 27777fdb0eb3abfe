"""The Atom feed of what is new: releases, and the entries that changed last."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kb.export.api import LICENCE, TITLE
from kb.export.dates import last_changes, newest_change
from kb.render.changelog import Release
from kb.render.site import Site

__all__ = ["FEED", "feed"]

FEED = "feed.xml"
_NEWEST = 50
_AUTHOR = "The ml-quality-kb contributors"
_NAMES = UUID(int=0)
"""Ids are made from names, so that they stay the same when the site gets or changes its address."""


class _News(NamedTuple):
    day: str
    name: str
    title: str
    summary: str
    href: str
    kind: str


def feed(site: Site, log: Sequence[Release]) -> str:
    """Return the text of the feed; addresses are relative while the site has none."""
    home = f"{site.place.site_url.rstrip('/')}/" if site.place.site_url else ""
    top = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _add(top, "id", _id("feed"))
    _add(top, "title", TITLE)
    _add(top, "subtitle", "New and changed entries, and releases.")
    SubElement(top, "link", {"rel": "self", "href": home + FEED, "type": "application/atom+xml"})
    SubElement(top, "link", {"rel": "alternate", "href": home or "./", "type": "text/html"})
    _add(SubElement(top, "author"), "name", _AUTHOR)
    _add(top, "rights", LICENCE)
    news = sorted((*_releases(log), *_entries(site)), key=lambda item: item.name)
    newest = sorted(news, key=lambda item: item.day, reverse=True)[:_NEWEST]
    _add(top, "updated", _moment(newest[0].day if newest else newest_change(site.tables)))
    for item in newest:
        _entry(top, item, home)
    indent(top)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(top, encoding="unicode") + "\n"


def _releases(log: Sequence[Release]) -> Iterator[_News]:
    for release in log:
        if release.day:
            changes = " ".join(item for group in release.groups.values() for item in group)
            title = f"Release {release.version}"
            name = f"release {release.version}"
            yield _News(release.day, name, title, changes, "changelog/", "release")


def _entries(site: Site) -> Iterator[_News]:
    for id, day in last_changes(site.tables).items():
        row = site.tables.rows[id]
        address = site.address(id, root="")
        yield _News(day, f"entry {id}", row.title, row.summary, address, row.kind.label)


def _entry(top: Element, item: _News, home: str) -> None:
    entry = SubElement(top, "entry")
    _add(entry, "id", _id(item.name))
    _add(entry, "title", item.title)
    _add(entry, "updated", _moment(item.day))
    SubElement(entry, "link", {"rel": "alternate", "href": home + item.href, "type": "text/html"})
    SubElement(entry, "category", {"term": item.kind})
    _add(entry, "summary", " ".join(item.summary.split()))


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _id(name: str) -> str:
    return uuid5(_NAMES, f"ml-quality-kb {name}").urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
