"""What is added to a built site: search tables that equal Python's, and the policy on every page."""

import itertools
import json
from pathlib import Path

import pytest

import kb
from kb.query.index import WEIGHTS
from kb.query.search import (
    CORRECTED,
    GRAM,
    KIND_WEIGHTS,
    LENGTH_NORM,
    LIKENESS,
    SATURATION,
    SWAPPED,
)
from kb.query.text import SHORT, STOP_WORDS, SUFFIXES
from kb.render.csp import inline_scripts, policy
from kb.render.finish import SEARCH_TABLES, TRUSTED_PAGE, finish, search_tables

THEME = "<script>theme()</script>"
PLANTED = "<script>window.XSS=1</script>"
FORM = "<!doctype html><html><head><title>x</title></head><body>{}</body></html>"


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    """Return a folder as the builder leaves it: a page of the theme alone, and an entry's page."""
    (tmp_path / TRUSTED_PAGE).write_text(FORM.format(THEME), encoding="utf-8")
    entry = tmp_path / "issues" / "x" / "index.html"
    entry.parent.mkdir(parents=True)
    entry.write_text(FORM.format(THEME + PLANTED + "König"), encoding="utf-8")
    return tmp_path


class TestSearchTables:
    """The JSON that the browser searches in."""

    def test_postings_are_those_of_python(self, tiny: kb.KnowledgeBase) -> None:
        """Unpacked, words, documents, frequencies and lengths are the same numbers."""
        data = json.loads(search_tables(tiny.tables))

        postings = tiny.tables.postings()
        assert list(postings.ids) == [entry[0] for entry in data["entries"]]
        assert list(postings.lengths) == data["lengths"]
        assert {
            word: [(found.document, found.frequency) for found in uses]
            for word, uses in postings.words.items()
        } == {
            word: list(
                zip(
                    itertools.accumulate(packed[::2]),
                    (halves / 2 for halves in packed[1::2]),
                    strict=True,
                )
            )
            for word, packed in data["words"].items()
        }

    def test_every_weight_can_be_packed_in_halves(self) -> None:
        """A finer weight would be rounded on its way to the browser."""
        assert all((2 * weight).is_integer() for weight in WEIGHTS.values())

    def test_entries_say_what_a_result_shows(self, tiny: kb.KnowledgeBase) -> None:
        """A result is drawn from the tables alone: kind, folder, title and summary."""
        data = json.loads(search_tables(tiny.tables))

        rows = [tiny.tables.rows[id] for id in tiny.tables.postings().ids if "/" not in id]
        assert [
            [row.id, str(row.kind), row.kind.folder, row.title, row.summary] for row in rows
        ] == [entry for entry in data["entries"] if entry[1]]

    def test_subject_that_is_not_ours_is_no_result(self, tiny: kb.KnowledgeBase) -> None:
        """It keeps its place in the index and has no kind."""
        data = json.loads(search_tables(tiny.tables))

        assert [["other-topics/cooking", "", "", "", ""]] == [
            entry for entry in data["entries"] if not entry[1]
        ]

    def test_rules_are_those_of_python(self, tiny: kb.KnowledgeBase) -> None:
        """Stop words, suffixes and constants are handed over, not written twice."""
        data = json.loads(search_tables(tiny.tables))

        expected = {
            "version": tiny.version,
            "stop": sorted(STOP_WORDS),
            "suffixes": json.loads(json.dumps(SUFFIXES)),
            "short": SHORT,
            "bm25": {"saturation": SATURATION, "norm": LENGTH_NORM},
            "kinds": KIND_WEIGHTS,
            "grams": {"size": GRAM, "likeness": LIKENESS, "swapped": SWAPPED, "most": CORRECTED},
        }
        assert expected == {key: data[key] for key in expected}

    def test_same_catalog_gives_the_same_bytes(self, tiny_root: Path) -> None:
        """Loading twice and writing twice gives one text."""
        first, second = (search_tables(kb.load(tiny_root).tables) for _ in range(2))

        assert first == second


class TestFinish:
    """The finished folder."""

    def test_search_tables_are_written_beside_the_module_that_reads_them(
        self, site: Path, tiny: kb.KnowledgeBase
    ) -> None:
        """The file holds exactly what `search_tables` returns."""
        finish(site, tiny.tables)

        assert search_tables(tiny.tables) == (site / SEARCH_TABLES).read_text(encoding="utf-8")

    def test_only_scripts_of_the_page_without_content_are_allowed(
        self, site: Path, tiny: kb.KnowledgeBase
    ) -> None:
        """A script that stands in an entry's page and not in the theme's is not allowed."""
        finish(site, tiny.tables)

        page = (site / "issues/x/index.html").read_text(encoding="utf-8")
        allowed = policy(FORM.format(THEME), ["theme()"])
        assert ("window.XSS=1" in inline_scripts(page)[1], True) == (True, allowed in page)

    @pytest.mark.parametrize("name", [TRUSTED_PAGE, "issues/x/index.html"])
    def test_every_page_has_the_policy_and_is_otherwise_the_same(
        self, site: Path, tiny: kb.KnowledgeBase, name: str
    ) -> None:
        """A page keeps all its bytes around the policy."""
        before = (site / name).read_text(encoding="utf-8")

        finish(site, tiny.tables)

        after = (site / name).read_text(encoding="utf-8")
        start, end = before.split("<head>")
        assert (True, True) == (after.startswith(f"{start}<head><meta "), after.endswith(f">{end}"))

    def test_nonce_of_a_development_server_is_on_every_page(
        self, site: Path, tiny: kb.KnowledgeBase
    ) -> None:
        """While serving, the server's own script may run."""
        finish(site, tiny.tables, nonce="abc")

        pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
        assert [True, True] == ["'nonce-abc'" in page for page in pages]
