"""The mapping of entries that are made when they are touched."""

import pytest

from kb.graph.entries import Entries


def test_entry_is_made_only_when_touched() -> None:
    """Listing ids makes nothing; looking one up makes that one."""
    made: list[str] = []

    def make(id: str) -> str:
        made.append(id)
        return id.upper()

    entries = Entries(["a", "b"], make)

    assert (["a", "b"], 2, []) == (list(entries), len(entries), made)
    assert ("B", ["b"]) == (entries["b"], made)


def test_entry_of_another_kind_is_not_in_the_mapping() -> None:
    """The mapping holds its own ids only, whatever else could be made."""
    entries = Entries(["a"], str.upper)

    with pytest.raises(KeyError, match="b"):
        entries["b"]


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        pytest.param("", "<0 entries: >", id="empty"),
        pytest.param("abc", "<3 entries: a, b, c>", id="few"),
        pytest.param("abcd", "<4 entries: a, b, c, …>", id="many"),
    ],
)
def test_repr_shows_the_first_ids(ids: str, shown: str) -> None:
    """In a console the mapping says how many it holds and how they begin."""
    assert shown == repr(Entries(ids, str.upper))
