"""What every export says about itself: which data, which shape, which licence."""

from typing import NamedTuple

from kb.export.dates import newest_change
from kb.graph.tables import Tables

__all__ = ["LICENCE", "SCHEMA_VERSION", "TITLE", "Edition", "edition_of"]

TITLE = "ML quality knowledge base"
LICENCE = "CC-BY-4.0"
SCHEMA_VERSION = "1.0"
"""Raised when something of an export or of the API is removed, renamed or gets another meaning."""

_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


class Edition(NamedTuple):
    """One state of the catalog as others cite it; `home` is the address of the site, if it has one."""

    data_version: str
    changed: str
    home: str = ""

    def about(self) -> dict[str, str]:
        """Return what stands in an export; the same data always says the same."""
        return {
            "title": TITLE,
            "data_version": self.data_version,
            "schema_version": SCHEMA_VERSION,
            "changed": self.changed,
            "licence": LICENCE,
            "licence_url": _LICENCE_URL,
        }

    def line(self) -> str:
        """Return it as one sentence."""
        return (
            f"{TITLE}, data version {self.data_version} of {self.changed}, "
            f"schema version {SCHEMA_VERSION}, {LICENCE}"
        )


def edition_of(tables: Tables, home: str = "") -> Edition:
    """Return the edition of some tables.

    Args:
        tables: the catalog.
        home: address of the site, if it has one.
    """
    return Edition(tables.version, newest_change(tables), home)
