"""When interviews stop bringing new codes."""

from typing import NamedTuple

from kb.study.codings import Coded
from kb.study.words import folded

__all__ = ["Step", "saturation"]


class Step(NamedTuple):
    """An interview in the order of the file: its codes, those that nobody had before, all so far."""

    interview: str
    codes: int
    new: int
    total: int


def saturation(coded: Coded) -> tuple[Step, ...]:
    """Return how many codes each interview added.

    Raises:
        QueryError: a row does not say which interview it is from, or is still open.
    """
    coded.refuse_open()
    coded.need("interview")
    codes: dict[str, set[str]] = {}
    for coding in coded.codings:
        interview = coding.details["interview"]
        if not interview:
            raise coded.table.wrong(
                coding.row, coded.columns["interview"], "empty; name the interview"
            )
        codes.setdefault(interview, set()).update(filter(None, [folded(coding.code)]))
    seen: set[str] = set()
    steps = []
    for interview, found in codes.items():
        new = found - seen
        seen |= found
        steps.append(Step(interview, len(found), len(new), len(seen)))
    return tuple(steps)
