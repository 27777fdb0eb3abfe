"""The field guide: its examples are valid, its links lead somewhere, and no field is left out."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import kb
from kb.export.field_forms import example
from kb.export.field_guide import EXAMPLES, field_guide
from kb.export.schema import make_schema
from kb.graph.kinds import Kind
from kb.loading.formatter import format_file
from kb.loading.links import Known, entry_problems
from kb.loading.reader import read_file
from kb.models.registry import MODELS, field_order
from tests.tracked import ROOT

CATALOG = ROOT / "catalog"


@cache
def _base() -> kb.KnowledgeBase:
    return kb.load(CATALOG)


@cache
def _guide() -> str:
    return field_guide(_base().tables.terms)


@pytest.mark.parametrize("kind", Kind)
class TestExample:
    """The entry that contributors copy."""

    def test_is_valid_and_links_to_what_exists(self, kind: Kind) -> None:
        """The reader, the model, the schema and the check of references accept it."""
        tables = _base().tables
        kinds = {id: Kind(row.kind) for id, row in tables.rows.items()}
        terms = {name: tuple(term["id"] for term in rows) for name, rows in tables.terms.items()}
        document = read_file(EXAMPLES[kind], kind)

        entry = MODELS[kind].model_validate(document.data)
        schema = Draft202012Validator(make_schema(kind, tables.terms))

        assert ((), kind) == (document.problems, kinds[entry.id])
        assert [] == list(entry_problems(document, kind, Known(kinds, terms, {})))
        assert [] == list(schema.iter_errors(document.data))

    def test_has_the_form_that_fmt_gives_it(self, kind: Kind, tmp_path: Path) -> None:
        """What is copied needs no correction, and its first line names its schema."""
        copy = tmp_path / kind.folder / EXAMPLES[kind].name
        copy.parent.mkdir()
        shutil.copy(EXAMPLES[kind], copy)

        formatted = format_file(copy, kind)

        schema = f"# yaml-language-server: $schema=../../kb/schema/{kind}.schema.json"
        assert formatted.before == formatted.after
        assert schema == formatted.after.splitlines()[0]

    def test_every_field_of_the_kind_is_explained(self, kind: Kind) -> None:
        """Each one has a row in some table."""
        rows = set(re.findall(r"(?m)^\| `(\w+)` \|", _guide()))

        assert set() == set(field_order(MODELS[kind])) - rows


def test_every_link_leads_to_a_heading_or_a_file() -> None:
    """GitHub makes an anchor of a heading: lower case, with hyphens."""
    headings = re.findall(r"(?m)^#+ (.+)$", _guide())
    anchors = {f"#{re.sub(r'[^a-z -]', '', text.lower()).replace(' ', '-')}" for text in headings}

    targets = set(re.findall(r"\]\(([^)]+)\)", _guide()))
    assert set() == {link for link in targets if link.startswith("#")} - anchors
    assert [] == [
        link for link in targets if not link.startswith("#") and not (CATALOG / link).is_file()
    ]


def test_nothing_is_left_between_braces() -> None:
    """Each part of the page was made."""
    assert "{{" not in _guide()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(True, "`true`", id="flag"),
        pytest.param(["a", "b"], "`a`, `b`", id="list"),
        pytest.param({"id": "a"}, "", id="record"),
        pytest.param("first\nsecond", "`first`", id="lines"),
        pytest.param("word " * 40, f"`{'word ' * 21}word …`", id="long"),
    ],
)
def test_example_fits_a_cell(value: object, shown: str) -> None:
    """Examples are shown as an author types them, on one line."""
    assert shown == example(value)
