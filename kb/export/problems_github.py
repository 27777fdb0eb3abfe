"""Write problems as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections.abc import Iterable

from kb.errors import Problem, one_line
from kb.rules import rules

__all__ = ["github"]

_IN_TEXT = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ord(":"): "%3A", ord(","): "%2C"}
"""What the runner takes back; the rest of what could end a line is escaped by `one_line`."""


def github(problems: Iterable[Problem]) -> str:
    """Return one workflow command per problem, each on a line; paths stay as the problems say."""
    titles = {rule.code: rule.title for rule in rules()}
    return "".join(f"{_command(problem, titles[problem.code])}\n" for problem in problems)


def _command(problem: Problem, title: str) -> str:
    path, line, column = problem.where
    place = {"file": path, "line": str(line), "col": str(column)} if line else {"file": path}
    properties = ",".join(
        f"{name}={one_line(value.translate(_IN_PROPERTY))}"
        for name, value in {**place, "title": f"{problem.code} {title}"}.items()
    )
    subject = f"{problem.field}: " if problem.field else ""
    said = f"{subject}{problem.what}; {problem.fix}".translate(_IN_TEXT)
    return f"::{problem.level} {properties}::{one_line(said)}"
