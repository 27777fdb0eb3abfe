"""What a call of `kb` is like in tests; the fixture `run` of tests/cli makes one."""

from typing import NamedTuple, Protocol

__all__ = ["Answer", "Run"]


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs `kb` with the given arguments."""

    def __call__(self, *arguments: str) -> Answer:
        """Return what the command left behind."""
        ...
