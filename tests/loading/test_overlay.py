"""Private entries beside a catalog: links both ways, the same checks, whatever the catalog comes from."""

from collections.abc import Callable
from pathlib import Path

import pytest

import kb
from kb.errors import CatalogError, Problem, QueryError
from kb.graph.snapshot import read_snapshot
from kb.graph.tables import Tables
from kb.loading.overlay import with_overlay
from kb.loading.snapshot import write_snapshot
from tests.catalog_copy import TINY

ISSUE = """\
id: mixed-currencies
title: Prices in mixed currencies
summary: Prices reach the model in two currencies, and nothing says which is which.
aliases:
  - currency mix-up
phrases:
  - prices of the second shop look ten times too high
tags:
  - money
root_causes:
  - id: no-data-owner
    strength: main
    why: Each shop converts prices in its own way.
symptoms:
  - id: confident-errors
    strength: typical
    why: A price ten times too high is no reason for doubt.
    evidence:
      - source: our-postmortem
        finding: The scores of that day were as sure as ever.
checks:
  - id: replay-requests
    outcome: scores-differ
    strength: hallmark
    why: The replay converts all prices in one way.
mitigations:
  - id: one-converter
    effect: corrects
    effectiveness: high
    why: One table of rates leaves no second opinion.
status: stub
added: 2026-01-20
"""
FIX = """\
id: one-converter
title: One converter for prices
summary: All prices pass through one service with one table of rates.
status: stub
added: 2026-01-20
"""
POSTMORTEM = """\
id: our-postmortem
title: What went wrong on the day of the two shops
summary: Our own account of the incident.
type: report
design: incident-report
seen: full
status: stub
added: 2026-01-20
"""
TAGS = """\
title: Tags
definition: Our own subjects.
terms:
  - id: money
    title: Money
    definition: Prices and payments.
"""

Write = Callable[..., Path]


@pytest.fixture(name="write")
def _write(tmp_path: Path) -> Write:
    """Return a function that writes a good overlay with some files changed, and gives its folder."""

    def write(**changed: str) -> Path:
        files = {
            "issues/mixed-currencies": ISSUE,
            "mitigations/one-converter": FIX,
            "sources/our-postmortem": POSTMORTEM,
            "vocabulary/tags": TAGS,
        }
        for name, text in {**files, **changed}.items():
            path = tmp_path / "our-company" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "our-company"

    return write


@pytest.fixture(name="base")
def _base(write: Write) -> kb.KnowledgeBase:
    return kb.load(TINY, overlays=[write()])


def _problems(folder: Path) -> list[Problem]:
    with pytest.raises(CatalogError) as caught:
        kb.load(TINY, overlays=[folder])
    return list(caught.value.problems)


def _told(problem: Problem) -> tuple[str, int, str, str]:
    return Path(problem.where.path).name, problem.where.line, problem.code, problem.what


class TestAnswers:
    """A catalog with an overlay answers like one catalog."""

    def test_holds_both(self, base: kb.KnowledgeBase, tiny: kb.KnowledgeBase) -> None:
        """The catalog's own entries are unchanged, the private ones are there beside them."""
        assert {*tiny, "mixed-currencies", "one-converter", "our-postmortem"} == {*base}
        assert tiny["noisy-labels"] == base["noisy-labels"]
        assert "Prices in mixed currencies" == base["Currency mix-up"].title

    def test_links_lead_both_ways(self, base: kb.KnowledgeBase) -> None:
        """A private issue is among the effects of the packaged cause it names."""
        caused = base.neighbours("no-data-owner", "causes")
        fixes = base.neighbours("mixed-currencies", "mitigated_by")

        assert "mixed-currencies" in [link.target for link in caused]
        assert ["one-converter"] == [link.target for link in fixes]

    def test_private_evidence_counts_for_what_it_is_about(
        self, base: kb.KnowledgeBase, tiny: kb.KnowledgeBase
    ) -> None:
        """An incident of our own supports the packaged symptom, as its grade shows."""
        assert ("E", "C") == (tiny.grade("confident-errors"), base.grade("confident-errors"))

    def test_diagnosis_and_remedies_know_private_entries(self, base: kb.KnowledgeBase) -> None:
        """From a phrase of the private issue to the private fix."""
        found = base.diagnose("prices of the second shop look too high")

        assert "mixed-currencies" == found.suspects[0].id
        assert "one-converter" == base.remedies("mixed-currencies")[0].id

    def test_own_terms_select(self, base: kb.KnowledgeBase) -> None:
        """A term of the overlay's vocabulary stands beside those of the catalog."""
        assert ["mixed-currencies"] == [entry.id for entry in base.select(tag="money")]
        assert base.select(tag="freshness")

    def test_snapshot_and_files_give_the_same(
        self, write: Write, tiny: kb.KnowledgeBase, tmp_path: Path
    ) -> None:
        """What comes out does not depend on the form that the catalog below comes in."""
        folder = write()
        write_snapshot(tiny.tables, tmp_path / "snapshot")

        packaged = with_overlay(read_snapshot(tmp_path / "snapshot"), folder)

        assert _parts(with_overlay(tiny.tables, folder)) == _parts(packaged)

    def test_index_is_that_of_one_catalog(
        self, base: kb.KnowledgeBase, tiny: kb.KnowledgeBase
    ) -> None:
        """The words of the catalog's entries weigh what they weighed before."""
        joined, alone = base.tables.postings(), tiny.tables.postings()

        lengths = dict(zip(joined.ids, joined.lengths, strict=True))
        assert {id: lengths[id] for id in alone.ids} == dict(
            zip(alone.ids, alone.lengths, strict=True)
        )

    def test_later_overlay_adds_to_the_one_before(self, write: Write, tmp_path: Path) -> None:
        """A team's entries may link to those of its company."""
        team = tmp_path / "our-team/issues/wrong-discounts.yaml"
        team.parent.mkdir(parents=True)
        text = ISSUE.replace("mixed-currencies", "wrong-discounts").replace(
            "  - currency mix-up", "  - discounts off"
        )
        team.write_text(text, encoding="utf-8")

        base = kb.load(TINY, overlays=[write(), team.parents[1]])

        fixed = base.neighbours("one-converter", "mitigates")
        assert ["mixed-currencies", "wrong-discounts"] == [link.target for link in fixed]


def _parts(tables: Tables) -> tuple[object, ...]:
    return (
        *tables._replace(postings=tuple, guide=str, documents={}),
        dict(tables.documents),
        tables.postings(),
        tables.guide(),
    )


class TestProblems:
    """What an overlay may not do, each with its place."""

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            pytest.param(
                "id: no-data-owner",
                "id: no-data-ownr",
                (11, "KB202", 'no root cause "no-data-ownr"'),
                id="dead link",
            ),
            pytest.param(
                "id: no-data-owner",
                "id: confident-errors",
                (11, "KB203", '"confident-errors" is of the kind symptom'),
                id="link to another kind",
            ),
            pytest.param(
                "outcome: scores-differ",
                "outcome: scores-difer",
                (23, "KB207", 'the check has no outcome "scores-difer"'),
                id="unknown outcome of a packaged check",
            ),
            pytest.param(
                "- money",
                "- monney",
                (9, "KB107", 'no term "monney" in the vocabulary tags'),
                id="unknown term",
            ),
            pytest.param(
                "- currency mix-up",
                "- noisy labels",
                (5, "KB206", "'noisy labels' already names 'noisy-labels'"),
                id="alias that is taken",
            ),
            pytest.param(
                "title: Prices",
                "titel: Prices",
                (2, "KB104", "no such field"),
                id="misspelt field",
            ),
        ],
    )
    def test_wrong_field_is_reported_at_its_line(
        self, write: Write, old: str, new: str, told: tuple[int, str, str]
    ) -> None:
        """An overlay is checked as strictly as the catalog, against the catalog."""
        folder = write(**{"issues/mixed-currencies": ISSUE.replace(old, new)})

        assert ("mixed-currencies.yaml", *told) in [_told(one) for one in _problems(folder)]

    def test_id_of_the_catalog_is_taken(self, write: Write) -> None:
        """An overlay adds; it does not replace."""
        folder = write(**{"issues/noisy-labels": ISSUE.replace("mixed-currencies", "noisy-labels")})

        what = "the id 'noisy-labels' exists already in the catalog that this adds to"
        assert ("noisy-labels.yaml", 1, "KB206", what) in map(_told, _problems(folder))

    def test_name_of_the_catalog_is_taken(self, write: Write, tiny: kb.KnowledgeBase) -> None:
        """An id that is another entry's alias would change what the alias leads to."""
        alias = next(name for name, id in tiny.tables.names.items() if name not in tiny.tables.rows)
        folder = write(**{f"mitigations/{alias}": FIX.replace("one-converter", alias)})

        what = f"{alias!r} already names {tiny.tables.names[alias]!r}"
        assert (f"{alias}.yaml", 1, "KB206", what) in map(_told, _problems(folder))

    def test_term_of_the_catalog_is_taken(self, write: Write) -> None:
        """A term cannot get a second meaning."""
        folder = write(**{"vocabulary/tags": TAGS.replace("id: money", "id: freshness")})

        what = "the term 'freshness' exists already"
        assert ("tags.yaml", 4, "KB206", what) in map(_told, _problems(folder))

    def test_unreadable_vocabulary_is_one_problem(self, write: Write) -> None:
        """Its terms are not reported once more wherever they are used."""
        folder = write(**{"vocabulary/tags": "title: [\n"})

        assert {"tags.yaml"} == {_told(one)[0] for one in _problems(folder)}

    def test_stray_file_is_a_problem(self, write: Write) -> None:
        """Nothing is skipped in silence."""
        folder = write()
        (folder / "notes.txt").write_text("x", encoding="utf-8")

        assert ["KB303"] == [problem.code for problem in _problems(folder)]

    @pytest.mark.parametrize("name", ["nowhere", "."], ids=["no folder", "empty folder"])
    def test_nothing_to_add_is_a_wrong_question(self, tmp_path: Path, name: str) -> None:
        """A misspelt folder is not taken for an empty overlay."""
        with pytest.raises(QueryError, match=r"no entries in .*: an overlay holds folders like"):
            kb.load(TINY, overlays=str(tmp_path / name))
