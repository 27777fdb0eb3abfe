"""The JSON Schemas, judged by a validator that is not ours and by what an editor reads."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator, ValidationError
from pydantic import ValidationError as ModelError

import kb
from kb.export.schema import SCHEMAS, make_schema, write_schemas
from kb.graph.kinds import Kind
from kb.graph.tables import TermRow
from kb.loading.reader import read_file
from kb.models.meanings import GAP_MEANINGS, MEANINGS
from kb.models.record import GAP_WORDS, WithGaps
from kb.models.registry import MODELS, field_order
from tests.catalog_copy import TINY
from tests.tracked import ROOT

CATALOG = ROOT / "catalog"
BROKEN = ROOT / "tests/data/broken"
FOLDERS = {"vocabulary": "vocabulary", **{kind.folder: kind.value for kind in Kind}}

SEEN = {"KB104", "KB105", "KB106", "KB107", "KB108", "KB109", "KB401"}
"""Codes of what a schema can see: the shape of one file, and what its status demands."""

UNSEEN = {
    "KB101": "there is no document to look at; editors report it themselves",
    "KB102": "there is no document to look at; editors report it themselves",
    "KB103": "there is no document to look at, or it lies in the key's type",
    "KB201": "other files: references in texts",
    "KB202": "other files: ids",
    "KB203": "other files: their kinds",
    "KB204": "two places of one file: id and link",
    "KB205": "other files: their links",
    "KB206": "other files: their names; in a vocabulary, two places of one file",
    "KB207": "other files: the outcomes of a check",
    "KB208": "two places of one file",
    "KB302": "the name of the file",
    "KB303": "the names of files",
    "KB402": "the wording",
    "KB403": "other files: links to this one",
    "KB404": "other files: their wording",
    "KB405": "the wording",
    "KB406": "two places of one file",
    "KB407": "other files: their wording",
    "KB408": "other files: links to this one",
    "KB409": "other files: citations",
    "KB410": "the wording",
    "KB411": "the wording",
    "KB501": "the syntax, not the data",
    "KB502": "the syntax, not the data",
    "KB503": "single characters",
    "KB504": "the encoding",
    "KB505": "the size and depth of the file",
    "KB506": "what kind of file it is",
    "KB507": "the scripts of words",
}
"""Codes of what a schema cannot see, each with what it would have to know."""

MISSING_INSTEAD = {"KB109": "replaced_by"}
"""Codes that name a field which is there; a schema names the one that is missing."""

SEEN_LINES = {"KB103: the file does not hold a mapping"}
"""Errors that a schema sees although their code is not one of shape."""

UNSEEN_LINES = {
    "KB106 effort.setup: low 2 is above high 0.5": "compares two numbers",
    "KB106: the counts of question 'q1' do not fit its scale": "compares two lists",
}
"""Errors of shape that no schema can see, because they compare two values."""


class _Editor(yaml.CSafeLoader):
    """Reads plain scalars as editors do: by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML has it


for _tag, _pattern, _first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", "~nN\0"),
    ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Editor.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first)
    )


def _editor(text: str) -> Any:  # noqa: ANN401 - any YAML
    return yaml.load(text, Loader=_Editor)  # noqa: S506 - a safe loader


@cache
def _terms(root: Path) -> dict[str, list[TermRow]]:
    """Return the terms of the vocabularies in a folder, read without the loader."""
    files = sorted((root / "vocabulary").glob("*.yaml"))
    return {file.stem: _editor(file.read_text(encoding="utf-8"))["terms"] for file in files}


@cache
def _validator(name: str, root: Path) -> Draft202012Validator:
    return Draft202012Validator(make_schema(name, _terms(root)))


def _places(errors: Iterator[ValidationError] | list[ValidationError]) -> Iterator[str]:
    """Yield the dotted place of every error, also of those inside alternatives."""
    for error in errors:
        path = [str(part) for part in error.absolute_path]
        names: list[str] = [""]
        if error.validator == "required":
            names = [name for name in error.validator_value if name not in error.instance]
        elif error.validator == "additionalProperties":
            names = [name for name in error.instance if name not in error.schema["properties"]]
        yield from (".".join(filter(None, [*path, name])) for name in names)
        yield from _places(error.context or [])


FILES = [
    pytest.param(root, folder, id=f"{root.name}-{folder}")
    for root in (CATALOG, TINY)
    for folder in FOLDERS
]


@pytest.mark.parametrize(("root", "folder"), FILES)
def test_valid_files_are_accepted(root: Path, folder: str) -> None:
    """What loads is valid, both as the strict reader takes it and as an editor does."""
    validator = _validator(FOLDERS[folder], root)

    refused = [
        (path.name, error.json_path, error.message[:200])
        for path in sorted((root / folder).glob("*.yaml"))
        for data in (read_file(path, path.name).data, _editor(path.read_text(encoding="utf-8")))
        for error in validator.iter_errors(data)
    ]
    assert [] == refused


@pytest.mark.parametrize(
    ("name", "path"),
    [
        pytest.param("guide", CATALOG / "guide.yaml", id="guide"),
        pytest.param("guide", TINY / "guide.yaml", id="tiny-guide"),
        pytest.param("rejected", CATALOG / "rejected.yaml", id="rejected"),
    ],
)
def test_single_files_are_accepted_and_their_slips_are_not(name: str, path: Path) -> None:
    """The guide and the list of what was turned down have schemas of their own."""
    data = _editor(path.read_text(encoding="utf-8"))
    validator = _validator(name, path.parent)

    assert [] == list(validator.iter_errors(data))
    assert ["titel"] == list(_places([*validator.iter_errors({**data, "titel": "x"})]))


def _reports() -> Iterator[Any]:
    """Yield every line of the reports on broken catalogs: folder, file, code, field, line."""
    parts = re.compile(r"(\S+?)(?::\d+:\d+)?: (?:warning )?(KB\d{3}) ?(\S*): ")
    for report in sorted(BROKEN.glob("*/expected.txt")):
        for line in report.read_text(encoding="utf-8").splitlines():
            if found := parts.match(line):
                yield pytest.param(report.parent, *found.groups(), line, id=line.split("; ")[0])


@pytest.mark.parametrize(("folder", "file", "code", "field", "line"), list(_reports()))
def test_broken_file_is_refused_where_a_schema_can_see_it(
    folder: Path, file: str, code: str, field: str, line: str
) -> None:
    """An error of shape is found at its very field; the others are known to be out of sight."""
    path, kind = folder / file, FOLDERS.get(file.partition("/")[0])
    readable = kind and path.suffix == ".yaml" and path.is_file()
    data = read_file(path, file).data if readable else None
    errors = _validator(kind, TINY).iter_errors(data) if kind and data is not None else []
    places = set(_places(errors))
    in_sight = code in SEEN or any(part in line for part in SEEN_LINES)
    out_of_sight = any(part in line for part in UNSEEN_LINES)

    assert (in_sight and not out_of_sight) == (MISSING_INSTEAD.get(code, field) in places)


def test_every_code_is_in_sight_or_known_not_to_be() -> None:
    """No code is passed over."""
    codes = {folder.name[:5] for folder in BROKEN.iterdir()}

    assert (codes, set()) == (SEEN | set(UNSEEN), SEEN & set(UNSEEN))


@pytest.mark.parametrize("name", SCHEMAS)
class TestSchema:
    """Each schema by itself, with the terms of the shipped catalog."""

    def test_is_a_schema_for_new_and_old_editors(self, name: str) -> None:
        """Draft 2020-12 as it says, and nothing in it that an editor with draft 7 misreads."""
        schema = make_schema(name, _terms(CATALOG))

        Draft202012Validator.check_schema(schema)
        Draft7Validator.check_schema(schema)
        assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]

    def test_accepts_its_own_examples(self, name: str) -> None:
        """The example of a field is valid, terms of vocabularies included."""
        schema = make_schema(name, _terms(CATALOG))

        wrong = [
            (path, error.message)
            for path, field in _described(schema)
            for example in field["examples"]
            for error in Draft202012Validator({**field, "$defs": schema["$defs"]}).iter_errors(
                example
            )
        ]
        assert [] == wrong

    def test_explains_every_value(self, name: str) -> None:
        """Wherever an editor proposes values of ours, it can say what they mean."""
        schema = make_schema(name, _terms(CATALOG))

        lists = [
            (node["enum"], node["enumDescriptions"])
            for node in _nodes(schema)
            if isinstance(node.get("enumDescriptions"), list)
        ]
        assert [] == [values for values, meanings in lists if len(values) != len(meanings)]
        assert [] != lists


def _nodes(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(item)


def _described(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema and of what it refers to."""
    for node in _nodes(schema):
        properties = node.get("properties", {})
        yield from ((name, field) for name, field in properties.items() if "examples" in field)


def test_meanings_cover_every_value_of_every_list() -> None:
    """A new value cannot go without an explanation."""
    assert [] == [kind for kind, texts in MEANINGS.items() if len(kind) != len(texts)]
    assert list(GAP_WORDS) == list(GAP_MEANINGS)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("word", GAP_WORDS)
def test_words_for_gaps_stand_exactly_where_the_model_takes_them(kind: Kind, word: str) -> None:
    """A list may be `unknown`; a rating or a mapping may not."""
    model, properties = MODELS[kind], make_schema(kind, _terms(CATALOG))["properties"]

    taken = [name for name in field_order(model) if name in _gaps(model, name, word)]
    offered = [name for name, field in properties.items() if _offers(field, "not-known")]

    assert taken == offered
    assert [] != taken


def _gaps(model: type[WithGaps], name: str, word: str) -> dict[str, Any]:
    """Return what an entry knows of its gaps after a word was written into a field."""
    try:
        return model.model_validate({**model.sample(), name: word}).gaps
    except ModelError:
        return {}


def _offers(field: dict[str, Any], definition: str) -> bool:
    return {"$ref": f"#/$defs/{definition}"} in field.get("anyOf", [])


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        pytest.param("added: 2026-11-21", True, id="date"),
        pytest.param('added: "2026-11-21"', True, id="quoted date"),
        pytest.param("added: 2026-11", False, id="half a date"),
        pytest.param("edition: 3.10", True, id="number for an editor, text for the reader"),
        pytest.param("edition: v2", True, id="text"),
        pytest.param("arxiv: 2110.10234", True, id="identifier that looks like a number"),
        pytest.param("venue: >\n  folded\n  text\n", True, id="block style ends in a line break"),
        pytest.param("year: 2022", True, id="year"),
        pytest.param('year: "2022"', False, id="quoted year"),
        pytest.param("venue:", False, id="a key without a value is unfinished"),
        pytest.param("et_al: true", True, id="flag"),
        pytest.param("et_al: yes", False, id="yes is text"),
        pytest.param("url: http://example.org", False, id="not https"),
        pytest.param("url: https://example.org/a?b#c", True, id="https"),
        pytest.param("former_ids: [con]", False, id="reserved file name"),
    ],
)
def test_scalars_are_judged_as_authors_write_them(line: str, accepted: bool) -> None:  # noqa: FBT001 - a case
    """An editor reads dates and versions in its own way, and still marks only what is wrong."""
    field = line.partition(":")[0]

    places = set(_places(_validator("source", CATALOG).iter_errors(_editor(line))))

    assert accepted == (field not in places)


def test_list_states_the_order_of_a_file() -> None:
    """Properties stand in the canonical order, links included."""
    schema = make_schema("issue", _terms(CATALOG))

    assert list(field_order(MODELS[Kind.ISSUE])) == list(schema["properties"])
    assert ["id", "strength", "why", "evidence"] == list(schema["$defs"]["CauseLink"]["properties"])


def test_files_are_written_once(tmp_path: Path, tiny: kb.KnowledgeBase) -> None:
    """Writing again changes nothing, and names nothing."""
    first = write_schemas(tmp_path, tiny.tables.terms)
    second = write_schemas(tmp_path, tiny.tables.terms)

    assert [f"{name}.schema.json" for name in SCHEMAS] == [path.name for path in first]
    assert ([], len(first)) == (second, len(list(tmp_path.iterdir())))
    assert make_schema("issue", tiny.tables.terms) == json.loads(first[0].read_text("utf-8"))
