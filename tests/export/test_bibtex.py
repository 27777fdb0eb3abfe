"""Sources as BibTeX, read back by a parser that is not ours."""

from pathlib import Path

import pytest
from pybtex.database import BibliographyData, parse_string

import kb
from kb.export.bibtex import bibtex
from kb.models.source import Source

CATALOG = Path(__file__).parents[2] / "catalog"


def _source(**fields: object) -> Source:
    """Return a source with a title and an id, and whatever else is given."""
    required = {"id": "doe2021a", "title": "A title", "summary": "Says it.", "added": "2026-01-15"}
    return Source.model_validate({**required, "status": "stub", **fields})


def _parsed(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


@pytest.mark.parametrize(
    ("type_", "written", "venue"),
    [
        pytest.param("article", "article", "journal", id="article"),
        pytest.param("inproceedings", "inproceedings", "booktitle", id="paper"),
        pytest.param("chapter", "incollection", "booktitle", id="chapter"),
        pytest.param("report", "techreport", "institution", id="report"),
        pytest.param("web", "misc", "howpublished", id="web page"),
        pytest.param("standard", "misc", "howpublished", id="standard"),
        pytest.param(None, "misc", "howpublished", id="unknown type"),
    ],
)
def test_type_decides_where_the_venue_goes(type_: str | None, written: str, venue: str) -> None:
    """Each type has its entry type and its field for the venue."""
    entry = _parsed(bibtex([_source(type=type_, venue="Journal of Tests")])).entries["doe2021a"]

    assert (written, "Journal of Tests") == (entry.type, entry.fields[venue])


def test_every_known_field_is_written() -> None:
    """Names, year, edition and identifiers arrive where reference managers look for them."""
    source = _source(
        authors=[{"family": "Doe", "given": "Jane"}, {"family": "Test Society"}],
        et_al=True,
        year=2021,
        edition="2nd",
        doi="10.1145/3510003.3510209",
        arxiv="2001.00001",
        url="https://example.org/a%20b_c",
    )

    entry = _parsed(bibtex([source])).entries["doe2021a"]

    assert ["Doe, Jane", "{Test Society}", "others"] == [
        str(person) for person in entry.persons["author"]
    ]
    assert {
        "title": "{A title}",
        "year": "2021",
        "note": "2nd",
        "doi": "10.1145/3510003.3510209",
        "eprint": "2001.00001",
        "archiveprefix": "arXiv",
        "url": r"https://example.org/a\%20b_c",
    } == dict(entry.fields)


def test_what_latex_would_read_as_a_command_is_escaped() -> None:
    """A text keeps its letters and its signs."""
    source = _source(venue="R&D costs 5 % of $10 #1 {a_b} ~x^2 \\ é")

    venue = _parsed(bibtex([source])).entries["doe2021a"].fields["howpublished"]

    assert (
        r"R\&D costs 5 \% of \$10 \#1 \{a\_b\} \textasciitilde{}x\textasciicircum{}2"
        r" \textbackslash{} é"
    ) == venue


def test_real_catalog_is_read_back_whole() -> None:
    """Every source of the catalog is an entry with the same identifiers."""
    sources = kb.load(CATALOG).sources

    entries = _parsed(bibtex(sources.values())).entries

    assert list(sources) == list(entries.keys())
    assert {id: (source.doi, source.arxiv) for id, source in sources.items()} == {
        id: (entry.fields.get("doi"), entry.fields.get("eprint")) for id, entry in entries.items()
    }
