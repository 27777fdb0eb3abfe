"""The Atom feed, read by a library that is not ours."""

from pathlib import PurePosixPath
from urllib.parse import urljoin

import feedparser
import pytest

import kb
from kb.render.changelog import releases
from kb.render.feed import FEED, feed
from kb.render.site import NOWHERE, Place, Site
from kb.render.whole import render_whole

LOG = """# Changelog

## [Unreleased]

### Added

- Not out yet.

## [0.2.0] - 2026-03-01

### Added

- A thing with `code` & signs
  over two lines.

### Fixed

- Another.
"""
HOME = "https://kb.example.org/sub/"


def _read(
    base: kb.KnowledgeBase, place: Place = NOWHERE, log: str = ""
) -> feedparser.FeedParserDict:
    return feedparser.parse(feed(Site(base.tables, place), releases(log)))


class TestFeed:
    """What a feed reader is told."""

    @pytest.mark.parametrize("home", ["", HOME], ids=["nowhere", "somewhere"])
    def test_feed_is_one_with_all_that_atom_demands(
        self, tiny: kb.KnowledgeBase, home: str
    ) -> None:
        """Well-formed; feed and entries have an id, a title and a time, and somebody wrote it."""
        found = _read(tiny, Place(home), LOG)

        assert (False, "atom10") == (bool(found.bozo), found.version)
        assert "The ml-quality-kb contributors" == found.feed.author
        assert [] == [
            item
            for item in (found.feed, *found.entries)
            if not (item.id.startswith("urn:uuid:") and item.title and item.updated_parsed)
        ]
        assert len(found.entries) == len({item.id for item in found.entries})

    def test_newest_comes_first_and_dates_the_feed(self, tiny: kb.KnowledgeBase) -> None:
        """A release of March stands before an entry changed in February."""
        found = _read(tiny, log=LOG)

        assert ["Release 0.2.0", "Noisy labels"] == [item.title for item in found.entries[:2]]
        assert "2026-03-01T00:00:00Z" == found.feed.updated

    def test_release_lists_its_changes_once_it_is_out(self, tiny: kb.KnowledgeBase) -> None:
        """What is not released yet is no news."""
        told = [item.summary for item in _read(tiny, log=LOG).entries]

        assert "A thing with `code` & signs over two lines. Another." == told[0]
        assert [] == [text for text in told if "Not out yet" in text]

    def test_ids_do_not_depend_on_the_address(self, tiny: kb.KnowledgeBase) -> None:
        """A site that moves does not show all its entries as new."""
        ids = [[item.id for item in _read(tiny, Place(home)).entries] for home in ("", HOME)]

        assert ids[0] == ids[1]

    def test_links_are_full_addresses_where_there_is_one(self, tiny: kb.KnowledgeBase) -> None:
        """Without an address they are relative to the feed."""
        links = [
            {urljoin(f"{HOME}{FEED}", item.link) for item in _read(tiny, Place(home)).entries}
            for home in ("", HOME)
        ]

        assert f"{HOME}issues/noisy-labels/" in links[0]
        assert links[0] == links[1]

    def test_empty_changelog_is_no_news(self, tiny: kb.KnowledgeBase) -> None:
        """A feed of entries alone is a feed, and has one entry per entry."""
        assert len(tiny.tables.rows) == len(_read(tiny).entries)


class TestChangelog:
    """The file and its page."""

    def test_releases_are_read_in_order_with_their_groups(self) -> None:
        """Wrapped lines are joined; a version without a day is not released."""
        first, second = releases(LOG)

        assert ("Unreleased", "", {"Added": ["Not out yet."]}) == first
        assert ["Added", "Fixed"] == list(second.groups)
        assert ("0.2.0", "2026-03-01") == second[:2]

    def test_page_shows_every_release(self, tiny: kb.KnowledgeBase) -> None:
        """The headings are the versions, code stays code, signs are escaped."""
        page = render_whole(tiny.tables, NOWHERE, changelog=LOG).pages[
            PurePosixPath("changelog.md")
        ]

        assert [r"## Unreleased", r"## 0\.2\.0 \(2026\-03\-01\)"] == [
            line for line in page.splitlines() if line.startswith("## ")
        ]
        assert "<li>A thing with <code>code</code> &amp; signs over two lines.</li>" in page
