"""`guide.yaml`: the interview guide, read as strictly as entries."""

from pathlib import Path

import pytest

import kb
from kb.graph.snapshot import read_snapshot
from kb.loading.snapshot import write_snapshot
from kb.models.guide import Guide
from tests.catalog_copy import TINY, CatalogCopy

GUIDE = (TINY / "guide.yaml").read_text(encoding="utf-8")


def test_catalog_needs_no_guide(tiny_copy: CatalogCopy) -> None:
    """Where there is no guide its text is empty."""
    tiny_copy.remove("guide.yaml")

    assert "" == kb.load(tiny_copy.root).tables.guide()


def test_guide_is_the_same_from_a_snapshot(tiny_copy: CatalogCopy, tmp_path: Path) -> None:
    """What is authored reaches the tables and the installed package, and changes the version."""
    tables = kb.load(tiny_copy.root).tables
    write_snapshot(tables, tmp_path / "snapshot")
    tiny_copy.remove("guide.yaml")

    assert "Data & labels" == Guide.model_validate_json(tables.guide()).sections[0].title.en
    assert tables.guide() == read_snapshot(tmp_path / "snapshot").guide()
    assert kb.load(tiny_copy.root).version != tables.version


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "          - stale-features\n",
            "          - stale-feature\n",
            "guide.yaml:69:13: KB202 sections.1.self_assessment.0.issues.0:"
            ' no issue "stale-feature"; did you mean "stale-features"',
            id="issue",
        ),
        pytest.param(
            "                probes:\n                  - noisy-labels",
            "                probes:\n                  - label-guide",
            "guide.yaml:37:21: KB203 sections.0.questions.0.branches.0.follow_ups.0.probes.0:"
            ' "label-guide" is of the kind mitigation; link an issue here',
            id="kind of a follow-up",
        ),
        pytest.param(
            "phase: data-collection",
            "phase: data-colection",
            "guide.yaml:18:12: KB107 sections.0.phase: no term",
            id="phase",
        ),
        pytest.param(
            "doe2021interviews",
            "doe2021",
            "guide.yaml:6:5: KB202 after.0: no source",
            id="source",
        ),
        pytest.param(
            "id: late",
            "id: labelling",
            "guide.yaml:64:13: KB206 sections.1.self_assessment.0.id:"
            ' the id "labelling" is used twice in the guide; choose another id',
            id="twice",
        ),
        pytest.param(
            "good: no",
            "good: maybe",
            "guide.yaml:67:15: KB107 sections.1.self_assessment.0.good:",
            id="answer",
        ),
        pytest.param(
            "          en: Do features come late?",
            "          de: Kommen Merkmale zu spät?",
            "guide.yaml:66:11: KB105 sections.1.self_assessment.0.ask.en: is missing",
            id="English",
        ),
        pytest.param(
            "          en: Do features come late?",
            "          en: Late?\n          xx: Late?",
            "guide.yaml:67:11: KB104 sections.1.self_assessment.0.ask.xx:",
            id="language",
        ),
        pytest.param(GUIDE, "title: [", "guide.yaml:2:1: KB101: not YAML", id="not YAML"),
    ],
)
def test_broken_guide_is_reported_at_its_place(
    tiny_copy: CatalogCopy, old: str, new: str, problem: str
) -> None:
    """Each problem has the code, the line and the advice that it would have in an entry."""
    tiny_copy.write("guide.yaml", GUIDE.replace(old, new))

    [found] = tiny_copy.problems()

    assert problem == str(found)[: len(problem)]


def test_link_in_its_place_is_refused(tiny_copy: CatalogCopy) -> None:
    """No file outside the catalog is read."""
    tiny_copy.remove("guide.yaml")
    (tiny_copy.root / "guide.yaml").symlink_to(tiny_copy.root.parent / "nowhere")

    assert ["KB506"] == [problem.code for problem in tiny_copy.problems()]
