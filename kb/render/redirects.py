"""Pages at the addresses of former ids, which send a visitor on without a script."""

from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath

from kb.render.site import Site

__all__ = ["redirects"]

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{old} is now {title}</title>
<meta name="description" content="{title} was formerly known as {old}.">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="../../assets/images/favicon.png">
<meta http-equiv="refresh" content="0; url={href}">{canonical}
</head>
<body>
<h1>{title}</h1>
<p>This page has moved to <a href="{href}">{title}</a>.</p>
</body>
</html>
"""


def redirects(site: Site) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield a page for every former id by its path below the site."""
    home = site.place.site_url
    for id, entry in site.entries.items():
        row = site.tables.rows[id]
        canonical = f'\n<link rel="canonical" href="{escape(site.public(id))}">' if home else ""
        for old in entry.former_ids:
            page = _PAGE.format(
                old=old, title=escape(row.title), href=f"../{id}/", canonical=canonical
            )
            yield PurePosixPath(row.kind.folder, old, "index.html"), page
