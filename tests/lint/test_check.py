"""A check that is quick about one entry says all that a whole check says of it."""

from kb.lint.check import check_catalog, concerning, ids_of
from kb.loading.memory import Memory
from tests.catalog_copy import CatalogCopy

NOISY, STALE, FEED, HARM = (
    "issues/noisy-labels.yaml",
    "issues/stale-features.yaml",
    "issues/stale-weather-feed.yaml",
    "consequences/users-lose-trust.yaml",
)


def test_quick_check_says_the_same_of_its_entry(tiny_copy: CatalogCopy) -> None:
    """Copies, twins, orphans and entries' own faults are told as in the whole check."""
    weather = "Orders are placed for weather that did not come."
    tiny_copy.replace(FEED, weather, "Users are told the opposite of what they can see.")
    tiny_copy.replace(STALE, "summary: |\n", "summary: |\n  Ask @bob. ")
    harm = (tiny_copy.root / HARM).read_text(encoding="utf-8")
    tiny_copy.write("consequences/twin.yaml", harm.replace("id: users-lose-trust", "id: twin"))
    memory = Memory()
    whole = check_catalog(tiny_copy.root, "", memory)

    for file in (NOISY, STALE, FEED, HARM, "consequences/twin.yaml", "vocabulary/phases.yaml"):
        quick = check_catalog(tiny_copy.root, "", memory, about=ids_of([file]))
        assert concerning(whole, [file]) == concerning(quick, [file])
    codes = {problem.code for problem in concerning(whole, [HARM]).problems}
    assert {"KB404", "KB407"} <= codes
