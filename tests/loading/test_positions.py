"""Every value knows where it stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import Location
from kb.loading.reader import Document, read_file

Read = Callable[[str | bytes], Document]

TEXT = """\
id: a
links:
  - id: x
    why: because
  - id: y
list: [p, q]
"""


@pytest.mark.parametrize(
    ("field", "place"),
    [
        pytest.param((), (1, 1), id="the file"),
        pytest.param(("id",), (1, 5), id="a value"),
        pytest.param(("links",), (3, 3), id="a list"),
        pytest.param(("links", 0), (3, 5), id="an item"),
        pytest.param(("links", 0, "why"), (4, 10), id="a field of an item"),
        pytest.param(("links", 1, "id"), (5, 9), id="the second item"),
        pytest.param(("list", 1), (6, 11), id="an item in brackets"),
        pytest.param(("links", 1, "why"), (5, 5), id="absent field: its parent"),
        pytest.param(("links", 9, "why"), (3, 3), id="absent item: the list"),
        pytest.param(("id", "part"), (1, 5), id="below a scalar: the scalar"),
        pytest.param(("nothing",), (1, 1), id="absent at the top: the file"),
    ],
)
def test_place_of_a_value(read: Read, field: tuple[str | int, ...], place: tuple[int, int]) -> None:
    """Every value has a line and a column; what is absent has those of its nearest parent."""
    document = read(TEXT)

    assert Location("entry.yaml", *place) == document.where(field)


@pytest.mark.parametrize(
    ("field", "place"),
    [
        pytest.param(("id",), (1, 1), id="top"),
        pytest.param(("links", 0, "why"), (4, 5), id="nested"),
        pytest.param(("links", 1, "why"), (5, 5), id="absent: its parent"),
    ],
)
def test_place_of_a_key(read: Read, field: tuple[str | int, ...], place: tuple[int, int]) -> None:
    """The place of a key differs from that of its value."""
    document = read(TEXT)

    assert Location("entry.yaml", *place) == document.where(field, key=True)


def test_place_in_a_file_that_cannot_be_read(read: Read) -> None:
    """Without data there is only the path."""
    document = read(b"\xff")

    assert Location("entry.yaml") == document.where(("id",))


def test_shown_path_differs_from_the_real_one(tmp_path: Path) -> None:
    """Problems name the file as the caller wants it shown."""
    document = read_file(tmp_path / "gone.yaml", "issues/gone.yaml")

    assert "issues/gone.yaml" == document.problems[0].where.path
