"""Agreement of coders, checked against scikit-learn and krippendorff."""

import sys

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from kb.errors import QueryError
from kb.study.agreement import agree, kappa, merged
from kb.study.codings import Coded
from tests.csv_files import coded

RNG = np.random.default_rng(3)
FIRST = RNG.random((40, 3)) < 0.4
NOISE = RNG.random((2, 40, 3)) < 0.2
CODERS = [FIRST, FIRST ^ NOISE[0], FIRST ^ NOISE[1]]
CODES = ("Age", "Labels", "Owners")


def wide(cells: np.ndarray, name: str) -> Coded:
    """Return codings as a coder's table."""
    rows = [f"s{number},{','.join(map(str, row.astype(int)))}" for number, row in enumerate(cells)]
    return coded("\n".join([f"segment,{','.join(CODES)}", *rows]), name)


FILES = [wide(cells, f"{name}.csv") for cells, name in zip(CODERS, "abc", strict=True)]


def test_two_coders_agree_as_others_compute_it() -> None:
    """Kappa and alpha, per code and over all decisions, are those of other people's code."""
    found = agree(FILES[:2])

    one, other = CODERS[0].astype(int), CODERS[1].astype(int)
    pairs = [(one.ravel(), other.ravel()), *zip(one.T, other.T, strict=True)]
    assert ["overall", *CODES] == [item.code for item in (found.overall, *found.codes)]
    for item, (a, b) in zip((found.overall, *found.codes), pairs, strict=True):
        assert cohen_kappa_score(a, b) == pytest.approx(item.kappa)
        assert np.mean(a == b) == pytest.approx(item.share)
        expected = krippendorff.alpha([a, b], level_of_measurement="nominal")
        assert expected == pytest.approx(item.alpha)


def test_three_coders_have_alpha_alone() -> None:
    """Kappa is for two; alpha is for any number."""
    found = agree(FILES)

    ratings = [cells.astype(int).ravel() for cells in CODERS]
    assert found.overall.kappa is None
    assert krippendorff.alpha(ratings, level_of_measurement="nominal") == pytest.approx(
        found.overall.alpha
    )


def test_one_code_each_is_compared_as_a_label() -> None:
    """When every segment has one code, the overall figure is that of the labels."""
    labels = [RNG.choice(["x", "y", "z"], 30) for _ in range(2)]
    files = [
        coded("segment,code\n" + "".join(f"{n},{code}\n" for n, code in enumerate(given)), name)
        for given, name in zip(labels, "ab", strict=True)
    ]

    found = agree(files)

    assert found.one_code_each
    assert cohen_kappa_score(*labels) == pytest.approx(found.overall.kappa)


def test_figure_that_is_not_defined_is_none() -> None:
    """Where both coders always say the same one thing, chance explains it all."""
    file = "segment,age,labels\n1,1,1\n2,1,0\n"

    found = agree([coded(file, "a"), coded(file, "b")])

    assert [(None, None), (1, 1)] == [(item.kappa, item.alpha) for item in found.codes]
    assert kappa("aa", "aa") is None


def test_disagreements_are_those_that_differ() -> None:
    """Each has its segment, its code, and who is on which side."""
    found = agree(FILES)

    expected = [
        (
            f"s{number}",
            code,
            tuple(f"{name}.csv" for name, said in zip("abc", cell, strict=True) if said),
        )
        for number in range(40)
        for code, cell in zip(CODES, np.stack(CODERS, -1)[number], strict=True)
        if 0 < sum(cell) < 3
    ]
    assert expected == [item[:3] for item in found.disagreements]
    assert {3} == {len(item.given_by) + len(item.not_by) for item in found.disagreements}


def test_merged_table_says_what_is_open_and_fills_details() -> None:
    """What one coder told of a segment or a code holds for the rows of the other."""
    one = coded("segment,code,team,category\n1,Age,T1,Time\n2,,T2,\n3,,T2,\n", "a")
    other = coded("segment,age\n1,1\n2,1\n3,0\n", "b")

    columns, rows = merged([one, other])

    assert ("segment", "code", "team", "category", "said by", "decision") == columns
    assert [
        ("1", "Age", "T1", "Time", "2 of 2", "agreed"),
        ("2", "Age", "T2", "Time", "1 of 2", "open"),
        ("3", "", "T2", "", "2 of 2", "agreed"),
    ] == rows


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        pytest.param(["segment,age\n1,1\n"], "one coder agrees with nobody", id="one-coder"),
        pytest.param(
            ["segment,age\n1,1\n", "segment,age\n1,1\n9,0\n"],
            "1.csv: row 3, column 'segment': segment '9' is not in 0.csv",
            id="other-segments",
        ),
        pytest.param(
            ["segment,code\n1,\n", "segment,code\n1,\n"], "no coder gave any", id="no-code"
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(texts: list[str], said: str) -> None:
    """There must be two coders of the same segments."""
    with pytest.raises(QueryError, match=f"^{said}"):
        agree([coded(text, f"{number}.csv") for number, text in enumerate(texts)])


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the message says what to install."""
    monkeypatch.setitem(sys.modules, "krippendorff", None)

    with pytest.raises(
        QueryError, match=r"needs the extra study: pip install 'ml-quality-kb\[study\]'"
    ):
        agree(FILES)
