"""Which issues some tools would notice."""

import pytest

import kb
from kb.errors import QueryError
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.query.coverage import Covered, coverage
from tests.small_tables import link, row, small_tables


def _tables() -> Tables:
    tool = {"tool": ("probe",)}
    return small_tables(
        [
            row("alarmed"),
            row("checked"),
            row("by-hand"),
            row("treated"),
            row("ruled-out"),
            row("gone", status="retired"),
            row("alarm", Kind.MITIGATION, facets=tool),
            row("repair", Kind.MITIGATION, facets=tool),
            row("other", Kind.MITIGATION),
            row("script", Kind.CHECK, facets={**tool, "automation": ("scripted",)}),
            row("look", Kind.CHECK, facets={**tool, "automation": ("manual",)}),
        ],
        [
            link("alarmed", "mitigated_by", "alarm", effect="detects"),
            link("alarmed", "mitigated_by", "other", effect="detects"),
            link("checked", "confirmed_by", "script", outcome="bad", strength="typical"),
            link("by-hand", "confirmed_by", "look", outcome="bad", strength="hallmark"),
            link("treated", "mitigated_by", "repair", effect="corrects"),
            link("ruled-out", "confirmed_by", "script", outcome="fine", strength="argues-against"),
            link("gone", "mitigated_by", "alarm", effect="detects"),
        ],
        terms={"tools": ({"id": "probe"}, {"id": "hammer"})},
    )


def test_issues_are_sorted_by_what_the_tools_do() -> None:
    """Alarms and scripted checks notice; a manual check, a repair or a counterproof do not."""
    found = coverage(_tables(), ("probe",))

    assert {"alarmed": ("alarm",), "checked": ("script",)} == {
        issue.id: issue.via for issue in found.detected
    }
    assert (Covered("treated", "Treated", ("repair",)),) == found.treated
    assert ["by-hand", "treated", "ruled-out"] == [issue.id for issue in found.undetected]


def test_tool_that_nothing_names_covers_nothing() -> None:
    """Every issue is listed as not detected."""
    found = coverage(_tables(), ("hammer",))

    assert ((), (), 5) == (found.detected, found.treated, len(found.undetected))


@pytest.mark.parametrize(
    ("tools", "told"),
    [
        pytest.param((), "coverage needs a tool; name one or more", id="none"),
        pytest.param(("prob",), "no term 'prob' in the vocabulary tools; did you mean", id="typo"),
    ],
)
def test_wrong_tool_is_an_error(tools: tuple[str, ...], told: str) -> None:
    """A misspelt tool is not a tool that covers nothing."""
    with pytest.raises(QueryError, match=told):
        coverage(_tables(), tools)


def test_face_takes_one_name_or_several(tiny: kb.KnowledgeBase) -> None:
    """A single name need not be wrapped."""
    tool = tiny.tables.terms["tools"][0]["id"]

    assert tiny.coverage(tool) == tiny.coverage([tool])
    assert {"tools", "detected", "treated", "undetected"} == set(tiny.coverage(tool).to_dict())
