"""The page on exports: what it shows is run as it stands, on the exports that it asks for."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rdflib import Graph

from kb.export.formats.registry import FORMATS
from tests.catalog_copy import TINY
from tests.own_process import ROOT, run_python

PAGE = (ROOT / "site_overrides" / "pages" / "exports.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"`kb (export [a-z]+ -o \S+)`", PAGE)
RUN = """
import sys
from kb.cli.main import cli
for line in sys.argv[2:]:
    cli(["--catalog", sys.argv[1], *line.split()], standalone_mode=False)
"""


def _code(language: str) -> list[str]:
    """Return the blocks of code in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the commands of the page were run."""
    folder = tmp_path_factory.mktemp("exports")
    code = f"import os; os.chdir({str(folder)!r})\n{RUN}"
    run_python(code, TINY, *COMMANDS)
    return folder


def test_every_format_is_on_the_page() -> None:
    """The page names them all, in the order of the help, under the names that the help proposes."""
    named = [
        name
        for cell in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
        for name in cell.split(", ")
    ]

    assert [f"`{name}`" for name in FORMATS] == named
    assert set(COMMANDS) <= {f"export {name} -o {one.file}" for name, one in FORMATS.items()}


def test_commands_of_the_page_write_what_they_name(folder: Path) -> None:
    """Each command left its file or folder."""
    assert sorted(line.split()[-1] for line in COMMANDS) == sorted(
        path.name for path in folder.iterdir()
    )


def test_query_of_the_page_finds_what_helps(folder: Path) -> None:
    """The SQL is one query with an answer."""
    [query] = _code("sql")

    with closing(sqlite3.connect(folder / "catalog.db")) as database:
        found = database.execute(query).fetchall()

    assert ("E", "detects", "Freshness alarm", "Stale weather feed") in found


def test_code_of_the_page_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python finds entries, figures and triples."""
    monkeypatch.chdir(folder)
    known: dict[str, object] = {}
    for code in _code("python"):
        exec(code, known)  # noqa: S102 - it is what readers do

    shares, graph = known["shares"], known["graph"]
    assert known["found"]
    assert [0.4, 0.25] == [share for share in shares["share"] if share in (0.4, 0.25)]  # type: ignore[index]
    assert isinstance(graph, Graph)


def test_sparql_of_the_page_finds_root_causes(folder: Path) -> None:
    """The question has the base that the page parses the file with."""
    graph = Graph().parse(folder / "catalog.ttl", publicID="https://example.org/")
    [query] = _code("sparql")

    found = {tuple(map(str, row)) for row in graph.query(query)}

    assert ("Nightly job fills the store", "Stale features", "Wrong decisions") in found
    assert {"Wrong decisions"} == {harm for _, _, harm in found}
