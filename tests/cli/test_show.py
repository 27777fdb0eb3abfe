"""`kb show` as text."""

from collections.abc import Callable

import pytest

from tests.catalog_copy import CatalogCopy
from tests.command_line import Run


@pytest.mark.parametrize(
    "id",
    [
        pytest.param("stale-features", id="issue"),
        pytest.param("no-data-owner", id="root-cause"),
        pytest.param("feature-timestamps-lag", id="symptom"),
        pytest.param("wrong-decisions", id="consequence"),
        pytest.param("relabel-sample", id="mitigation"),
        pytest.param("label-twice", id="check"),
        pytest.param("tester2020survey", id="source"),
        pytest.param("tester2020-survey", id="study"),
    ],
)
def test_entry_reads_well(run: Run, golden: Callable[[str, str], None], id: str) -> None:
    """An entry of each kind is shown with all that a reader of that kind looks for."""
    answer = run("show", id)

    assert (0, "") == (answer.code, answer.err)
    golden(f"cli/show-{id}.txt", answer.out)


@pytest.mark.parametrize("name", ["Label noise", "label-errors", "NOISY_LABELS"])
def test_entry_is_shown_under_any_of_its_names(run: Run, name: str) -> None:
    """An alias, a former id or other writing shows the same."""
    assert run("show", "noisy-labels") == run("show", name)


def test_contested_grade_is_marked(run: Run) -> None:
    """A grade with evidence against it says so beside it."""
    assert "(contested)" in run("show", "stale-weather-feed").out.splitlines()[1]


def test_evidence_against_is_marked(run: Run) -> None:
    """A source that contradicts is not mistaken for a supporting one."""
    lines = run("show", "stale-weather-feed").out.splitlines()

    assert ["  doe2021interviews  Sec. 5.1", "  tester2020survey  speaks against it"] == [
        line for line in lines[lines.index("Evidence") :] if line[2:6] in ("doe2", "test")
    ]


def test_reference_in_prose_is_shown_as_a_title(run: Run) -> None:
    """The reader of a terminal sees words, not brackets."""
    out = run("show", "stale-weather-feed").out

    assert "It is a case of Stale features whose cure lies with another company." in out


def test_source_is_shown_with_what_it_has(run: Run, tiny_copy: CatalogCopy) -> None:
    """A source without venue and with one name per author is a shorter reference."""
    tiny_copy.write(
        "sources/doe2021interviews.yaml",
        "id: doe2021interviews\ntitle: Talks\nsummary: Talks.\ndesign: interview\nauthors:\n"
        "  - family: Example Institute\nstatus: stub\nadded: 2026-01-15\n",
    )

    lines = run("--catalog", str(tiny_copy.root), "show", "doe2021interviews").out.splitlines()

    start = lines.index("Reference")
    assert ["Reference", "  Example Institute"] == lines[start : start + 2]
    assert len(lines) == start + 2 or "" == lines[start + 2]


def test_study_without_answers_shows_its_population(run: Run, tiny_copy: CatalogCopy) -> None:
    """A study of documents has no questionnaire and no period."""
    tiny_copy.write(
        "studies/tester2020-survey.yaml",
        "id: tester2020-survey\ntitle: Study\nsummary: A study.\nmethod: observational\n"
        "population:\n  - unit: papers\n    n: 12\nstatus: stub\nadded: 2026-01-15\n",
    )

    out = run("--catalog", str(tiny_copy.root), "show", "tester2020-survey").out

    assert "\nPopulation\n  12 papers\n\n" in out
    assert "Results" not in out
