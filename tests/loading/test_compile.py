"""From entries to tables: rows, facets, links with grades, names and terms."""

import pytest

from kb.graph.kinds import Grade, Kind
from kb.graph.tables import Link, Tables
from kb.loading.compile import FACETS, compile_catalog, searchable_texts
from kb.loading.loader import Catalog, load_catalog
from kb.models.registry import MODELS
from tests.catalog_copy import CatalogCopy


@pytest.fixture(scope="module")
def tables(tiny_catalog: Catalog) -> Tables:
    """Return the tables of the tiny catalog."""
    return compile_catalog(tiny_catalog)


def test_row_holds_what_queries_read(tables: Tables) -> None:
    """A row is identity, status, grade and facets."""
    row = tables.rows["noisy-labels"]

    assert (Kind.ISSUE, "Noisy labels", "complete") == (row.kind, row.title, row.status)
    assert "Part of the labels in the training data are wrong." == row.summary
    assert {
        "artifact": ("labels",),
        "collection_process": ("data-collectors",),
        "data_quality_dimension": ("accuracy",),
        "data_type": ("any", "image"),
        "detectability": ("quiet",),
        "phase": ("data-collection", "training"),
        "quality_attribute": ("correctness", "maintainability"),
        "role": ("data-scientist",),
        "severity": ("medium",),
        "tag": ("labelling",),
    } == row.facets


def test_rows_are_in_order_of_their_ids(tables: Tables) -> None:
    """The order does not depend on kinds or folders."""
    assert sorted(tables.rows) == list(tables.rows)


@pytest.mark.parametrize(
    ("id", "grade", "contested"),
    [
        pytest.param("noisy-labels", Grade.B, False, id="survey with sixty respondents"),
        pytest.param("no-data-owner", Grade.C, False, id="one interview study"),
        pytest.param("stale-weather-feed", Grade.C, True, id="contradicted"),
        pytest.param("label-guide", Grade.E, False, id="no source"),
        pytest.param("slow-nightly-job", Grade.C, False, id="interviews on a link to it"),
        pytest.param("stream-features", Grade.B, False, id="survey on a link to it"),
        pytest.param("replay-requests", Grade.E, False, id="links without sources"),
    ],
)
def test_entry_is_graded_by_its_evidence(
    tables: Tables, *, id: str, grade: Grade, contested: bool
) -> None:
    """The grade comes from the entry's own evidence and that of the links it is about."""
    row = tables.rows[id]

    assert (grade, contested) == (row.grade, row.contested)


def test_link_keeps_its_reason_attributes_and_own_grade(tables: Tables) -> None:
    """A link is graded by the evidence on the link alone."""
    link = tables.outgoing["stale-features"][1]

    assert (
        Link(
            "stale-features",
            "caused_by",
            "slow-nightly-job",
            "A nightly job fills the online store, while training reads complete days.",
            Grade.C,
            contested=False,
            attributes={"strength": "main"},
        )
        == link
    )


@pytest.mark.parametrize(
    ("id", "relation", "targets"),
    [
        pytest.param("stream-features", "verified_by", ["replay-requests"], id="verification"),
        pytest.param("tester2020survey", "reports", ["tester2020-survey"], id="study"),
        pytest.param("tester2020-survey", "asks_about", ["noisy-labels"], id="question"),
        pytest.param("hold-back-doubtful-cases", "verified_by", [], id="verified without a check"),
        pytest.param("stream-features", "trades_off", [], id="terms are no entries"),
    ],
)
def test_plain_fields_that_name_entries_become_links(
    tables: Tables, id: str, relation: str, targets: list[str]
) -> None:
    """Checks, studies and questions are links without a list of their own."""
    found = [link.target for link in tables.outgoing.get(id, ()) if link.relation == relation]

    assert targets == found


@pytest.mark.parametrize(
    ("name", "id"),
    [
        pytest.param("label-errors", "noisy-labels", id="former id"),
        pytest.param("Label noise", "noisy-labels", id="alias"),
        pytest.param("mislabelled  DATA", "noisy-labels", id="alias in another spelling"),
        pytest.param("Replay logged requests", "replay-requests", id="title"),
    ],
)
def test_entry_is_found_by_its_names(tables: Tables, name: str, id: str) -> None:
    """Aliases, former ids and titles lead to the entry."""
    assert id == tables.resolve(name)


def test_alias_counts_before_the_title_of_a_source(tiny_copy: CatalogCopy) -> None:
    """A work may be called like the thing that it is about."""
    tiny_copy.replace(
        "sources/doe2021interviews.yaml",
        "title: Interviews on data in production",
        "title: Label noise",
    )

    assert "noisy-labels" == compile_catalog(load_catalog(tiny_copy.root)).resolve("label noise")


def test_name_without_latin_letters_leads_nowhere(tiny_copy: CatalogCopy) -> None:
    """A name that folds to nothing would otherwise stand for every such name."""
    tiny_copy.replace("issues/noisy-labels.yaml", "  - Label noise", "  - 标签噪声")

    names = compile_catalog(load_catalog(tiny_copy.root)).names

    assert "" not in names


def test_terms_keep_what_queries_need(tables: Tables) -> None:
    """Terms come with definition and, where they have them, weights, licence and origin."""
    assert {
        "id": "real-time",
        "title": "Real time",
        "definition": "An answer is worth nothing after a second.",
        "weights": {"correctness": 0.5, "efficiency": 3.0},
    } == tables.terms["contexts"][0]
    assert ["tester2020survey"] == tables.terms["quality-attributes"][0]["origin"]
    assert "MIT" == tables.terms["tools"][0]["licence"]
    assert "https://alarm.example.org" == tables.terms["tools"][0]["home_page"]


def test_version_is_the_same_for_the_same_content(tables: Tables, tiny_copy: CatalogCopy) -> None:
    """Where a catalog lies does not change its version."""
    assert tables.version == compile_catalog(load_catalog(tiny_copy.root)).version


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("checks/label-twice.yaml", "minutes: 90", "minutes: 91", id="entry"),
        pytest.param("vocabulary/tags.yaml", "The age of data.", "How old it is.", id="term"),
    ],
)
def test_version_changes_with_the_content(
    tables: Tables, tiny_copy: CatalogCopy, file: str, old: str, new: str
) -> None:
    """Equal versions promise equal answers."""
    tiny_copy.replace(file, old, new)

    assert tables.version != compile_catalog(load_catalog(tiny_copy.root)).version


def test_comments_and_layout_do_not_change_the_version(
    tables: Tables, tiny_copy: CatalogCopy
) -> None:
    """Only what is said counts, not how the file is written."""
    tiny_copy.replace("checks/label-twice.yaml", "minutes: 90", "# a note\nminutes:   90")

    assert tables.version == compile_catalog(load_catalog(tiny_copy.root)).version


def test_searchable_texts_hold_the_id_in_words(tiny_catalog: Catalog) -> None:
    """An entry is found by the words of its address."""
    texts = searchable_texts(tiny_catalog.entries["noisy-labels"])

    assert ("Label noise", "Mislabelled data", "noisy labels") == texts["aliases"]
    assert ("Noisy labels",) == texts["title"]
    assert () == texts["log_patterns"]


@pytest.mark.parametrize("facet", [pytest.param(facet, id=facet) for facet in FACETS])
def test_facet_is_fed_by_fields_that_exist(facet: str) -> None:
    """A renamed field cannot silently empty a facet."""
    known = {name for model in MODELS.values() for name in model.model_fields}

    assert {field.split(".")[0] for field in FACETS[facet]} <= known
