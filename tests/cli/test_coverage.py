"""The command `kb coverage`: what some tools would notice, and which tools there are."""

import json

from tests.command_line import Run


def test_issues_are_sorted_by_what_the_tools_do(run: Run) -> None:
    """What notices an issue is named, and what nothing notices is listed too."""
    answer = run("coverage", "label-desk")

    assert 0 == answer.code
    assert "\n  noisy-labels\n      via " in answer.out
    assert "\nNot detected (" in answer.out


def test_tools_are_listed_without_one(run: Run) -> None:
    """Nobody has to guess what can be named."""
    answer = run("coverage")

    assert (0, "alarm-clock  Alarm Clock") == (answer.code, answer.out.splitlines()[0])


def test_tools_are_listed_as_json(run: Run) -> None:
    """The JSON carries the whole terms."""
    tools = json.loads(run("coverage", "--json").out)

    assert ["alarm-clock", "event-log", "label-desk"] == [tool["id"] for tool in tools]
    assert "Apache-2.0" == tools[1]["licence"]
