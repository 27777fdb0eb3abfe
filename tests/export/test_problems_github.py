"""Problems as workflow commands: shown where they are, and never a command of somebody else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import Level, Location, Problem
from kb.export.problems_github import github

WHERE = Location("catalog/issues/a.yaml", 3, 5)
PROBLEM = Problem(WHERE, "KB104", "titel", "no such field", "did you mean title?")


def test_error_is_shown_at_its_line() -> None:
    """A command names level, file, line, column and rule; the message is field, fault and remedy."""
    assert (
        "::error file=catalog/issues/a.yaml,line=3,col=5,title=KB104 No such field here"
        "::titel: no such field; did you mean title?\n"
    ) == github([PROBLEM])


def test_warning_about_a_whole_file() -> None:
    """Without a line there is no line to show, and without a field none to name."""
    problem = PROBLEM._replace(where=Location("a.yaml"), level=Level.WARNING, field="")

    assert (
        "::warning file=a.yaml,title=KB104 No such field here::no such field; did you mean title?\n"
    ) == github([problem])


@pytest.mark.security(24)
def test_text_cannot_start_a_command() -> None:
    """What a contributor writes stays text: neither a new line nor an escaped one gets through."""
    what = "x\n::set-output name=a::b %0A::error ##[add-mask]c \x1b[31m"

    command = github([PROBLEM._replace(what=what)])

    said = r"x%0A::set-output name=a::b %250A::error #\x23[add-mask]c \x1b[31m"
    assert command.endswith(f"::titel: {said}; did you mean title?\n")


@pytest.mark.security(24)
def test_path_cannot_add_properties() -> None:
    """Colons and commas of a file's name do not end the property that it stands in."""
    command = github([PROBLEM._replace(where=Location("a,line=9::b%.yaml", 1, 1))])

    assert command.startswith("::error file=a%2Cline=9%3A%3Ab%25.yaml,line=1,col=1,title=")


@pytest.mark.security(24)
@given(st.text(), st.text(), st.text())
def test_any_text_is_one_command(path: str, field: str, what: str) -> None:
    """The runner sees one command on one line, and takes back exactly what was meant."""
    problem = PROBLEM._replace(where=Location(path, 1, 1), field=field, what=what)

    line, end = github([problem]).split("\n")

    parts = re.fullmatch(r"::error file=([^:,]*),line=1,col=1,title=[^:,]*::(.*)", line)
    assert parts is not None
    assert ("", True) == (end, line.isprintable())
    assert all(re.match(r"%(25|0D|0A|3A|2C)", line[at.start() :]) for at in re.finditer("%", line))
