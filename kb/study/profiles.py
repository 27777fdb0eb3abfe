"""Keep a profile as `mlq.yaml`, compare two of them, and find what a policy forbids."""

from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from kb.errors import CatalogError
from kb.graph.kinds import Severity
from kb.loading.comments import find_comments
from kb.loading.memory import Plain
from kb.loading.reader import read_file
from kb.loading.shape import shape_problems
from kb.loading.writer import write_lines
from kb.models.profile import LikelyIssue, Profile, State

__all__ = ["HEAD", "Change", "Changes", "changes", "forbidden", "profile_text", "read_profile"]

HEAD = "# A self-assessment by `kb guide --self-assess`; CI may ask `kb guide --policy high` of it."
"""The first line of the file."""


class Change(NamedTuple):
    """An issue whose state is not what it was; an empty state stands for not assessed."""

    id: str
    before: str
    after: str


class Changes(NamedTuple):
    """What is different from an earlier profile."""

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    new: tuple[Change, ...]
    """Not fine, and not assessed before."""
    gone: tuple[Change, ...]
    """Not assessed any more."""

    def to_dict(self) -> dict[str, object]:
        """Return the changes as JSON-ready data."""
        return {name: [one._asdict() for one in found] for name, found in self._asdict().items()}


def profile_text(profile: Profile) -> str:
    """Return a profile as the text of its file."""
    data: Plain = profile.model_dump(mode="json", exclude_defaults=True)
    return "\n".join((HEAD, *write_lines(data, Profile, find_comments("")))) + "\n"


def read_profile(path: Path) -> Profile:
    """Return the profile in a file.

    Raises:
        CatalogError: the file cannot be read or is not one; all problems are in it.
    """
    document = read_file(path, str(path))
    try:
        found = Profile.model_validate(document.data)
    except ValidationError as error:
        problems = document.problems or tuple(shape_problems(document, Profile, error))
        raise CatalogError(problems) from None
    if document.problems:
        raise CatalogError(document.problems)
    return found


def changes(before: Profile, after: Profile) -> Changes:
    """Return what got better, what got worse, and what is new or no longer assessed."""
    old = {issue.id: issue.state for issue in before.issues}
    new = {issue.id: issue.state for issue in after.issues}
    rank = list(State).index
    both = [Change(id, old[id], state) for id, state in new.items() if id in old]
    return Changes(
        tuple(one for one in both if rank(State(one.after)) > rank(State(one.before))),
        tuple(one for one in both if rank(State(one.after)) < rank(State(one.before))),
        tuple(
            Change(id, "", state)
            for id, state in new.items()
            if id not in old and state is not State.FINE
        ),
        tuple(Change(id, state, "") for id, state in old.items() if id not in new),
    )


def forbidden(profile: Profile, least: Severity) -> tuple[LikelyIssue, ...]:
    """Return the open issues of a severity or worse."""
    rank = list(Severity).index
    return tuple(
        issue
        for issue in profile.issues
        if issue.state is State.OPEN and rank(issue.severity) >= rank(least)
    )
