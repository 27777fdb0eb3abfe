"""Shapes that the RDF exports satisfy, for whoever adds data of their own."""

from pathlib import Path

from kb.export.edition import Edition
from kb.graph.tables import Tables

__all__ = ["export"]


def export(_: Tables, edition: Edition) -> str:
    """Return the shapes in Turtle, with the same base as the other RDF exports."""
    shapes = Path(__file__).with_name("shapes.ttl").read_text(encoding="utf-8")
    base = f"@base <{edition.home.rstrip('/')}/> .\n" if edition.home else ""
    return f"# {edition.line()}\n{base}{shapes}"
