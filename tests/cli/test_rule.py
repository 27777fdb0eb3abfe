"""`kb rule`, and the pages behind it."""

import json
import re
from pathlib import Path

import pytest

from kb.errors import QueryError
from kb.rules import Rule, rule, rules
from tests.command_line import Run

BROKEN = Path(__file__).parents[1] / "data" / "broken"


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """The folders of broken catalogs are the list of codes."""
    assert sorted(folder.name[:5] for folder in BROKEN.iterdir()) == [r.code for r in rules()]


@pytest.mark.parametrize("page", rules(), ids=lambda page: page.code)
def test_page_says_why_shows_both_sides_and_what_to_do(page: Rule) -> None:
    """Each page has the same parts in the same order, and no page is long."""
    assert ["Why", "Bad", "Good", "What to do"] == re.findall(r"(?m)^## (.+)$", page.text)
    assert page.text.count("```") % 2 == 0
    assert page.text.count("```") >= 4
    assert len(page.text.splitlines()) < 45
    assert 2 <= len(page.title.split()) <= 8


@pytest.mark.parametrize("typed", ["kb404 ", "404"])
def test_code_is_found_however_it_is_typed(typed: str) -> None:
    """People type what they see, or what is quicker."""
    assert rule("KB404") == rule(typed)


def test_unknown_code_names_the_known_ones(run: Run) -> None:
    """A wrong code is wrong usage."""
    with pytest.raises(QueryError, match="no rule 'KB999'; use one of KB101"):
        rule("KB999")

    assert 2 == run("rule", "KB999").code


def test_rule_is_printed_as_its_page(run: Run) -> None:
    """Title and code first, then the text."""
    lines = run("rule", "kb404").out.splitlines()

    assert f"{rule('KB404').title}  KB404" == lines[0]
    assert rule("KB404").text == "\n".join(lines[2:])


def test_all_codes_are_listed_without_one(run: Run) -> None:
    """One line for each."""
    assert [f"{r.code}  {r.title}" for r in rules()] == run("rule").out.splitlines()
    assert [r.to_dict() for r in rules()] == json.loads(run("rule", "--json").out)
