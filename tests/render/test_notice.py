"""Stubs and retired entries say what they are."""

from pathlib import PurePosixPath

import kb
from kb.render.pages import render_pages
from tests.catalog_copy import CatalogCopy
from tests.markup import text_of

PAGE = PurePosixPath("consequences", "users-lose-trust.md")
FILE = "consequences/users-lose-trust.yaml"


def test_stub_says_so_on_its_page_and_in_its_list(tiny_copy: CatalogCopy) -> None:
    """A reader learns that a stub says little yet."""
    tiny_copy.replace(FILE, "status: complete", "status: stub")

    pages = render_pages(kb.load(tiny_copy.root).tables)

    assert "This entry is a stub" in text_of(pages[PAGE])
    assert "stub" in text_of(pages[PAGE.with_name("index.md")])


def test_retired_entry_leads_to_its_successor(tiny_copy: CatalogCopy) -> None:
    """A retired entry says why, and links the one that took over."""
    retired = "status: retired\nreplaced_by: wrong-decisions\nreason: Said the same."
    tiny_copy.replace(FILE, "status: complete", retired)

    page = render_pages(kb.load(tiny_copy.root).tables)[PAGE]

    assert "This entry is retired: Said the same. Read Wrong decisions instead." in text_of(page)
    assert 'href="../../consequences/wrong-decisions/"' in page
