"""`kb search` as text."""

from tests.command_line import Run


def test_hits_come_with_kind_and_summary(run: Run) -> None:
    """A hit is its id and kind, and its summary wrapped below."""
    answer = run("search", "kappa", "below", "one half", "--limit", "1")

    summary = "Two people who label the same cases give different labels."
    assert (0, f"annotators-disagree  symptom\n    {summary}\n", "") == answer


def test_nothing_found_is_said_on_stderr(run: Run) -> None:
    """An empty answer is empty, with advice beside it."""
    told = "Nothing found; try other words, or `kb stats` for what there is.\n"

    assert (0, "", told) == run("search", "qxz")
