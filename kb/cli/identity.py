"""Where the site has its home: `mkdocs.yml` is the one place that says so."""

import re
from pathlib import Path

__all__ = ["site_url"]

_SITE_URL = re.compile(r'^site_url: *"?(https://[^\s"]+)', re.MULTILINE)


def site_url() -> str:
    """Return the address of the site; nothing outside a checkout, or while it has no home."""
    configuration = Path(__file__).parents[2] / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8") if configuration.is_file() else ""
    found = _SITE_URL.search(text)
    return found[1] if found else ""
