"""The formats of `kb export`, each in a module of its own that is imported when it is used."""

from collections.abc import Callable, Mapping
from enum import Enum
from importlib import import_module
from typing import NamedTuple

from kb.export.edition import Edition
from kb.graph.tables import Tables

__all__ = ["FORMATS", "Form", "Format", "Product"]

Product = str | bytes | Mapping[str, str]
"""A text, the bytes of a file, or the texts of a folder by file name."""


class Form(Enum):
    """What a format is made of; only text can go to a terminal."""

    TEXT = "text"
    BINARY = "binary"
    FOLDER = "folder"


class Format(NamedTuple):
    """A format: one line about it, a good name for its file or folder, and where it is made."""

    says: str
    file: str
    module: str
    form: Form = Form.TEXT

    def make(self, tables: Tables, edition: Edition) -> Product:
        """Return the catalog in this format; the same catalog always gives the same bytes.

        Raises:
            QueryError: the format needs a package that is not installed.
        """
        export: Callable[[Tables, Edition], Product]
        export = import_module(f"kb.export.formats.{self.module}").export
        return export(tables, edition)


FORMATS: Mapping[str, Format] = {
    "json": Format("the whole catalog in one document", "catalog.json", "json_file"),
    "jsonl": Format("one entry a line", "entries.jsonl", "json_lines"),
    "csv": Format("tables for spreadsheets and data frames", "tables", "csv_files", Form.FOLDER),
    "sqlite": Format(
        "a database with views and full-text search", "catalog.db", "sqlite_file", Form.BINARY
    ),
    "turtle": Format("RDF: SKOS, PROV and an ontology of its own", "catalog.ttl", "turtle"),
    "jsonld": Format("the same RDF as JSON-LD", "catalog.jsonld", "jsonld"),
    "shacl": Format("shapes that the RDF satisfies", "shapes.ttl", "shacl"),
    "graphml": Format("entries and links for graph tools", "catalog.graphml", "graphml"),
    "bibtex": Format("the sources for LaTeX", "sources.bib", "bibtex_file"),
    "csl": Format("the sources as CSL-JSON for reference managers", "sources.json", "csl"),
    "checklist": Format(
        "a Markdown checklist per issue", "checklists", "issue_checklists", Form.FOLDER
    ),
    "replication": Format(
        "guide, questionnaire, code book and counts, to run the studies again",
        "replication",
        "replication",
        Form.FOLDER,
    ),
}
"""Every format by the name that users type."""
