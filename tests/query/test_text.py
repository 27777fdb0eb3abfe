"""Folding, stemming and stop words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.query.text import STOP_WORDS, SUFFIXES, fold_text, stem, stems


@pytest.mark.parametrize(
    ("british", "american"),
    [
        pytest.param("normalised", "normalized", id="ised"),
        pytest.param("normalisation", "normalization", id="isation"),
        pytest.param("optimise", "optimizes", id="ise"),
        pytest.param("quantising", "quantizing", id="ising"),
        pytest.param("labelled", "labeled", id="doubled-l-ed"),
        pytest.param("labelling", "labeling", id="doubled-l-ing"),
        pytest.param("modelling", "modeling", id="modelling"),
        pytest.param("behaviour", "behavior", id="our"),
        pytest.param("neighbours", "neighbors", id="ours"),
        pytest.param("organisation", "organization", id="organisation"),
        pytest.param("programme", "program", id="mme"),
    ],
)
def test_british_and_american_spelling_share_a_stem(british: str, american: str) -> None:
    """Where the Atlantic divides spelling, the stem does not."""
    assert stem(british) == stem(american)


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("deploy deploys deployed deploying deployment", id="deploy"),
        pytest.param("predict predicts predicted predicting prediction predictions", id="predict"),
        pytest.param("drift drifts drifted drifting", id="drift"),
        pytest.param(
            "annotate annotated annotating annotation annotator annotators", id="annotate"
        ),
        pytest.param("latency latencies", id="plural-of-y"),
        pytest.param("loss losses", id="plural-of-ss"),
        pytest.param("accurate accuracy accurately", id="accurate"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    """What people conjugate and decline stays one word."""
    assert 1 == len({stem(word) for word in forms.split()})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("label", "labour", id="label-labour"),
        pytest.param("train", "trace", id="train-trace"),
        pytest.param("feature", "future", id="feature-future"),
        pytest.param("metric", "meter", id="metric-meter"),
    ],
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    """Stemming stops before it mixes words up."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Café", "cafe", id="accent"),
        pytest.param("cafe\u0301", "cafe", id="accent-as-a-character-of-its-own"),
        pytest.param("Straße", "stra e", id="sharp-s-has-no-ascii-form"),
        pytest.param("İzmir", "izmir", id="dotted-capital-i"),
        pytest.param("ﬁle", "file", id="ligature"),
        pytest.param("\uff21\uff35\uff23", "auc", id="full-width"),
        pytest.param("ok👍🏽ok", "ok  ok", id="emoji-with-skin-tone"),
        pytest.param("1\ufe0f\u20e3a", "1a", id="keycap-is-made-of-marks"),
        pytest.param("don\u2019t", "don t", id="curly-apostrophe"),
        pytest.param("a\u00a0b", "a b", id="no-break-space"),
        pytest.param("模型", "  ", id="no-latin-letters"),
        pytest.param("", "", id="empty"),
    ],
)
def test_text_is_folded_to_ascii(text: str, folded: str) -> None:
    """Accents go, other foreign characters part words, and nothing else is left."""
    assert folded == fold_text(text)


@given(st.text())
def test_folded_text_is_ascii(text: str) -> None:
    """Whatever comes in, a browser and Python see the same 128 characters."""
    assert fold_text(text).isascii()


@given(st.text())
def test_stems_are_never_empty(text: str) -> None:
    """A word that counts always leaves something to look up."""
    assert all(stems(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The labels don't agree", ["label", "don", "agre"], id="sentence"),
        pytest.param("not before you", ["not", "befor"], id="negation-and-time-are-kept"),
        pytest.param("labels, labels", ["label", "label"], id="repeated"),
        pytest.param("a x 5", [], id="single-characters"),
        pytest.param("feature_store/v2", ["featur", "stor", "v2"], id="parts-of-a-name"),
        pytest.param("what is this", [], id="stop-words-only"),
        pytest.param("?!… —", [], id="punctuation-only"),
    ],
)
def test_text_is_cut_into_stems(text: str, expected: list[str]) -> None:
    """Stems come in order, without stop words and single characters."""
    assert expected == stems(text)


def test_stop_words_are_folded_themselves() -> None:
    """A stop word that folding would change could never match."""
    assert STOP_WORDS == {fold_text(word) for word in STOP_WORDS}


@pytest.mark.parametrize("step", range(len(SUFFIXES)))
def test_longer_suffix_stands_before_the_one_it_ends_with(step: int) -> None:
    """The first suffix that fits is taken, so none may hide a longer one behind it."""
    suffixes = [suffix for suffix, _, _ in SUFFIXES[step]]

    hidden = [
        later
        for position, earlier in enumerate(suffixes)
        for later in suffixes[position + 1 :]
        if later.endswith(earlier)
    ]

    assert [] == hidden
