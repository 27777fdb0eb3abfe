"""Ranking by free text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kb
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.query.index import WEIGHTS
from kb.query.search import CORRECTED, Match, TextIndex, search
from tests.catalog_copy import TINY
from tests.small_tables import row, small_tables

BASE = kb.load(TINY)
WORDS = st.lists(st.sampled_from(["labels", "disagree", "forecast", "zzz", "night"]), max_size=6)


def match_text(tables: Tables, text: str) -> tuple[Match, ...]:
    """Return what fits a text among entries of all kinds."""
    return TextIndex(tables, Kind).match(text)


def of_texts(**texts: dict[str, list[str]]) -> Tables:
    """Return tables of issues with the given texts, in the order given."""
    return small_tables([row(id) for id in texts], texts=texts)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param("title", "phrases", id="title-over-phrases"),
        pytest.param("aliases", "summary", id="alias-over-summary"),
        pytest.param("log_patterns", "description", id="log-pattern-over-description"),
    ],
)
def test_heavier_field_ranks_higher(better: str, worse: str) -> None:
    """The same word counts more where entries are named than where they are described."""
    tables = of_texts(a={worse: ["drift"]}, b={better: ["drift"]}, c={"title": ["skew"]})

    hits = search(tables, "drift")

    assert WEIGHTS[better] > WEIGHTS[worse]
    assert [("b", (better,)), ("a", (worse,))] == [(hit.id, hit.fields) for hit in hits]


def test_rare_word_counts_more_than_a_common_one() -> None:
    """A word that few entries use tells more."""
    tables = of_texts(
        a={"title": ["model drift"]}, b={"title": ["model skew"]}, c={"title": ["model noise"]}
    )

    hits = search(tables, "model skew")

    assert "b" == hits[0].id
    assert hits[0].score > 2 * hits[1].score


def test_shorter_entry_ranks_higher() -> None:
    """A word among few words tells more than the same word among many."""
    tables = of_texts(
        a={"summary": ["drift and much that is said besides about quite other matters"]},
        b={"summary": ["drift"]},
    )

    assert ["b", "a"] == [hit.id for hit in search(tables, "drift")]


@pytest.mark.parametrize(
    ("typo", "id"),
    [
        pytest.param("forcast", "stale-weather-feed", id="missing-letter"),
        pytest.param("anotators", "annotators-disagree", id="single-letter-for-double"),
        pytest.param("timestmaps", "feature-timestamps-lag", id="swapped-letters"),
        pytest.param("alarmm", "freshness-alarm", id="extra-letter"),
    ],
)
def test_misspelt_word_finds_what_it_stands_for(typo: str, id: str) -> None:
    """A word that nobody uses is taken for the known ones most like it."""
    assert id == BASE.search(typo)[0].id


def test_misspelt_word_scores_less_than_the_right_one() -> None:
    """A guess is worth less than a match."""
    assert BASE.search("forcast")[0].score < BASE.search("forecast")[0].score


def test_short_unknown_word_is_not_guessed() -> None:
    """Three letters are like too many words."""
    assert () == BASE.search("qxz")


def test_ties_are_broken_by_id() -> None:
    """Entries that fit equally well come in the order of their ids, not of the catalog."""
    tables = of_texts(
        c={"title": ["drift"]}, a={"title": ["drift"]}, b={"title": ["drift"]}, z={"title": ["x1"]}
    )

    hits = search(tables, "drift")

    assert ["a", "b", "c"] == [hit.id for hit in hits]
    assert 1 == len({hit.score for hit in hits})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\n", id="blank"),
        pytest.param("what is this about", id="stop-words-only"),
        pytest.param("…?!", id="punctuation-only"),
        pytest.param("模型漂移", id="no-latin-letters"),
    ],
)
def test_text_without_words_finds_nothing(text: str) -> None:
    """Nothing to look for is an empty answer, not an error."""
    assert () == BASE.search(text)


def test_empty_catalog_finds_nothing() -> None:
    """A catalog without entries answers too."""
    assert () == search(small_tables([]), "drift")


def test_only_the_first_unknown_words_are_corrected() -> None:
    """A misspelt word far behind in a book is not worth its time; a known one still counts."""
    noise = " ".join(f"qwertz{number}uiop" for number in range(CORRECTED))

    assert BASE.search("labls")
    assert () == BASE.search(f"{noise} labls")
    assert BASE.search(f"{noise} labels")


def test_very_long_text_is_answered() -> None:
    """Thousands of words that nobody knows do not hide the one that is known."""
    noise = " ".join(f"qwertz{number}uiop" for number in range(20_000))

    hits = BASE.search(f"{noise} labels")

    assert [hit.id for hit in BASE.search("labels")] == [hit.id for hit in hits]


@pytest.mark.parametrize("limit", [pytest.param(n, id=str(n)) for n in (1, 3, 1000)])
def test_number_of_hits_is_limited(limit: int) -> None:
    """No more hits come back than asked for, and they are the best ones."""
    everything = BASE.search("labels model job", limit=1000)

    assert len(everything) > 3
    assert everything[:limit] == BASE.search("labels model job", limit=limit)


def test_kind_limits_the_hits() -> None:
    """Only entries of the wanted kind come back."""
    hits = search(BASE.tables, "labels", kind=Kind.SYMPTOM)

    assert ["annotators-disagree"] == [hit.id for hit in hits]


def test_repeated_word_counts_once() -> None:
    """Saying it twice does not make it more so."""
    assert BASE.search("labels disagree") == BASE.search("labels labels disagree disagree")


def test_match_tells_words_and_fields() -> None:
    """A match names the words it shares with the text, and where they stand."""
    tables = of_texts(
        a={"title": ["label noise"], "description": ["label"]}, b={"title": ["label drift"]}
    )

    match = match_text(tables, "noise in labels and skew")[0]

    assert ("a", ("title", "description"), ("nois", "label")) == (
        match.id,
        match.fields,
        match.words,
    )


def test_index_matches_only_the_kinds_it_is_made_for() -> None:
    """Other entries do not come back, but their words still tell how rare a word is."""
    rows = [row("a"), row("b", Kind.SYMPTOM), row("c", Kind.SOURCE)]
    tables = small_tables(rows, texts={id: {"title": ["label noise"]} for id in "abc"})

    found = TextIndex(tables, (Kind.ISSUE, Kind.SYMPTOM)).match("label")

    whole = {match.id: (match.score, match.found) for match in match_text(tables, "label")}
    assert {id: whole[id] for id in "ab"} == {m.id: (m.score, m.found) for m in found}


def test_topic_is_matched_on_demand_and_never_a_hit() -> None:
    """Subjects that are not ours stand in the index, but not among the results."""
    soup = "the soup is too salty"

    plain, with_topics = (
        TextIndex(BASE.tables, Kind, topics=topics).match(soup) for topics in (False, True)
    )

    assert "other-topics/cooking" == with_topics[0].id
    assert {match.id for match in plain} == {m.id for m in with_topics} - {with_topics[0].id}
    assert all("/" not in hit.id for hit in BASE.search(soup, limit=99))


def test_hit_becomes_plain_data() -> None:
    """A hit survives the way through JSON."""
    told = BASE.search("kappa below one half")[0].to_dict()

    assert told == json.loads(json.dumps(told))
    assert ("annotators-disagree", "symptom", ["phrases"]) == (
        told["id"],
        told["kind"],
        told["fields"],
    )


@given(st.text())
@pytest.mark.security(22)
def test_any_text_gets_an_answer(text: str) -> None:
    """Whatever is typed, the answer is a ranked list without repeats, and no error."""
    hits = BASE.search(text, limit=100)

    ids = [hit.id for hit in hits]
    assert sorted(set(ids)) == sorted(ids)
    assert sorted(hits, key=lambda hit: (-hit.score, hit.id)) == list(hits)
    assert all(hit.score > 0 and hit.fields for hit in hits)


@settings(max_examples=50)
@given(WORDS, st.randoms(use_true_random=False))
def test_order_of_words_does_not_matter(words: list[str], random: object) -> None:
    """The same words in another order find the same entries with the same scores."""
    shuffled = sorted(words, key=lambda _: random.random())  # type: ignore[attr-defined]

    assert BASE.search(" ".join(words)) == BASE.search(" ".join(shuffled))


def test_entry_that_is_called_so_comes_before_one_that_says_it_often() -> None:
    """The more of a title was asked for, the more the entry is about it."""
    often = {"title": ["Alert fatigue"], "summary": ["drift alarms on drift, drift, drift"]}
    called = {"title": ["Concept drift"], "summary": ["the meaning of labels changes"]}
    rows = [row("alerts", title="Alert fatigue"), row("concept", title="Concept drift")]
    tables = small_tables(rows, texts={"alerts": often, "concept": called})

    assert ["concept", "alerts"] == [hit.id for hit in search(tables, "drift")]


def test_exact_title_leads() -> None:
    """Who types a whole title, in whatever case, gets that entry before heavier matches."""
    text = {"title": ["Wrong decisions decisions"], "phrases": ["wrong decisions"] * 5}
    tables = small_tables(
        [row("a"), row("b", title="Wrong decisions")],
        texts={"a": text, "b": {"title": ["Wrong decisions"]}},
    )

    assert ["a", "b"] == [match.id for match in match_text(tables, "wrong decisions")]
    assert ["b", "a"] == [hit.id for hit in search(tables, " WRONG decisions ")]


def test_problem_comes_before_the_papers_on_it() -> None:
    """The same words find the issue first and the source last."""
    rows = [row("a", Kind.SOURCE), row("b", Kind.MITIGATION), row("c"), row("d", Kind.SYMPTOM)]
    tables = small_tables(rows, texts={id: {"summary": ["drift"]} for id in "abcd"})

    assert ["c", "d", "b", "a"] == [hit.id for hit in search(tables, "drift")]


@pytest.mark.parametrize("typo", ["niose", "nosie"])
def test_swapped_letters_are_understood(typo: str) -> None:
    """The commonest slip of the fingers finds the word that was meant."""
    tables = of_texts(a={"title": ["label noise"]}, b={"title": ["posies"]})

    assert ["a"] == [hit.id for hit in search(tables, typo)]
