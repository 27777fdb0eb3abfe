"""Proposals that were considered and turned down, so that nobody has to argue twice."""

from kb.graph.kinds import Kind
from kb.models.record import Record
from kb.models.text import Day, EntryId, Line, Prose, Title

__all__ = ["Proposal", "RejectedList"]


class Proposal(Record):
    """One proposal with the reason why it is no entry."""

    title: Title
    """The name under which it was, or would be, proposed."""
    kind: Kind
    """The kind of entry that was proposed."""
    summary: Prose
    """What was meant, in one or two sentences."""
    phrases: tuple[Line, ...] = ()
    """Other ways in which people propose it."""
    reason: Prose
    """Why it is no entry, so that the next author learns from it."""
    instead: tuple[EntryId, ...] = ()
    """Entries that say what is right about it."""
    added: Day
    """The day of the decision."""


class RejectedList(Record):
    """The file `catalog/rejected.yaml`."""

    proposals: tuple[Proposal, ...]
    """Proposals in alphabetical order of their titles."""
