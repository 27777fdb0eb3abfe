"""Profiles as files, compared with each other and with a policy."""

from datetime import date
from pathlib import Path

import pytest

from kb.errors import CatalogError
from kb.graph.kinds import Severity
from kb.graph.tables import Tables
from kb.models.profile import Profile
from kb.study.assessment import assess
from kb.study.profiles import Change, changes, forbidden, profile_text, read_profile

DAY = date(2026, 11, 21)


def _profile(tables: Tables, **answers: str) -> Profile:
    return assess(tables, answers, DAY)


def test_file_is_read_as_it_was_written(tables: Tables, tmp_path: Path) -> None:
    """Nothing is lost on the way to the repository and back."""
    profile = _profile(tables, twice="no", late="yes", guideline="unknown")
    path = tmp_path / "mlq.yaml"
    path.write_text(profile_text(profile), encoding="utf-8")

    assert profile == read_profile(path)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format: 1", "format: 2", "mlq.yaml:2:9: KB107 format: 2 is not allowed"),
        ("state: open", "state: opne", "mlq.yaml:10:12: KB107 issues.0.state: 'opne'"),
        ("answers:", "answers: [", "mlq.yaml:"),
        (
            "day: 2026-11-21",
            "day: 21 November",
            "mlq.yaml:4:6: KB106 day: '21 November' is not a date",
        ),
        ("day: 2026-11-21\n", "day: 2026-11-21\nday: 2026-11-22\n", "mlq.yaml:5:1: KB102"),
    ],
    ids=["format", "state", "not YAML", "day", "key twice"],
)
def test_broken_file_is_reported_at_its_place(
    tables: Tables, tmp_path: Path, old: str, new: str, problem: str
) -> None:
    """Who edits a profile by hand is told the line."""
    path = tmp_path / "mlq.yaml"
    path.write_text(profile_text(_profile(tables, late="yes")).replace(old, new), encoding="utf-8")

    with pytest.raises(CatalogError) as caught:
        read_profile(path)

    assert str(caught.value.problems[0]).startswith(f"{tmp_path}/{problem}")


def test_changes_are_told_apart(tables: Tables) -> None:
    """Better, worse, new and no longer assessed each have their list."""
    before = _profile(tables, twice="no", late="no")

    assert (
        (Change("noisy-labels", "open", "watch"),),
        (Change("stale-features", "fine", "open"), Change("stale-weather-feed", "fine", "open")),
        (),
        (),
    ) == changes(before, _profile(tables, twice="partly", late="yes"))


def test_what_is_assessed_for_the_first_time_is_new(tables: Tables) -> None:
    """What is fine at once is no news, and what was left out is said to be gone."""
    labels, late = _profile(tables, twice="no"), _profile(tables, late="no")

    assert ((), (Change("noisy-labels", "", "open"),)) == changes(late, labels)[1:3]
    assert (Change("noisy-labels", "open", ""),) == changes(labels, late).gone
    assert () == changes(labels, late).new


@pytest.mark.parametrize(
    ("least", "ids"),
    [("low", ["noisy-labels"]), ("medium", ["noisy-labels"]), ("high", []), ("critical", [])],
)
def test_policy_forbids_open_issues_from_a_severity_on(
    tables: Tables, least: str, ids: list[str]
) -> None:
    """What is milder, or only watched, may stand."""
    profile = _profile(tables, twice="no", late="unknown")

    assert ids == [issue.id for issue in forbidden(profile, Severity(least))]
