"""Pausing the garbage collector leaves it as it was."""

import gc
from collections.abc import Iterator

import pytest

from kb.graph.collector import collector_paused


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Leave the collector on, with nothing frozen."""
    yield
    gc.unfreeze()
    gc.enable()


def test_what_was_made_is_not_scanned_at_once():
    """The first object after a bulk load does not make the collector look through all of it."""
    with collector_paused():
        made = [[] for _ in range(10_000)]

    assert gc.get_count()[0] < len(made) / 10
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    """Whoever paused it before goes on deciding."""
    gc.disable()

    with collector_paused():
        pass

    assert not gc.isenabled()


def test_what_somebody_froze_stays_frozen():
    """Objects that the caller took out of the collector's sight are not brought back."""
    gc.freeze()
    before = gc.get_freeze_count()

    with collector_paused():
        pass

    # A few of them may have gone for good meanwhile; unfreezing would leave none.
    assert gc.get_freeze_count() > 0.9 * before
