"""`kb similar` as text."""

from tests.catalog_copy import CatalogCopy
from tests.command_line import Run
from tests.query.test_similar import REJECTED


def test_close_entry_comes_with_its_reasons(run: Run) -> None:
    """Score, closest line, shared words with their fields, and what sets the two apart."""
    answer = run("similar", "currency", "noisy", "labels", "--limit", "1")

    assert (0, "") == (answer.code, answer.err)
    assert answer.out.startswith("noisy-labels  issue  0.")
    assert '    Closest in title: "Noisy labels"\n    Shared: noisy labels 0.' in answer.out
    assert "    Only asked for: currency\n" in answer.out


def test_links_that_join_two_entries_are_shown(run: Run) -> None:
    """Who compares entries sees what is said about the pair already."""
    told = run("similar", "stale-features", "--limit", "1").out

    assert "Linked: stale-features manifests_as feature-timestamps-lag: " in " ".join(told.split())


def test_rejected_proposal_is_told_with_its_reason(run: Run, tiny_copy: CatalogCopy) -> None:
    """What was turned down comes with the why and the entries to use instead."""
    tiny_copy.write("rejected.yaml", REJECTED)

    told = run("--catalog", str(tiny_copy.root), "similar", "wrong forecasts").out

    assert "Wrong forecasts  issue, turned down  1.00 alike\n" in told
    assert "    Why: A forecast that misses is what people see; the issue is why.\n" in told
    assert "    Instead: stale-features\n" in told


def test_nothing_close_is_said_on_stderr(run: Run) -> None:
    """An empty answer is empty."""
    assert (0, "", "Nothing is close.\n") == run("similar", "qxz")
