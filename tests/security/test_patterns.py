"""No regular expression of the package takes longer than in proportion to its text."""

import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest

import kb

LENGTH = 3_000
"""Far more than a pattern can take that tries every way to split a text."""

PATIENCE = 0.5
"""Seconds of processor time for one pattern and one text; a pattern that goes astray needs minutes."""

UNITS = (
    *"aA1é -._@#[]()<>&'\"/\\,:;=|*+~`\t\n\u0430",
    *("ab", "a ", "a-", "a.", "1.", "a@", "@a", "[[", "]]", "[[a", "a\n", "- ", "\u0430a", "'=", "##"),
)  # fmt: skip


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(kb.__path__, "kb."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


PATTERNS = dict(_patterns())


@contextmanager
def patience() -> Iterator[None]:
    """Fail when the time is up; the search for a pattern can be interrupted."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.security(23)
@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_worst_text_takes_no_time(pattern: re.Pattern[str]) -> None:
    """Whatever is repeated, with an end that fits or does not, the answer comes at once."""
    for unit in UNITS:
        for end in ("", "!", "\0", "a"):
            text = unit * (LENGTH // len(unit)) + end
            with patience():
                pattern.fullmatch(text)
                pattern.sub("", text)


def test_pattern_that_goes_astray_is_stopped() -> None:
    """The test above is one that can fail."""
    with pytest.raises(TimeoutError), patience():
        re.fullmatch(r"(a+)+b", "a" * LENGTH)


def test_patterns_are_found() -> None:
    """The list above is not empty by accident."""
    assert {"kb.lint.mentions._MENTION", "kb.models.scripts._WORD"} < set(PATTERNS)
