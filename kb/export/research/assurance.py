"""What makes it hard to keep quality while data and models change."""

from collections.abc import Iterator

from kb.export.research.counting import Axis, Counting, axis_of, by_share, most_first
from kb.export.research.figure import Figure, Grid, Mark
from kb.graph.kinds import Automation, Detectability, Kind
from kb.graph.tables import Row

__all__ = ["assurance_figures"]

_RUNNING = "maintenance"
_SUBJECTS = ("drift", "monitoring", "deployment", "evaluation", "versioning")
"""Tags under which the catalog files what keeps a running system good."""


def assurance_figures(count: Counting) -> Iterator[Figure | Grid]:
    """Yield what studies met in running systems, what stays silent, and how it is checked."""
    issues = count.rows[Kind.ISSUE]
    running = [row for row in issues if _RUNNING in row.facets.get("phase", ())]
    yield Figure(
        "met-in-running-systems",
        "Issues of running systems, as studies met them",
        "Issues that get in or show during maintenance; one row for each figure.",
        by_share(mark for row in running for mark in count.figures_of(row)),
    )
    loudness = axis_of("detectability", Detectability)
    yield count.grid(
        "detectability-by-phase",
        "Which issues announce themselves",
        "By the phase in which they show; a silent one stays unnoticed until somebody looks.",
        down=Axis("phase", count.terms("phases"), -1),
        across=loudness,
        rows=issues,
    )
    silent = [row for row in issues if loudness.has(row, Detectability.SILENT)]
    yield Figure(
        "silent-issues",
        "Silent issues",
        "Each with the number of checks that can confirm it.",
        most_first(Mark(row.id, row.title, count.linked(row, "confirmed_by")) for row in silent),
    )
    yield _automation(count, loudness)
    yield _subjects(count)


def _automation(count: Counting, loudness: Axis) -> Grid:
    runs = axis_of("automation", Automation)
    return Grid(
        "checks-by-automation",
        "How checks run",
        "Checks that can confirm issues of each sort, by how far a machine does them.",
        "issues \\ checks",
        runs.values,
        tuple(
            (id, title, tuple(_checks(count, loudness, id, runs, run) for run, _ in runs.values))
            for id, title in loudness.values
        ),
    )


def _checks(count: Counting, loudness: Axis, heard: str, runs: Axis, run: str) -> int:
    """Return how many checks that run in some way can confirm an issue that is so loud."""

    def confirms(check: Row) -> bool:
        links = count.tables.links(check.id, "confirms")
        return any(
            loudness.has(count.tables.rows[link.target], heard)
            for link in links
            if link.attributes["strength"] != "argues-against"
        )

    return sum(runs.has(check, run) and confirms(check) for check in count.rows[Kind.CHECK])


def _subjects(count: Counting) -> Grid:
    titles = dict(count.terms("tags"))
    tags = Axis("tag", tuple((id, titles[id]) for id in _SUBJECTS if id in titles))
    kinds = (Kind.ISSUE, Kind.ROOT_CAUSE, Kind.SYMPTOM, Kind.CHECK, Kind.MITIGATION)
    return Grid(
        "subjects",
        "Subjects of assurance",
        "How many entries of each kind the catalog holds on each.",
        "subject \\ kind",
        tuple((kind.folder, kind.plural) for kind in kinds),
        tuple(
            (id, title, tuple(sum(tags.has(row, id) for row in count.rows[kind]) for kind in kinds))
            for id, title in tags.values
        ),
    )
