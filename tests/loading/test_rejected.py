"""`rejected.yaml`: proposals that were turned down, read as strictly as entries."""

from pathlib import Path

import pytest

import kb
from kb.graph.kinds import Kind
from kb.graph.snapshot import read_snapshot
from kb.graph.tables import Rejected
from kb.loading.snapshot import write_snapshot
from tests.catalog_copy import CatalogCopy

PROPOSAL = """\
  - title: Wrong forecasts
    kind: issue
    summary: |
      The forecast misses what happens.
    reason: |
      A forecast that misses is a symptom.
    instead:
      - stale-features
    added: 2026-01-15
"""
FILE = f"proposals:\n{PROPOSAL}"


def test_catalog_needs_no_list(tiny: kb.KnowledgeBase) -> None:
    """Where nothing was turned down there is no file."""
    assert () == tiny.tables.rejected


def test_list_is_the_same_from_a_snapshot(tiny_copy: CatalogCopy, tmp_path: Path) -> None:
    """What is authored reaches the tables, and the installed package."""
    before = kb.load(tiny_copy.root)
    tiny_copy.write("rejected.yaml", FILE)
    tables = kb.load(tiny_copy.root).tables
    write_snapshot(tables, tmp_path / "snapshot")

    expected = Rejected(
        "Wrong forecasts",
        Kind.ISSUE,
        "The forecast misses what happens.",
        "A forecast that misses is a symptom.",
        ("stale-features",),
        (),
        "2026-01-15",
    )
    assert (expected,) == tables.rejected
    assert (expected,) == read_snapshot(tmp_path / "snapshot").rejected
    assert before.version != tables.version


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            FILE.replace("stale-features", "stale-feature"),
            'rejected.yaml:9:9: KB202 proposals.0.instead.0: no entry "stale-feature";'
            ' did you mean "stale-features" or "stream-features"?',
            id="instead",
        ),
        pytest.param(
            FILE.replace("is a symptom", "is [[no-such-symptom]]"),
            'rejected.yaml:6:13: KB201 proposals.0.reason: no entry "no-such-symptom";'
            " correct the id or write plain text",
            id="reference",
        ),
        pytest.param(
            FILE + PROPOSAL.replace("Wrong forecasts", "wrong  Forecasts"),
            'rejected.yaml:11:12: KB206 proposals.1.title: "wrong  Forecasts" was turned down already;'
            " merge the two",
            id="twice",
        ),
        pytest.param(
            FILE.replace("kind: issue", "kind: bug"),
            "rejected.yaml:3:11: KB107 proposals.0.kind: 'bug' is not allowed; use one of issue,"
            " root-cause, symptom, consequence, mitigation, check, source, study",
            id="kind",
        ),
        pytest.param(
            FILE.replace("    added: 2026-01-15\n", ""),
            "rejected.yaml:2:5: KB105 proposals.0.added: is missing; add it",
            id="missing",
        ),
        pytest.param(
            "proposals: [",
            "rejected.yaml:2:1: KB101: not YAML",
            id="not-yaml",
        ),
    ],
)
def test_broken_list_is_reported_at_its_place(
    tiny_copy: CatalogCopy, text: str, problem: str
) -> None:
    """Each problem has the code, the line and the advice that it would have in an entry."""
    tiny_copy.write("rejected.yaml", text)

    [found] = tiny_copy.problems()

    assert str(found).startswith(problem)


def test_link_in_its_place_is_refused(tiny_copy: CatalogCopy) -> None:
    """No file outside the catalog is read, not even for a link that leads nowhere."""
    (tiny_copy.root / "rejected.yaml").symlink_to(tiny_copy.root.parent / "nowhere")

    assert ["KB506"] == [problem.code for problem in tiny_copy.problems()]
