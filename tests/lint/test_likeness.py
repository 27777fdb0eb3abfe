"""KB407: two entries that read alike say how they differ."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kb.lint.likeness import close_pairs
from kb.query.closeness import ALIKE, cosine, unit_vector
from tests.catalog_copy import CatalogCopy

HARM = "consequences/users-lose-trust.yaml"
FEED = "issues/stale-weather-feed.yaml"
STALE = "issues/stale-features.yaml"


def test_twin_is_reported_with_its_likeness(tiny_copy: CatalogCopy) -> None:
    """A second entry under another id that says the same is one entry too many."""
    text = (tiny_copy.root / HARM).read_text(encoding="utf-8")
    tiny_copy.write("consequences/twin.yaml", text.replace("id: users-lose-trust", "id: twin"))

    alike = [str(problem) for problem in tiny_copy.problems() if problem.code == "KB407"]

    assert [
        (
            f"{HARM}:4:10: KB407 summary: reads like twin (likeness 1.00);"
            " merge the two, or say in the summaries what tells them apart"
        )
    ] == alike


def test_issue_that_names_its_neighbour_may_be_alike(tiny_copy: CatalogCopy) -> None:
    """`confused_with` is the place to say how to tell the two apart."""
    phrases = [f"  - the radar of area {number} shows last week again\n" for number in range(3)]
    for file in (FEED, STALE):
        text = (tiny_copy.root / file).read_text(encoding="utf-8")
        tiny_copy.write(file, text.replace("phrases:\n", f"phrases:\n{''.join(phrases)}", 1))

    assert "KB407" not in {problem.code for problem in tiny_copy.problems()}


_TEXTS = st.lists(
    st.lists(st.sampled_from("aaaabbbccdefghij"), min_size=1, max_size=8), min_size=2, max_size=12
)


@given(texts=_TEXTS)
def test_pairs_are_those_of_all_comparisons(texts: list[list[str]]) -> None:
    """To multiply out only rare stems, and of the others to know what they add up to, misses no pair."""
    weights = {stem: number + 0.5 for number, stem in enumerate("abcdefghij")}
    vectors = {
        f"entry-{number:02}": unit_vector(words, weights.__getitem__)
        for number, words in enumerate(texts)
    }

    expected = {
        (later, earlier)
        for earlier, later in combinations(vectors, 2)
        if cosine(vectors[later], vectors[earlier]) >= ALIKE
    }
    assert expected == {(one, other) for one, other, _ in close_pairs(vectors, ())}
