"""The first draft of an entry: valid as it is, and a guide to all that it can hold."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import kb
from kb.errors import QueryError
from kb.graph.kinds import Kind
from kb.loading.formatter import format_file
from kb.loading.reader import Document, read_file
from kb.loading.scaffold import PLACEHOLDER, id_for, scaffold
from kb.models.registry import MODELS

GIVEN = ["id", "title", "summary", "status", "added", "changed"]
TODAY = date(2026, 1, 31)
EVERY_KIND = pytest.mark.parametrize("kind", list(Kind))


@pytest.fixture(name="terms", scope="module")
def _terms(tiny: kb.KnowledgeBase) -> dict[str, list[str]]:
    return {name: [term["id"] for term in terms] for name, terms in tiny.tables.terms.items()}


def _draft(kind: Kind, terms: dict[str, list[str]]) -> str:
    return scaffold(kind, "wrong-currency", "Scores: wrong currency", today=TODAY, terms=terms)


def _read(text: str, folder: Path) -> Document:
    path = folder / "wrong-currency.yaml"
    path.write_text(text, encoding="utf-8")
    return read_file(path, path.name)


def _uncommented(text: str, field: str = r"\w+") -> str:
    """Take the hash away in front of all lines of a field, or of all fields."""
    block = re.compile(rf"^# {field}:.*\n(?:# [ ].*\n)*", re.MULTILINE)
    return block.sub(lambda found: re.sub("^# ", "", found[0], flags=re.MULTILINE), text)


@EVERY_KIND
def test_draft_is_a_stub(kind: Kind, terms: dict[str, list[str]], tmp_path: Path) -> None:
    """What is not commented out is what a stub needs, in the order of the formatter."""
    document = _read(_draft(kind, terms), tmp_path)

    entry = MODELS[kind].model_validate(document.data)

    assert ((), GIVEN) == (document.problems, list(document.data or ()))
    assert ("wrong-currency", "Scores: wrong currency", "stub", TODAY, TODAY) == (
        entry.id,
        entry.title,
        entry.status,
        entry.added,
        entry.changed,
    )
    assert entry.summary.startswith(PLACEHOLDER)


@EVERY_KIND
@pytest.mark.parametrize("form", [str, _uncommented], ids=["draft", "all"])
def test_formatter_changes_no_meaning(
    kind: Kind, form: Callable[[str], str], terms: dict[str, list[str]], tmp_path: Path
) -> None:
    """A draft is in canonical form; with all fields in use they are put in order, and it stays that way."""
    path = tmp_path / kind.folder / "wrong-currency.yaml"
    path.parent.mkdir()
    text = form(_draft(kind, terms))
    path.write_text(text, encoding="utf-8")
    before = read_file(path, path.name).data

    found = format_file(path, path.name)
    path.write_text(found.after, encoding="utf-8")

    assert ((), before) == (found.problems, read_file(path, path.name).data)
    assert found.after == format_file(path, path.name).after
    assert form is not str or text == found.after


@EVERY_KIND
def test_all_of_it_can_be_uncommented(
    kind: Kind, terms: dict[str, list[str]], tmp_path: Path
) -> None:
    """With every field in use the file is read, and every example is accepted."""
    document = _read(_uncommented(_draft(kind, terms)), tmp_path)

    entry = MODELS[kind].model_validate(document.data)

    fields = set(MODELS[kind].model_fields) - {"gaps"}
    assert ((), fields, ()) == (document.problems, set(document.data or ()), entry.missing())


FIELDS = [
    pytest.param(kind, field, id=f"{kind}-{field}")
    for kind, model in MODELS.items()
    for field in model.model_fields
    if field not in {*GIVEN, "gaps"}
]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_each_field_can_be_uncommented_alone(
    kind: Kind, field: str, terms: dict[str, list[str]], tmp_path: Path
) -> None:
    """A field does not need its neighbours to be read."""
    document = _read(_uncommented(_draft(kind, terms), field), tmp_path)

    assert ((), [*GIVEN, field]) == (document.problems, list(document.data or ()))


@EVERY_KIND
def test_explanations_stay_comments(kind: Kind, terms: dict[str, list[str]]) -> None:
    """Taking one hash away from an explanation leaves a comment, and no line of it runs on."""
    lines = [line for line in _draft(kind, terms).splitlines()[1:] if line.startswith("#")]

    notes = [line for line in lines if not line.startswith("# ")]
    assert all(line == "##" or line.startswith("## ") for line in notes)
    assert [] == [line for line in notes if len(line) > 98 or line != line.rstrip()]


def test_fields_stand_in_the_order_of_need(terms: dict[str, list[str]]) -> None:
    """First what a stub needs, then what complete demands, then the rest, each as in the model."""
    model = MODELS[Kind.MITIGATION]

    fields = re.findall(r"^(?:# )?(\w+):", _draft(Kind.MITIGATION, terms), re.MULTILINE)

    rest = [name for name in model.model_fields if name not in {*GIVEN, *model.COMPLETE, "gaps"}]
    assert [*GIVEN, *model.COMPLETE, *rest] == fields


def test_field_says_what_goes_in_and_what_is_allowed(terms: dict[str, list[str]]) -> None:
    """A field has its description, the terms of its vocabulary or list, and its example."""
    draft = _draft(Kind.ROOT_CAUSE, terms)

    assert (
        "## The part of the work it belongs to. One of: data, specification, design, implementation,\n"
        "## environment, process, people, organisation.\n# category: " in draft
    )
    assert f"One of: {', '.join(terms['phases'])}." in draft.replace("\n## ", " ")


def test_long_vocabulary_is_cut(terms: dict[str, list[str]]) -> None:
    """Nobody reads two hundred tools in a comment; the rest is named with its file."""
    many = {**terms, "tools": [f"tool-{number}" for number in range(30)]}

    draft = _draft(Kind.CHECK, many).replace("\n## ", " ")

    assert "tool-23 … 6 more in catalog/vocabulary/tools.yaml." in draft
    assert "tool-24" not in draft


def test_record_is_explained_once(terms: dict[str, list[str]]) -> None:
    """What links have in common is told at the first one."""
    draft = _draft(Kind.ISSUE, terms)

    assert 1 == draft.count("##   why: One sentence that explains this link")
    assert "##   id, why, evidence: as above.\n##   strength: How strongly the symptom" in draft
    assert "## What people commonly try in vain. Fields as above.\n" in draft


def test_first_line_tells_the_editor_the_schema(terms: dict[str, list[str]]) -> None:
    """Editors complete fields and terms from the schema of the kind."""
    first = _draft(Kind.ROOT_CAUSE, terms).splitlines()[0]

    assert "# yaml-language-server: $schema=../../kb/schema/root-cause.schema.json" == first


def test_title_is_written_in_one_form(terms: dict[str, list[str]]) -> None:
    """Whoever types an accent as two characters gets a file that the reader accepts."""
    draft = scaffold(Kind.ISSUE, "senal", "Sen\u0303al", today=TODAY, terms=terms)

    assert "\ntitle: Se\u00f1al\n" in draft


@pytest.mark.parametrize(
    ("title", "id"),
    [
        pytest.param("Label leakage", "label-leakage", id="words"),
        pytest.param("The model's  labels, twice!", "the-models-labels-twice", id="punctuation"),
        pytest.param(
            "The model\N{RIGHT SINGLE QUOTATION MARK}s label", "the-models-label", id="quote"
        ),
        pytest.param("Training\N{EN DASH}serving skew", "training-serving-skew", id="dash"),
        pytest.param("Señal naïve", "senal-naive", id="accents"),
        pytest.param(f"{'word ' * 12}andmore of it", "-".join(["word"] * 12), id="long"),
        pytest.param("数据漂移", "", id="no-latin-letter"),
    ],
)
def test_id_is_made_of_the_title(title: str, id: str) -> None:
    """The words of a title in kebab case, cut at a whole word."""
    assert id == id_for(title)


@pytest.mark.parametrize(
    ("id", "title", "told"),
    [
        pytest.param("Wrong_id", "Fine title", "the id: .* use lower-case words", id="id"),
        pytest.param("index", "Fine title", "the id: 'index' is the name of the page", id="page"),
        pytest.param("fine-id", "<b>", "the title: .* leave out < >", id="title"),
        pytest.param("fine-id", "a\u202eb c", r"the title: .* U\+202E; delete it", id="bidi"),
        pytest.param("fine-id", "a\x1b[31m b", r"the title: .* U\+001B; delete it", id="escape"),
    ],
)
def test_wrong_form_is_refused(id: str, title: str, told: str, terms: dict[str, list[str]]) -> None:
    """No file is drafted that could not be read."""
    with pytest.raises(QueryError, match=told):
        scaffold(Kind.ISSUE, id, title, today=TODAY, terms=terms)
