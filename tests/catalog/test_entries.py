"""The real catalog: one test per file, then what must hold for all of it together."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kb
from kb.graph.kinds import Kind, Status
from kb.graph.tables import Link
from kb.lint.run import lint
from kb.loading.files import find_files
from kb.loading.loader import Catalog, load_catalog
from kb.loading.memory import Plain
from kb.loading.reader import read_file
from kb.models.registry import MODELS
from kb.models.vocabulary import vocabulary_model
from kb.query.statistics import orphans
from kb.render.pages import render_pages

CATALOG = Path(__file__).parents[2] / "catalog"
FILES = find_files(CATALOG, "")
ENTRIES = [pytest.param(kind, path, id=shown) for kind, path, shown in FILES.entries]
VOCABULARIES = [pytest.param(name, path, id=shown) for name, path, shown in FILES.vocabularies]
ISSUES = [
    pytest.param(path.stem, id=shown) for kind, path, shown in FILES.entries if kind is Kind.ISSUE
]
# The reader never raises: a broken file fails its own tests, not the collection of all others.
SNIPPETS = [
    pytest.param(data["snippet"], id=shown)
    for _, path, shown in FILES.entries
    if isinstance(data := read_file(path, shown).data, dict) and "snippet" in data
]


@pytest.fixture(scope="module", name="catalog")
def _catalog() -> Catalog:
    return load_catalog(CATALOG)


@pytest.fixture(scope="module", name="base")
def _base() -> kb.KnowledgeBase:
    return kb.load(CATALOG)


class TestFiles:
    """Each file by itself; the name of a test is the file to look at."""

    @pytest.mark.parametrize(("kind", "path"), ENTRIES)
    def test_entry_loads(self, kind: Kind, path: Path) -> None:
        """The strict reader and the model of its kind accept the file, under its own name."""
        document = read_file(path, path.name)

        entry = MODELS[kind].model_validate(document.data)

        assert ((), path.stem) == (document.problems, entry.id)

    @pytest.mark.parametrize(("kind", "path"), ENTRIES)
    def test_complete_entry_lacks_nothing(self, kind: Kind, path: Path) -> None:
        """What calls itself complete has every field that its kind asks for."""
        entry = MODELS[kind].model_validate(read_file(path, path.name).data)

        assert () == (entry.missing() if entry.status is Status.COMPLETE else ())

    @pytest.mark.parametrize(("name", "path"), VOCABULARIES)
    def test_vocabulary_loads(self, name: str, path: Path) -> None:
        """The strict reader and the model of the vocabulary accept the file."""
        document = read_file(path, path.name)

        vocabulary = vocabulary_model(name).model_validate(document.data)

        assert ((), True) == (document.problems, len(vocabulary.terms) > 0)

    @pytest.mark.parametrize("snippet", SNIPPETS)
    def test_snippet_compiles(self, snippet: dict[str, str]) -> None:
        """Code that readers will copy is at least Python that parses."""
        tree = ast.parse(snippet["code"])

        assert ("python", True) == (snippet["language"], len(tree.body) > 0)


class TestCatalog:
    """All files together."""

    def test_loads_without_problems(self, catalog: Catalog) -> None:
        """Every reference holds and nothing lies where it does not belong."""
        assert ((), len(FILES.entries)) == (FILES.problems, len(catalog.entries))

    def test_has_no_lint_warnings(self, catalog: Catalog) -> None:
        """No rule complains."""
        problems = lint(catalog)

        assert [] == [str(problem) for problem in problems]

    @pytest.mark.parametrize(
        "id", ["training-serving-skew", "label-noise", "class-imbalance", "concept-drift"]
    )
    def test_id_that_scripts_use_exists(self, base: kb.KnowledgeBase, id: str) -> None:
        """These issues exist from the first day, under these ids."""
        assert id in base.issues

    @pytest.mark.parametrize("id", ISSUES)
    def test_issue_can_be_recognised_explained_and_treated(
        self, base: kb.KnowledgeBase, id: str
    ) -> None:
        """An issue has a cause, a symptom, a consequence, a remedy, a check and a source."""
        relations = ("caused_by", "manifests_as", "leads_to", "mitigated_by", "confirmed_by")

        missing = [name for name in relations if not base.neighbours(id, name)]

        assert ([], True) == (missing, len(base.issues[id].evidence) > 0)

    @pytest.mark.parametrize("id", ISSUES)
    def test_issue_has_remedies_of_several_kinds(self, base: kb.KnowledgeBase, id: str) -> None:
        """A team can choose: not every remedy does the same thing."""
        remedies = base.remedies(id)

        assert len({remedy.effect for remedy in remedies}) > 1

    def test_has_no_orphan(self, base: kb.KnowledgeBase) -> None:
        """Every entry but an issue is linked or cited by another one."""
        assert () == tuple(orphans(base.tables))

    def test_no_reason_is_given_twice(self, base: kb.KnowledgeBase) -> None:
        """Each link explains itself, in its own words."""
        links = [link for links in base.tables.outgoing.values() for link in links]
        authored = [link for link in links if link.relation not in ("asks_about", "verified_by")]

        first: dict[str, Link] = {}
        twice = [
            (link[:3], first[_folded(link.why)][:3])
            for link in authored
            if first.setdefault(_folded(link.why), link) is not link
        ]

        assert [] == twice

    def test_no_reason_is_only_the_titles_again(self, base: kb.KnowledgeBase) -> None:
        """A reason says more than which two entries it joins."""
        rows = base.tables.rows
        links = [link for links in base.tables.outgoing.values() for link in links]

        empty = [
            link[:3]
            for link in links
            if _words(link.why) <= _words(rows[link.source].title) | _words(rows[link.target].title)
        ]
        assert [] == empty

    def test_count_of_organisations_without_monitoring_is_kept(
        self, base: kb.KnowledgeBase
    ) -> None:
        """11 of 28 organisations collected telemetry, so the issue was met in the other 17."""
        figures = base.prevalence("no-production-monitoring")

        told = [
            (row.n, row.of, row.unit)
            for row in figures
            if "11 of 28 organisations" in row.finding and "telemetry" in row.finding
        ]
        assert [(28 - 11, 28, "organisations")] == told

    def test_every_figure_is_a_part_of_its_whole(self, catalog: Catalog) -> None:
        """No count is greater than what it was counted among."""
        impossible = [
            (document.path, count)
            for document in catalog.documents.values()
            for count in _counts(document.data)
            if count["n"] > count["of"]
        ]

        assert [] == impossible

    def test_every_entry_has_a_page(self, base: kb.KnowledgeBase) -> None:
        """Rendering the real catalog gives a page for each entry."""
        names = {path.stem for path in render_pages(base.tables)}

        assert set() == set(base) - names

    def test_every_entry_is_found_by_its_title(self, base: kb.KnowledgeBase) -> None:
        """Who types a title gets the entry among the first five."""
        rows = base.tables.rows.values()

        lost = [row.id for row in rows if row.id not in _found(base, row.title)]
        assert [] == lost


def _found(base: kb.KnowledgeBase, text: str) -> list[str]:
    return [hit.id for hit in base.search(text, limit=5)]


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _counts(data: Plain) -> Iterator[dict[str, int]]:
    """Yield every `n` with its `of` in a document."""
    if isinstance(data, dict):
        if isinstance(data.get("n"), int) and isinstance(data.get("of"), int):
            yield {"n": data["n"], "of": data["of"]}
        for item in data.values():
            yield from _counts(item)
    elif isinstance(data, list):
        for item in data:
            yield from _counts(item)
