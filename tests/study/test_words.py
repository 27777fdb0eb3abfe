"""Labels of the scale and names of columns in several languages."""

import json
from pathlib import Path

import pytest

import kb.study
from kb.study.words import column_kind, folded, point_of

HERE = Path(kb.study.__path__[0])


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("NEVER", 1),
        ("häufig", 4),
        ("Haufig", 4),
        ("très  souvent", 5),
        ("a veces", 3),
        ("经常", 4),
        ("3", 3),
        ("5.0", 5),
        ("2 - rarely", 2),
        ("4 (oft)", 4),
        ("toujours (5)", 5),
        ("weiß nicht", 0),
        ("N/A", 0),
        (" ", None),
    ],
)
def test_answer_is_understood(said: str, point: int | None) -> None:
    """Numbers, labels and both together stand for a point; who cannot answer has none."""
    assert point == point_of(said)


@pytest.mark.parametrize(
    "said", ["0", "6", "1000000000000", "3.5", "-1", "²", "mostly", "4 - never"]
)
def test_answer_beside_the_scale_is_refused(said: str) -> None:
    """What is not one of the five points is never guessed."""
    with pytest.raises(ValueError, match=r"scale|belong"):
        point_of(said)


def test_no_label_has_two_meanings() -> None:
    """The languages share labels only where they mean the same."""
    languages = json.loads((HERE / "scales.json").read_text(encoding="utf-8")).values()
    meanings: dict[str, set[int]] = {}
    for one in languages:
        for point, labels in enumerate([one["cannot answer"], *one["points"]]):
            for label in labels:
                meanings.setdefault(folded(label), set()).add(point)

    assert {6} == {len([one["cannot answer"], *one["points"]]) for one in languages}
    assert [] == [label for label, points in meanings.items() if len(points) > 1]


@pytest.mark.parametrize("file", ["columns.json", "coding_columns.json"])
def test_no_column_has_two_kinds(file: str) -> None:
    """A header names one kind of column."""
    kinds = json.loads((HERE / file).read_text(encoding="utf-8"))
    names = [folded(name) for kind in kinds.values() for name in kind]

    assert sorted(set(names)) == sorted(names)


def test_column_is_known_in_several_languages() -> None:
    """Case and accents do not matter."""
    assert ["role", "experience", "organisation-size", None] == [
        column_kind(name)
        for name in ("Ihre Rolle", "Années d'expérience", "Unternehmensgröße", "Hobby")
    ]
