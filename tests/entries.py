"""Make entries for tests: everything that a stub needs, and what the test is about."""

from typing import TypeVar

from kb.models.entry import Entry

__all__ = ["make_entry"]

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def make_entry(model: type[AnyEntry], **fields: object) -> AnyEntry:
    """Return a valid stub with the given fields."""
    stub = {
        "id": "some-entry",
        "title": "Some entry",
        "summary": "It is what it is.",
        "status": "stub",
        "added": "2026-01-15",
    }
    return model.model_validate({**stub, **fields})
