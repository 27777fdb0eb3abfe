"""Tables for spreadsheets: read back by the standard library and by pandas."""

import csv
import io
import json
from collections.abc import Callable, Mapping

import pandas
import pytest

import kb
from kb.export.csv_cells import original
from kb.export.edition import edition_of
from kb.export.formats.registry import FORMATS
from tests.catalog_copy import CatalogCopy
from tests.payloads import FORMULAS, cases

Files = Callable[[str], Mapping[str, str]]


def _rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a table as they were before they were made harmless."""
    found = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: original(cell) for name, cell in row.items()} for row in found]


def test_there_is_a_table_per_kind_and_one_for_what_joins_them(files: Files) -> None:
    """Names tell what is inside."""
    kinds = "checks consequences issues mitigations root_causes sources studies symptoms"
    joins = "about evidence links terms trade_offs"

    assert sorted(f"{name}.csv" for name in f"{kinds} {joins}".split()) == list(files("csv"))


def test_entry_has_a_cell_per_field(files: Files) -> None:
    """Lists have a text per line, records within a record have long names."""
    rows = {row["id"]: row for row in _rows(files("csv")["mitigations.csv"])}

    row = rows["relabel-sample"]
    assert "Relabel the surest mistakes" == row["title"]
    assert 2 <= len(row["steps"].splitlines())
    assert float(row["effort_setup_low"]) <= float(row["effort_setup_high"])


def test_empty_list_says_why(files: Files) -> None:
    """The word that stands for an explicit gap stays where the list would be."""
    rows = {row["id"]: row for row in _rows(files("csv")["symptoms.csv"])}

    assert "none-known" in {row["log_patterns"] for row in rows.values()}


def test_list_of_records_is_json(files: Files) -> None:
    """What has no table of its own can still be read by a program."""
    [row] = _rows(files("csv")["studies.csv"])

    assert {"unit", "n"} == set(json.loads(row["population"])[0])


def test_links_and_evidence_refer_to_each_other(files: Files, tiny: kb.KnowledgeBase) -> None:
    """Every link is there, and evidence on a link names it."""
    links = {row["id"] for row in _rows(files("csv")["links.csv"])}
    evidence = _rows(files("csv")["evidence.csv"])

    assert sum(map(len, tiny.tables.outgoing.values())) == len(links)
    on_links = {row["link"] for row in evidence if row["link"]}
    assert "stale-features/caused_by/slow-nightly-job" in on_links
    assert on_links <= links


def test_pandas_reads_numbers_as_numbers(files: Files) -> None:
    """A data frame needs no conversion."""
    frame = pandas.read_csv(io.StringIO(files("csv")["evidence.csv"]))

    assert 0.25 == (frame["n"] / frame["of"])[frame["entry"] == "stale-features"].dropna().iloc[0]


@pytest.mark.security(21)
@pytest.mark.parametrize("payload", cases({k: v for k, v in FORMULAS.items() if v.isprintable()}))
def test_formula_in_an_entry_stays_text(tiny_copy: CatalogCopy, payload: str) -> None:
    """No cell begins like a formula, and the text is still there."""
    file = "issues/noisy-labels.yaml"
    tiny_copy.replace(file, "interns labelled the second half", json.dumps(payload))
    tiny_copy.replace(
        file, "phrases:\n  - two people", f"phrases:\n  - {json.dumps(payload)}\n  - two people"
    )
    tables = kb.load(tiny_copy.root).tables

    made = FORMATS["csv"].make(tables, edition_of(tables))

    assert isinstance(made, Mapping)
    cells = [
        cell for text in made.values() for row in csv.reader(io.StringIO(text)) for cell in row
    ]
    assert [] == [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@"))]
    assert any(payload.strip() in original(cell).splitlines()[0] for cell in cells if cell)
