"""The generated files that are committed."""

from scripts.generated import stale


def test_generated_files_are_in_step() -> None:
    """The tree holds what `./scripts/generate` makes of the catalog and the code."""
    assert [] == list(stale())
