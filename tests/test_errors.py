"""How problems and errors read."""

import pytest

from kb.errors import (
    CatalogError,
    EntryNotFound,
    KbError,
    Level,
    Location,
    Problem,
    QueryError,
)
from tests.payloads import INVISIBLE, LOG_LINES, TERMINAL, cases

WHERE = Location("issues/a.yaml", 3, 5)
PROBLEM = Problem(WHERE, "KB999", "title", "it is wrong", "correct it")


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        pytest.param(
            PROBLEM,
            "issues/a.yaml:3:5: KB999 title: it is wrong; correct it",
            id="place, code, field",
        ),
        pytest.param(
            PROBLEM._replace(field=""),
            "issues/a.yaml:3:5: KB999: it is wrong; correct it",
            id="no field",
        ),
        pytest.param(
            PROBLEM._replace(where=Location("issues/a.yaml")),
            "issues/a.yaml: KB999 title: it is wrong; correct it",
            id="whole file",
        ),
        pytest.param(
            PROBLEM._replace(level=Level.WARNING),
            "issues/a.yaml:3:5: warning KB999 title: it is wrong; correct it",
            id="warning",
        ),
        pytest.param(
            PROBLEM._replace(field="a\n::error::b"),
            "issues/a.yaml:3:5: KB999 a\\n::error::b: it is wrong; correct it",
            id="line break",
        ),
        pytest.param(
            PROBLEM._replace(what="\x1b[31mred\x1b[0m \u202e\udcff"),
            "issues/a.yaml:3:5: KB999 title: \\x1b[31mred\\x1b[0m \\u202e\\udcff; correct it",
            id="what a terminal would obey",
        ),
        pytest.param(
            PROBLEM._replace(what="König → 95 %"),
            "issues/a.yaml:3:5: KB999 title: König → 95 %; correct it",
            id="letters and symbols",
        ),
    ],
)
def test_problem_is_one_line(problem: Problem, line: str) -> None:
    """A problem reads place, code, field, what is wrong and what to do, and never breaks the line."""
    assert line == str(problem)


@pytest.mark.security(24)
@pytest.mark.parametrize("text", cases(LOG_LINES, TERMINAL, INVISIBLE))
def test_problem_gives_no_order_to_a_terminal_or_a_log(text: str) -> None:
    """Whatever a file holds, its report is one line that is only read."""
    line = str(Problem(Location("a.yaml", 1, 1), "KB999", text, f"{text} is wrong", text))

    assert (True, 1) == (line.isprintable(), len(line.splitlines()))
    assert line.startswith("a.yaml:1:1: ")
    assert "##" not in line


def test_problem_is_flat_data() -> None:
    """For programs a problem is a mapping with flat keys."""
    assert {
        "path": "issues/a.yaml",
        "line": 3,
        "column": 5,
        "level": "error",
        "code": "KB999",
        "field": "title",
        "what": "it is wrong",
        "fix": "correct it",
    } == PROBLEM.to_dict()


def test_catalog_error_sorts_its_problems_by_place() -> None:
    """Files in order, lines as numbers, and what concerns a whole file first."""
    places = [Location("b", 1, 1), Location("a", 10, 1), Location("a", 9, 1), Location("a")]

    error = CatalogError(PROBLEM._replace(where=place) for place in places)

    assert ["a", "a:9:1", "a:10:1", "b:1:1"] == [str(problem.where) for problem in error.problems]
    assert 4 == len(str(error).splitlines())


@pytest.mark.parametrize(
    ("suggestions", "message"),
    [
        pytest.param(
            (), "no entry 'x'; `kb search` finds entries by their words", id="nothing close"
        ),
        pytest.param(("xa",), "no entry 'x'; did you mean xa?", id="one"),
        pytest.param(("xa", "xb"), "no entry 'x'; did you mean xa or xb?", id="two"),
    ],
)
def test_entry_not_found_names_what_is_close(suggestions: tuple[str, ...], message: str) -> None:
    """The message is a sentence, though the error is a KeyError."""
    error = EntryNotFound("x", suggestions)

    assert message == str(error)
    assert ("x", suggestions) == (error.id, error.suggestions)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        pytest.param(EntryNotFound("x"), KeyError, id="entry not found"),
        pytest.param(QueryError("x"), ValueError, id="query error"),
        pytest.param(CatalogError(()), Exception, id="catalog error"),
    ],
)
def test_errors_have_one_base_and_a_familiar_one(error: Exception, builtin: type) -> None:
    """Callers may catch everything of ours, or what they know."""
    assert isinstance(error, KbError)
    assert isinstance(error, builtin)
