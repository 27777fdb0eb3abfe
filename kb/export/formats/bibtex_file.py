"""The sources as BibTeX, below a line that says which catalog they are from."""

from kb.export.bibtex import bibtex
from kb.export.edition import Edition
from kb.export.formats.entries import sources_of
from kb.graph.tables import Tables

__all__ = ["export"]


def export(tables: Tables, edition: Edition) -> str:
    """Return one entry per source; BibTeX skips what stands between entries."""
    return f"% {edition.line()}\n\n{bibtex(sources_of(tables))}"
