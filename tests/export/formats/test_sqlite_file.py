"""The database: sound, documented, and good for the common questions."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import kb
from kb.errors import QueryError
from kb.export.edition import Edition
from kb.export.formats import sqlite_file
from kb.graph.kinds import Kind

QUESTION = """
SELECT grade, effect, mitigation, issue FROM mitigations_of_issues
WHERE detectability = 'silent' AND 'deployment' IN (phase_introduced, phase_visible)
ORDER BY grade, mitigation, issue
"""


@pytest.fixture(name="ask")
def _ask(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def test_everything_that_is_referred_to_exists(ask: sqlite3.Connection) -> None:
    """Foreign keys hold, and the pages are sound."""
    assert [] == ask.execute("PRAGMA foreign_key_check").fetchall()
    assert [("ok",)] == ask.execute("PRAGMA integrity_check").fetchall()
    assert 20 <= sum(
        len(ask.execute("SELECT * FROM pragma_foreign_key_list(?)", (name,)).fetchall())
        for (name,) in ask.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")
    )


def test_every_table_and_view_is_documented(ask: sqlite3.Connection) -> None:
    """The table `about` has a line on each."""
    made = "SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('table', 'view')"
    shadows = "AND name NOT GLOB 'search_*'"
    known = {subject for (subject,) in ask.execute("SELECT subject FROM about")}

    assert set() == {name for (name,) in ask.execute(f"{made} {shadows}")} - known


def test_entries_and_links_are_all_there(ask: sqlite3.Connection, tiny: kb.KnowledgeBase) -> None:
    """Each entry has a row of its own kind, and its whole text as JSON."""
    for kind in Kind:
        table = kind.folder.replace("-", "_")
        rows = ask.execute(f"SELECT id, document FROM {table} JOIN entries USING (id)")  # noqa: S608
        assert {row.id: tiny.tables.documents[row.id] for row in tiny.rows(kind.value)} == dict(
            rows
        )
    [(count,)] = ask.execute("SELECT count(*) FROM links")
    assert sum(map(len, tiny.tables.outgoing.values())) == count


def test_lists_are_json(ask: sqlite3.Connection, tiny: kb.KnowledgeBase) -> None:
    """SQLite's own functions can take them apart."""
    question = "SELECT value FROM mitigations AS m, json_each(steps) WHERE m.id = 'relabel-sample'"

    steps = json.loads(tiny.tables.documents["relabel-sample"])["steps"]
    assert [(step,) for step in steps] == ask.execute(question).fetchall()


def test_one_readable_query_finds_what_helps_against_silent_issues(
    ask: sqlite3.Connection,
) -> None:
    """Direct mitigations and those of the root causes, best evidence first."""
    found = ask.execute(QUESTION).fetchall()

    assert ("E", "detects", "freshness-alarm", "stale-weather-feed") in found
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert {"stale-weather-feed"} == {row[3] for row in found}


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs the command sqlite3")
def test_command_line_of_sqlite_answers(database: Path, ask: sqlite3.Connection) -> None:
    """The file works where there is no Python."""
    command = ["sqlite3", "-readonly", "-json", str(database), QUESTION]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    names = ("grade", "effect", "mitigation", "issue")
    expected = [dict(zip(names, row, strict=True)) for row in ask.execute(QUESTION)]
    assert expected == json.loads(answer)


def test_silent_issues_say_what_would_notice_them(ask: sqlite3.Connection) -> None:
    """One mitigation detects the feed, one check confirms it."""
    question = "SELECT id, detecting_mitigations, checks FROM silent_issues"

    assert [("stale-weather-feed", 1, 1)] == ask.execute(question).fetchall()


def test_tools_cover_what_the_package_says_they_cover(
    ask: sqlite3.Connection, tiny: kb.KnowledgeBase
) -> None:
    """The view gives the same answer as `kb coverage`."""
    for term in tiny.tables.terms["tools"]:
        tool, covered = term["id"], tiny.coverage([term["id"]])
        for how, expected in (("notices", covered.detected), ("treats", covered.treated)):
            question = "SELECT issue, via FROM tool_coverage WHERE tool = ? AND how = ?"
            pairs = {(item.id, via) for item in expected for via in item.via}
            assert pairs == set(ask.execute(question, (tool, how)))


def test_chains_lead_from_cause_to_harm(ask: sqlite3.Connection) -> None:
    """A root cause two steps from a consequence is found with the issue between them."""
    question = "SELECT issue FROM causal_chains WHERE root_cause = ? AND consequence = ? ORDER BY 1"
    found = ask.execute(question, ("slow-nightly-job", "wrong-decisions")).fetchall()

    assert [("stale-features",), ("stale-weather-feed",)] == found


def test_issue_coverage_counts_each_neighbour_once(ask: sqlite3.Connection) -> None:
    """Two outcomes of one check are one check."""
    question = "SELECT root_causes, symptoms, consequences, checks, mitigations, sources"
    [counts] = ask.execute(f"{question} FROM issue_coverage WHERE id = 'noisy-labels'")

    assert (2, 3, 2, 1, 3, 2) == counts


def test_figures_and_citations_name_their_source(
    ask: sqlite3.Connection, tiny: kb.KnowledgeBase
) -> None:
    """Prevalence is that of the package; a citation tells what it is about."""
    figures = ask.execute("SELECT * FROM prevalence WHERE issue = 'noisy-labels'").fetchall()
    cited = ask.execute("SELECT claim, target, source FROM citations WHERE entry = 'noisy-labels'")

    expected = [("noisy-labels", *row) for row in tiny.prevalence("noisy-labels")]
    assert expected == figures
    assert {
        ("entry", None, "tester2020survey"),
        ("caused_by", "unclear-label-guide", "doe2021interviews"),
    } == set(cited)


def test_sqlite_without_text_search_is_named(
    tiny: kb.KnowledgeBase, edition: Edition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A Python that was built without FTS5 gets one line."""
    schema = tmp_path / "schema.sql"
    schema.write_text("CREATE VIRTUAL TABLE search USING fts5000(id);")
    monkeypatch.setattr(sqlite_file, "_SCHEMA", schema)

    with pytest.raises(QueryError, match="sqlite needs an SQLite with FTS5"):
        sqlite_file.export(tiny.tables, edition)
