"""Answers to the research questions, counted again from the YAML files by other means."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

import pytest
import yaml
from scipy.stats import binomtest

import kb
from kb.export.research.answers import research_answers
from kb.export.research.figure import Figure, Grid, Mark, figure_csv
from kb.graph.kinds import Kind
from tests.small_tables import row, small_tables
from tests.tracked import ROOT

CATALOG = ROOT / "catalog"
NAHAR = "met-nahar2022-interviews"


@pytest.fixture(scope="module", name="figures")
def _figures() -> dict[str, Figure | Grid]:
    answers = research_answers(kb.load(CATALOG).tables)
    return {figure.name: figure for answer in answers for figure in answer.figures}


def _files(folder: str) -> Iterator[dict]:
    for path in sorted((CATALOG / folder).glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if data["status"] != "retired":
            yield data


@pytest.fixture(scope="module", name="issues")
def _issues() -> list[dict]:
    return list(_files("issues"))


@pytest.fixture(scope="module", name="fixes")
def _fixes() -> list[dict]:
    return list(_files("mitigations"))


def _cell(grid: Figure | Grid, down: str, across: str) -> int:
    assert isinstance(grid, Grid)
    at = [id for id, _ in grid.columns].index(across)
    return next(counts[at] for id, _, counts in grid.rows if id == down)


def _marks(figure: Figure | Grid) -> dict[str, Mark]:
    assert isinstance(figure, Figure)
    return {mark.id: mark for mark in figure.marks}


def _known(data: dict, field: str) -> list:
    """Return a list, which may also be said to be unknown."""
    value = data.get(field)
    return value if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("id", "n", "of", "unit"),
    [
        ("unreliable-effort-estimates", 19, 45, "participants"),
        ("nahar2022-interviews", 11, 28, "organisations"),
        ("no-production-monitoring", 17, 28, "organisations"),
    ],
)
def test_counts_of_the_collaboration_study(
    figures: dict[str, Figure | Grid], id: str, n: int, of: int, unit: str
) -> None:
    """They are the ones of the paper, with the interval that scipy computes."""
    mark = _marks(figures[NAHAR])[id]

    interval = binomtest(n, of).proportion_ci(method="wilson")
    assert (n, of, unit) == (mark.n, mark.of, mark.unit)
    assert pytest.approx((interval.low, interval.high), abs=1e-9) == mark.interval


def test_every_count_on_an_issue_is_in_one_figure_of_its_study(
    figures: dict[str, Figure | Grid], issues: list[dict]
) -> None:
    """Nothing is left out and nothing is added up."""
    written = Counter(
        (issue["id"], piece["count"]["n"], piece["count"]["of"])
        for issue in issues
        for piece in _known(issue, "evidence")
        if "count" in piece and piece.get("stance") != "contradicts"
    )

    drawn = Counter(
        (mark.id, mark.n, mark.of)
        for name, figure in figures.items()
        if name.startswith("met-") and name != "met-in-running-systems"
        for mark in getattr(figure, "marks", ())
        if (CATALOG / f"issues/{mark.id}.yaml").is_file()
    )
    assert written == drawn


@pytest.mark.parametrize(
    ("term", "n"), [("completeness", 16), ("accuracy-and-precision", 13), ("traceability", 1)]
)
def test_tallies_keep_that_their_whole_is_not_known(
    figures: dict[str, Figure | Grid], term: str, n: int
) -> None:
    """A count of practitioners without a denominator has no share and no interval."""
    mark = _marks(figures["cote2023-interviews-data-quality-dimensions"])[term]

    assert (n, None, None, "practitioners") == (mark.n, mark.of, mark.interval, mark.unit)


@pytest.mark.parametrize(
    ("name", "down", "across"),
    [
        ("issues-by-phase", ("phase_introduced", "data-collection"), ("severity", "high")),
        ("detectability-by-phase", ("phase_visible", "maintenance"), ("detectability", "silent")),
        (
            "data-types-by-collection",
            ("data_types", "time-series"),
            ("collection_processes", "external-service"),
        ),
        (
            "dimensions-by-collection",
            ("data_quality_dimensions", "completeness"),
            ("collection_processes", "data-collectors"),
        ),
        (
            "dimensions-by-data-type",
            ("data_quality_dimensions", "representativeness"),
            ("data_types", "image"),
        ),
    ],
)
def test_cell_of_a_grid_counts_issues_with_both(
    figures: dict[str, Figure | Grid],
    issues: list[dict],
    name: str,
    down: tuple[str, str],
    across: tuple[str, str],
) -> None:
    """Counting the files gives the same number."""

    def has(issue: dict, field: str, value: str) -> bool:
        told = issue.get(field)
        return value in (told if isinstance(told, list) else [told]) or (
            isinstance(told, dict) and told.get("rating") == value
        )

    expected = sum(has(issue, *down) and has(issue, *across) for issue in issues)
    assert 0 < expected
    assert expected == _cell(figures[name], down[1], across[1])


@pytest.mark.parametrize("id", ["targeted-data-collection", "validate-data-at-ingestion"])
def test_reach_of_a_mitigation_is_what_links_to_it(
    figures: dict[str, Figure | Grid], issues: list[dict], id: str
) -> None:
    """Issues and root causes count, each once."""
    owners = (*issues, *_files("root-causes"))
    reached = [
        one for one in owners if any(link["id"] == id for link in _known(one, "mitigations"))
    ]

    assert len(reached) == _marks(figures["mitigations"])[id].n


def test_effort_classes_hold_every_estimated_mitigation(
    figures: dict[str, Figure | Grid], fixes: list[dict]
) -> None:
    """Each belongs to one class by the upper end of its range."""
    highs = [float(fix["effort"]["setup"]["high"]) for fix in fixes if "effort" in fix]

    marks = _marks(figures["mitigations-by-effort"])
    assert len(highs) == sum(mark.n for mark in marks.values())
    assert sum(1 < high <= 5 for high in highs) == marks["up-to-5-days"].n


def test_effects_by_phase_count_mitigations_once(
    figures: dict[str, Figure | Grid], fixes: list[dict], issues: list[dict]
) -> None:
    """However many issues one prevents, it is one mitigation."""
    owners = (*issues, *_files("root-causes"))
    links = [link for one in owners for link in _known(one, "mitigations")]
    preventing = {link["id"] for link in links if link["effect"] == "prevents"}
    late = {fix["id"] for fix in fixes if fix.get("phase") == "maintenance"}

    grid = figures["mitigations-by-effect-and-phase"]
    assert len(preventing) == _marks(figures["mitigations-by-effect"])["prevents"].n
    assert len(preventing & late) == _cell(grid, "prevents", "maintenance")


def test_silent_issues_are_all_there(figures: dict[str, Figure | Grid], issues: list[dict]) -> None:
    """A check that argues against an issue cannot confirm it."""
    silent = {
        issue["id"]: len(
            {link["id"] for link in _known(issue, "checks") if link["strength"] != "argues-against"}
        )
        for issue in issues
        if issue.get("detectability") == "silent"
    }

    assert silent == {id: mark.n for id, mark in _marks(figures["silent-issues"]).items()}


def test_checks_by_automation_reach_the_issues(
    figures: dict[str, Figure | Grid], issues: list[dict]
) -> None:
    """A check counts where it can confirm at least one issue that is so loud."""
    runs = {check["id"]: check.get("automation") for check in _files("checks")}
    confirming = {
        link["id"]
        for issue in issues
        if issue.get("detectability") == "silent"
        for link in _known(issue, "checks")
        if link["strength"] != "argues-against"
    }

    expected = Counter(runs[id] for id in confirming)
    grid = figures["checks-by-automation"]
    assert expected["continuous"] == _cell(grid, "silent", "continuous")
    assert expected["scripted"] == _cell(grid, "silent", "scripted")


def test_names_are_unique_and_nothing_is_empty(figures: dict[str, Figure | Grid]) -> None:
    """Each figure is a file of its own, and each file has rows."""
    answers = research_answers(kb.load(CATALOG).tables)

    assert ["issues", "causes", "handling", "data", "assurance"] == [one.name for one in answers]
    assert len(figures) == sum(len(answer.figures) for answer in answers)
    assert all(figure_csv(figure).count("\n") > 1 for figure in figures.values())


def test_retired_entries_do_not_count() -> None:
    """What was withdrawn is no finding."""
    tables = small_tables(
        [row("old", Kind.SYMPTOM, status="retired"), row("new", Kind.SYMPTOM)],
        documents={"new": {}, "old": {}},
    )

    drawn = [mark for one in research_answers(tables) for f in one.figures for mark in f.marks]
    assert "old" not in {mark.id for mark in drawn}


def test_file_has_counts_and_intervals_but_no_formula() -> None:
    """A title that a spreadsheet would calculate is made harmless; figures stay figures."""
    figure = Figure("x", "X", "", (Mark("a", "=1+1", 1, 2, "teams", "s", "Sec. 1", "+f"),))
    grid = Grid("y", "Y", "", "a \\ b", (("c", "C"),), (("a", "=1+1", (3,)),))

    [head, line] = csv.reader(io.StringIO(figure_csv(figure)))
    told = dict(zip(head, line, strict=True))
    assert ("'=1+1", "1", "2", "'+f") == (told["title"], told["n"], told["of"], told["finding"])
    assert 0.09 < float(told["low"]) < 0.1
    assert [["id", "title", "c"], ["a", "'=1+1", "3"]] == list(
        csv.reader(io.StringIO(figure_csv(grid)))
    )
