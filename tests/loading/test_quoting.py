"""Contributed text in a message: cut short, on one line, and between quotes."""

import pytest

from kb.loading.shape import dotted, guess, quoted
from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"


@pytest.mark.parametrize(
    "new",
    [
        pytest.param('"x\\n::error::y": 1\ntags:', id="key"),
        pytest.param('tags:\n  - "x\\n::error::y"\ntagz:', id="term"),
        pytest.param('precedes:\n  - id: "x\\n::error::y"\ntags:', id="link"),
        pytest.param('detectability: "x\\n::error::y"\ntags:', id="word"),
        pytest.param('reason: "[[x\\n::error::y]]"\ntags:', id="reference"),
    ],
)
def test_contributed_line_break_never_starts_a_line(tiny_copy: CatalogCopy, new: str) -> None:
    """A CI takes a line that starts with two colons for a command."""
    tiny_copy.replace(ISSUE, "tags:", new)

    report = [str(problem) for problem in tiny_copy.problems()]

    assert any("\\n" in line for line in report)
    assert not any("\n" in line for line in report)


LONG = "y" * 9999


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("  - freshness", f"  - {LONG}", id="term"),
        pytest.param("detectability: quiet", f"detectability: {LONG}", id="word"),
        pytest.param("  - id: slow-nightly-job", f"  - id: {LONG}", id="link"),
        pytest.param("id: stale-features\ntitle", f"id: {LONG}\ntitle", id="id"),
        pytest.param("outcome: scores-agree", f"outcome: {LONG}", id="outcome"),
        pytest.param("  - Outdated features", f"  - {LONG}", id="alias"),
        pytest.param("themes:", f"themes:\n{LONG}:", id="key"),
    ],
)
def test_long_value_is_cut_in_the_message(tiny_copy: CatalogCopy, old: str, new: str) -> None:
    """A message repeats at most as many characters as an id may have."""
    tiny_copy.replace(ISSUE, old, new)

    report = "\n".join(str(problem) for problem in tiny_copy.problems())

    assert LONG[:65] not in report


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param((), "", id="the entry"),
        pytest.param(("root_causes", 1, "id"), "root_causes.1.id", id="nested"),
        pytest.param(("x" * 100,), "x" * 63 + "…", id="long key"),
    ],
)
def test_path_is_written_with_dots(path: tuple[str | int, ...], text: str) -> None:
    """Positions in lists count from 0, as in the data."""
    assert text == dotted(path)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        pytest.param("trainig", 'did you mean "training"?', id="one close name"),
        pytest.param("label", 'did you mean "labels" or "labelling"?', id="two close names"),
        pytest.param("zebra", "look again", id="nothing close"),
    ],
)
def test_guess_names_what_is_close(name: str, advice: str) -> None:
    """A misspelling gets its nearest names, anything else the general advice."""
    assert advice == guess(name, ("training", "labels", "labelling"), otherwise="look again")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("short", '"short"', id="short"),
        pytest.param("x" * 64, f'"{"x" * 64}"', id="as long as an id"),
        pytest.param("x" * 65, f'"{"x" * 63}…"', id="longer"),
    ],
)
def test_quoted_text_is_cut(text: str, shown: str) -> None:
    """Every valid id is shown in full."""
    assert shown == quoted(text)
