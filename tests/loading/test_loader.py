"""A whole catalog: either valid, or every problem of every file at once."""

import gc
from pathlib import Path

import pytest

from kb.errors import CatalogError, Location, QueryError
from kb.graph.kinds import Kind
from kb.loading.loader import Catalog, load_catalog
from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"
FEED = "issues/stale-weather-feed.yaml"
SYMPTOM = "symptoms/confident-errors.yaml"
CAUSE = "root-causes/slow-nightly-job.yaml"
HARM = "consequences/users-lose-trust.yaml"


def test_valid_catalog_comes_back_whole(tiny_catalog: Catalog) -> None:
    """Every file is an entry under its id, with its kind and its document."""
    assert 22 == len(tiny_catalog.entries)
    assert tiny_catalog.entries.keys() == tiny_catalog.kinds.keys() == tiny_catalog.documents.keys()
    assert 3 == list(tiny_catalog.kinds.values()).count(Kind.ISSUE)
    assert 15 == len(tiny_catalog.vocabularies)


def test_valid_catalog_knows_where_everything_stands(
    tiny_catalog: Catalog, tiny_root: Path
) -> None:
    """Positions stay available for the rules that run after loading."""
    place = tiny_catalog.where("stale-features", ("root_causes", 1, "id"))

    assert Location(f"{tiny_root}/{ISSUE}", 60, 9) == place


def test_tiny_catalog_has_no_problems(tiny_copy: CatalogCopy) -> None:
    """The catalog that all tests start from is valid and complete."""
    assert () == tiny_copy.problems()


def test_problems_of_several_files_are_sorted_and_each_told_once(tiny_copy: CatalogCopy) -> None:
    """One run names everything: unreadable, misshapen, misplaced and dangling, by file and line."""
    tiny_copy.write(CAUSE, "id: [\n")
    tiny_copy.write("issues/notes.txt", "x\n")
    tiny_copy.replace(SYMPTOM, "title: Confident errors", "titel: Confident errors")
    tiny_copy.replace(ISSUE, "  - freshness", "  - stale")
    tiny_copy.replace(ISSUE, "- id: users-lose-trust", "- id: users-loose-trust")
    tiny_copy.replace("vocabulary/tags.yaml", "title: Tags\n", "")

    assert [
        ("issues/notes.txt", 0, "KB303"),
        (ISSUE, 25, "KB107"),
        (ISSUE, 85, "KB202"),
        (CAUSE, 2, "KB101"),
        (SYMPTOM, 2, "KB105"),
        (SYMPTOM, 3, "KB104"),
        ("vocabulary/tags.yaml", 2, "KB105"),
    ] == [
        (problem.where.path, problem.where.line, problem.code) for problem in tiny_copy.problems()
    ]


def test_unreadable_entry_is_not_missing(tiny_copy: CatalogCopy) -> None:
    """Links to an entry with a syntax error are not reported as well."""
    tiny_copy.write(CAUSE, b"\xff")

    assert ["KB504"] == [problem.code for problem in tiny_copy.problems()]


def test_misshapen_entry_is_not_missing(tiny_copy: CatalogCopy) -> None:
    """Links to an entry that does not fit its model are not reported as well."""
    tiny_copy.replace(CAUSE, "category: implementation", "category: magic")

    assert ["KB107"] == [problem.code for problem in tiny_copy.problems()]


def test_unreadable_vocabulary_does_not_make_its_terms_unknown(tiny_copy: CatalogCopy) -> None:
    """One syntax error is one problem, not one more for every use of a term."""
    tiny_copy.write("vocabulary/tags.yaml", "terms: [\n")

    assert ["KB101"] == [problem.code for problem in tiny_copy.problems()]


def test_missing_vocabulary_does_not_make_its_terms_unknown(tiny_copy: CatalogCopy) -> None:
    """A missing file is one problem."""
    tiny_copy.remove("vocabulary/phases.yaml")

    assert ["vocabulary/phases.yaml: KB303: the vocabulary is missing; add the file"] == [
        str(problem) for problem in tiny_copy.problems()
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("title: X\n", id="no terms"),
        pytest.param("terms: 5\n", id="terms are a number"),
        pytest.param("terms: [5, {id: 7}, {title: x}]\n", id="terms without ids"),
        pytest.param("- terms\n", id="a list"),
    ],
)
def test_misshapen_vocabulary_is_reported(tiny_copy: CatalogCopy, text: str) -> None:
    """Whatever a vocabulary file holds, the answer is a list of problems."""
    tiny_copy.write("vocabulary/contexts.yaml", text)

    assert {"vocabulary/contexts.yaml"} == {problem.where.path for problem in tiny_copy.problems()}


@pytest.mark.parametrize(
    ("stem", "id", "codes"),
    [
        pytest.param("other", "an-other", ["KB302"], id="differs from the file name"),
        pytest.param("other", "../x", ["KB106"], id="path"),
        pytest.param("other", "/etc/passwd", ["KB106"], id="absolute path"),
        pytest.param("other", '"other\\n"', ["KB302"], id="line break at the end"),
        pytest.param("other", "Other", ["KB106"], id="capital"),
        pytest.param("Other", "other", ["KB302"], id="capital in the file name"),
        pytest.param("con", "con", ["KB106"], id="device"),
        pytest.param("lpt1", "lpt1", ["KB106"], id="numbered device"),
        pytest.param("index", "index", ["KB106"], id="name of a list page"),
        pytest.param("CON", "CON", ["KB106"], id="device in capitals"),
        pytest.param("\u0430bc", "\u0430bc", ["KB106"], id="cyrillic letter"),
        pytest.param("a" * 65, "a" * 65, ["KB106"], id="65 characters"),
        pytest.param("a_b", "a_b", ["KB106"], id="underscore"),
        pytest.param("a b", "a b", ["KB106"], id="space"),
        pytest.param("a--b", "a--b", ["KB106"], id="two hyphens"),
        pytest.param("-a", "-a", ["KB106"], id="hyphen first"),
        pytest.param("a.b", "a.b", ["KB106"], id="dot"),
        pytest.param("<b>", "<b>", ["KB106"], id="markup"),
        pytest.param("7", "7", ["KB106"], id="number"),
        pytest.param("null", "null", ["KB106"], id="nothing"),
        pytest.param("7", "'7'", [], id="quoted number"),
        pytest.param("con-1", "con-1", [], id="device as a part"),
        pytest.param("a" * 64, "a" * 64, [], id="64 characters"),
    ],
)
def test_id_is_a_portable_name_equal_to_the_file_name(
    tiny_copy: CatalogCopy, stem: str, id: str, codes: list[str]
) -> None:
    """An id becomes a file, an address and an anchor, so it is lower-case words and hyphens."""
    text = (tiny_copy.root / SYMPTOM).read_text(encoding="utf-8")
    lines = text.replace("id: confident-errors", f"id: {id}").replace(
        "status: complete", "status: stub"
    )
    tiny_copy.write(f"symptoms/{stem}.yaml", lines)

    shape = [problem.code for problem in tiny_copy.problems() if problem.code < "KB400"]

    assert codes == shape


def test_id_used_by_two_kinds_is_reported_at_the_second(tiny_copy: CatalogCopy) -> None:
    """Ids are unique over all kinds, since links and addresses name no kind."""
    harm = (tiny_copy.root / HARM).read_text(encoding="utf-8")
    tiny_copy.write("symptoms/users-lose-trust.yaml", harm)

    assert (
        "symptoms/users-lose-trust.yaml:2:5: KB206 id: the id 'users-lose-trust' exists already in "
        "consequences/users-lose-trust.yaml; choose another id"
    ) in [str(problem) for problem in tiny_copy.problems()]


@pytest.mark.parametrize(
    ("field", "name", "report"),
    [
        pytest.param(
            "aliases",
            "Label noise",
            "'Label noise' already names 'noisy-labels'",
            id="alias of another entry",
        ),
        pytest.param(
            "aliases",
            "LABEL  Noise",
            "'LABEL  Noise' already names 'noisy-labels'",
            id="alias that is looked up alike",
        ),
        pytest.param(
            "aliases",
            "Stale features",
            "'Stale features' already names 'stale-features'",
            id="alias like an id",
        ),
        pytest.param(
            "aliases",
            "Nobody owns the  DATA",
            "'Nobody owns the  DATA' already names 'no-data-owner'",
            id="alias like a title",
        ),
        pytest.param(
            "former_ids",
            "label-errors",
            "'label-errors' already names 'noisy-labels'",
            id="former id of another entry",
        ),
        pytest.param(
            "former_ids",
            "wrong-decisions",
            "'wrong-decisions' already names 'wrong-decisions'",
            id="former id that is in use",
        ),
    ],
)
def test_name_of_another_entry_is_reported(
    tiny_copy: CatalogCopy, field: str, name: str, report: str
) -> None:
    """A name that could mean two entries cannot be looked up."""
    tiny_copy.replace(SYMPTOM, "added:", f"{field}:\n  - {name}\nadded:")

    assert [(f"{field}.0", "KB206", report)] == [
        (problem.field, problem.code, problem.what) for problem in tiny_copy.problems()
    ]


def test_names_without_latin_letters_do_not_clash(tiny_copy: CatalogCopy) -> None:
    """Names that fold to nothing cannot be told apart, and are not looked up."""
    tiny_copy.replace(SYMPTOM, "phrases:", "aliases:\n  - 自信的错误\nphrases:")
    tiny_copy.replace(FEED, "phrases:", "aliases:\n  - 过时的天气\nphrases:")

    assert () == tiny_copy.problems()


def test_catalog_error_holds_all_problems_and_prints_them(tiny_copy: CatalogCopy) -> None:
    """A caller gets the problems as data, and one line per problem as text."""
    tiny_copy.replace(HARM, "title: Users lose trust\n", "")

    with pytest.raises(CatalogError) as error:
        load_catalog(tiny_copy.root, shown="catalog/")

    assert f"catalog/{HARM}:2:1: KB105 title: is missing; add it" == str(error.value)
    assert 1 == len(error.value.problems)


def test_problems_show_the_folder_as_given(tiny_copy: CatalogCopy) -> None:
    """Without other wishes a problem's path is the one that the caller can open."""
    tiny_copy.write(HARM, "")

    with pytest.raises(CatalogError) as error:
        load_catalog(tiny_copy.root)

    assert str(tiny_copy.root / HARM) == error.value.problems[0].where.path


@pytest.mark.parametrize(
    "name", [pytest.param("", id="empty folder"), pytest.param("nowhere", id="no folder")]
)
def test_folder_without_a_catalog_is_a_wrong_question(tmp_path: Path, name: str) -> None:
    """A folder that holds no catalog has no problems of its own."""
    with pytest.raises(QueryError, match="it should hold folders like issues/ and vocabulary/"):
        load_catalog(tmp_path / name)


def test_garbage_collector_is_back_on_after_a_failed_load(tiny_copy: CatalogCopy) -> None:
    """The collector is paused during a load, not for the rest of the program."""
    tiny_copy.write(HARM, "")

    with pytest.raises(CatalogError):
        load_catalog(tiny_copy.root)

    assert gc.isenabled()
