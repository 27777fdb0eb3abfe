"""`kb trace` as text."""

from collections.abc import Callable

from tests.command_line import Run


def test_chains_are_read_from_cause_to_harm(run: Run, golden: Callable[[str, str], None]) -> None:
    """Each chain is numbered and says at every step what leads to what, and why."""
    answer = run("trace", "slow-nightly-job", "wrong-decisions", "--limit", "2")

    assert (0, "") == (answer.code, answer.err)
    golden("cli/trace.txt", answer.out)


def test_no_chain_is_said_on_stderr(run: Run) -> None:
    """An empty answer is empty, with a line beside it."""
    answer = run("trace", "label-guide", "wrong-decisions")

    told = "No causal chain leads from label-guide to wrong-decisions.\n"
    assert (0, "", told) == answer


def test_chain_the_other_way_is_proposed(run: Run) -> None:
    """Who swapped the ends is told so."""
    answer = run("trace", "wrong-decisions", "no-data-owner")

    assert [
        "No causal chain leads from wrong-decisions to no-data-owner.",
        "One leads the other way: kb trace no-data-owner wrong-decisions",
    ] == answer.err.splitlines()
