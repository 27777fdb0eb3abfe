"""Full-text search in an exported database survives whatever people type."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import QueryError
from kb.export.formats.sqlite_search import search_export
from tests.payloads import LOG_LINES, QUESTIONS, TERMINAL, cases

OPERATORS = st.lists(st.sampled_from(('"', "*", "NEAR(", " AND ", "-", ":", "^", "\0", "a", "é")))


def test_best_entry_comes_first(database: Path) -> None:
    """A word in the title counts more than one elsewhere."""
    assert ("noisy-labels", "Noisy labels") == search_export(database, "noisy label?")[0]
    assert 1 == len(search_export(database, "labels", limit=1))


def test_words_are_found_in_any_field(database: Path) -> None:
    """Aliases, phrases and summaries are searched, in other forms of the word, too."""
    for words in ("mislabelled", "interns", "OUTDATED"):
        assert search_export(database, words)


@pytest.mark.security(22)
@given(text=st.text() | OPERATORS.map("".join) | st.text(st.characters(categories=["Cs", "Cc"])))
def test_any_text_is_a_question(database: Path, text: str) -> None:
    """Every text has an answer: no operator, no character is an error."""
    assert isinstance(search_export(database, text), list)


@pytest.mark.security(22)
@pytest.mark.parametrize("text", [*cases(QUESTIONS, LOG_LINES, TERMINAL), "a " * 9, "é" * 99_999])
def test_hostile_text_is_a_question_like_any_other(database: Path, text: str) -> None:
    """What looks like SQL or like FTS5 is taken for words, and the database stays as it was."""
    before = database.read_bytes()

    search_export(database, text)

    assert before == database.read_bytes()


@pytest.mark.security(22)
def test_very_many_words_are_a_question(database: Path) -> None:
    """FTS5 has a limit of its own, which nobody reaches."""
    assert search_export(database, "labels " + " ".join(f"word{n}" for n in range(5_000)))


@pytest.mark.security(22)
def test_database_is_opened_for_reading_only(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question cannot write, whatever it says."""
    monkeypatch.setattr(
        "kb.export.formats.sqlite_search._QUESTION",
        "UPDATE entries SET title = ?1 WHERE ?2 RETURNING id, title",
    )

    with pytest.raises(QueryError, match="attempt to write a readonly database"):
        search_export(database, "label")


@pytest.mark.parametrize("content", [None, b"no database", b""], ids=["missing", "text", "empty"])
def test_other_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    """One line says what the file is not, and nothing is made in its place."""
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(QueryError, match=r"other\.db' is no export of this catalog"):
        search_export(path, "label")

    assert (content is not None) == path.exists()


def test_limit_is_at_least_one(database: Path) -> None:
    """As everywhere else."""
    with pytest.raises(QueryError, match="at least 1"):
        search_export(database, "label", limit=0)


def test_helper_is_not_needed_for_plain_words(database: Path) -> None:
    """Whoever writes SQL can search, too."""
    with sqlite3.connect(database) as connection:
        found = connection.execute("SELECT id FROM search WHERE search MATCH 'mislabelled'")
        assert [("noisy-labels",)] == found.fetchall()
    connection.close()
