"""The words of exports in several languages: labels of the scale and names of columns."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

__all__ = ["CANNOT_ANSWER", "SCALE", "column_kind", "folded", "point_of"]

SCALE = ("never", "rarely", "sometimes", "often", "always")
"""Points of the scale, lowest first."""

CANNOT_ANSWER = "cannot answer"
"""What somebody chooses who has no basis for an answer; never a point of the scale."""

_HERE = Path(__file__).parent
_NUMBER = re.compile(r"(?P<n>\d+)(?:[.,]0+)?(?:\s*[-–—.:=()/]+\s*(?P<label>.*?)[)\s]*)?")  # noqa: RUF001 - dashes of exports
_NUMBER_LAST = re.compile(r"(?P<label>\w.*?)\s*[-–—.:=(]\s*(?P<n>\d+)\s*\)?")  # noqa: RUF001 - as above


def folded(text: str) -> str:
    """Return words in lower case without accents and marks, in any script.

    >>> folded("  Très souvent! ")
    'tres souvent'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", letters.replace("_", " ")))


def point_of(text: str) -> int | None:
    """Return the point from 1 to 5 that an answer stands for, or 0 for "cannot answer"; None if empty.

    >>> [point_of(text) for text in ("never", "4", "5 - always", "souvent", "weiß nicht", "")]
    [1, 4, 5, 4, 0, None]

    Raises:
        ValueError: the answer is not on the scale.
    """
    said = folded(text)
    if not said:
        return None
    labels = _labels()
    if said in labels:
        return labels[said]
    found = _NUMBER.fullmatch(text) or _NUMBER_LAST.fullmatch(text)
    if found is None:
        msg = f"{text!r} is no answer on the scale from never to always"
        raise ValueError(msg)
    label = folded(found["label"] or "")
    number = int(found["n"]) if len(found["n"]) < len("100") else 100
    if not 1 <= number <= len(SCALE):
        msg = f"{text!r} is not on the five-point scale from 1 (never) to 5 (always)"
        raise ValueError(msg)
    if label and labels.get(label) != number:
        msg = f"{text!r} has a number and a label that do not belong together"
        raise ValueError(msg)
    return number


def column_kind(header: str) -> str | None:
    """Return what a column holds that is no question, such as `role`; None if nobody knows."""
    return _columns().get(folded(header))


@cache
def _labels() -> dict[str, int]:
    languages = json.loads((_HERE / "scales.json").read_text(encoding="utf-8")).values()
    found = {
        folded(label): point
        for language in languages
        for point, labels in enumerate(language["points"], start=1)
        for label in labels
    }
    return found | {folded(text): 0 for one in languages for text in one[CANNOT_ANSWER]}


@cache
def _columns() -> dict[str, str]:
    kinds = json.loads((_HERE / "columns.json").read_text(encoding="utf-8"))
    return {folded(name): kind for kind, names in kinds.items() for name in names}
