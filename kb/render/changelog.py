"""The changelog as data: releases, each with its groups of changes."""

import re
from typing import NamedTuple

__all__ = ["Release", "releases"]

_RELEASE = re.compile(r"## \[(?P<version>[^\]]+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?")


class Release(NamedTuple):
    """A version with its changes; `day` is empty while it is not released."""

    version: str
    day: str
    groups: dict[str, list[str]]


def releases(text: str) -> tuple[Release, ...]:
    """Return the releases of a file in the form of Keep a Changelog, in its order."""
    found: list[Release] = []
    for part in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        head = _RELEASE.match(part)
        if head:
            found.append(Release(head["version"], head["day"] or "", _groups(part)))
    return tuple(found)


def _groups(part: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for chunk in part.split("\n### ")[1:]:
        heading, _, body = chunk.partition("\n")
        items = re.findall(r"^- (.+(?:\n  .+)*)", body, flags=re.MULTILINE)
        groups[heading.strip()] = [" ".join(item.split()) for item in items]
    return groups
