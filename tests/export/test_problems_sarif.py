"""Problems as SARIF 2.1.0, judged by models that were made from the official schema."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

from kb.errors import Level, Location, Problem
from kb.export.problems_sarif import sarif
from kb.rules import rules

PROBLEM = Problem(Location("catalog/issues/a.yaml", 3, 5), "KB104", "titel", "no such", "drop it")


def _run(*problems: Problem, site_url: str = "") -> Log:
    return Log.model_validate_json(json.dumps(sarif(problems, site_url=site_url)))


def test_the_judge_is_strict() -> None:
    """The models refuse what the schema refuses: a key that it does not know."""
    log = {**sarif([PROBLEM]), "surprise": 1}

    with pytest.raises(ValidationError, match="surprise"):
        Log.model_validate(log)


def test_result_is_at_its_place() -> None:
    """A result names its rule, level, message, file, line and column."""
    result = _run(PROBLEM).runs[0].results[0]

    place = result.locations[0].physicalLocation
    assert ("KB104", "error") == (result.ruleId, result.level.value)
    assert "titel: no such; drop it" == result.message.text
    assert "catalog/issues/a.yaml" == place.artifactLocation.uri
    assert (3, 5) == (place.region.startLine, place.region.startColumn)


def test_problem_of_a_whole_file_is_at_its_first_line() -> None:
    """GitHub shows no result without a region."""
    problem = PROBLEM._replace(where=Location("a b.yaml"), field="", level=Level.WARNING)

    result = _run(problem).runs[0].results[0]

    place = result.locations[0].physicalLocation
    assert ("warning", "no such; drop it") == (result.level.value, result.message.text)
    assert ("a%20b.yaml", 1) == (place.artifactLocation.uri, place.region.startLine)


def test_every_rule_is_explained() -> None:
    """The rules of a run are those of this package, each with its name and its page."""
    driver = _run().runs[0].tool.driver

    told = [(rule.id, rule.shortDescription.text, rule.help.markdown) for rule in driver.rules]
    assert [(rule.code, rule.title, rule.text) for rule in rules()] == told


@pytest.mark.parametrize(
    ("site_url", "address"),
    [
        pytest.param("", None, id="no home"),
        pytest.param("https://kb.test/x", "https://kb.test/x/rules/KB101/", id="home"),
        pytest.param("https://kb.test/x/", "https://kb.test/x/rules/KB101/", id="slash"),
    ],
)
def test_help_is_linked_where_there_is_a_site(site_url: str, address: str | None) -> None:
    """No address is made up while the site has no home."""
    told = sarif([], site_url=site_url)

    first = json.loads(json.dumps(told))["runs"][0]["tool"]["driver"]["rules"][0]
    assert address == first.get("helpUri")


def test_fingerprint_outlives_a_moved_line() -> None:
    """A problem that moves down with its line is the same one; another field is another one."""
    moved = PROBLEM._replace(where=PROBLEM.where._replace(line=9))
    log = _run(PROBLEM, moved, PROBLEM._replace(field="other"))

    first, second, third = (result.partialFingerprints for result in log.runs[0].results)
    assert first == second
    assert first != third


@pytest.mark.security(24)
def test_message_holds_no_link_of_a_contributor() -> None:
    """Viewers turn `[text](address)` into a link, so the two are kept apart."""
    problem = PROBLEM._replace(what="[click](https://evil.test)")

    result = _run(problem).runs[0].results[0]

    assert "titel: [click] (https://evil.test); drop it" == result.message.text


@given(st.text(), st.text(), st.text())
def test_any_text_gives_a_valid_log(path: str, field: str, what: str) -> None:
    """Whatever stands in a file or its name, the log is valid and its messages are one line."""
    problem = PROBLEM._replace(where=Location(path, 1, 1), field=field, what=what)

    result = _run(problem).runs[0].results[0]

    assert result.message.text.isprintable()
