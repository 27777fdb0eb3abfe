"""Pause the garbage collector while much is made at once and none of it is garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the garbage collector: scanning what a bulk load makes again and again is quadratic."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # Counts all of it as old, or the next new object would have all of it scanned.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
