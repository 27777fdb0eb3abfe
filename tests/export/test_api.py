"""The static API: every file has the shape that its schema says, judged by a validator not ours."""

import json
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kb
from kb.export.answers import SHAPES, answer_schema
from kb.export.api import API, api_files
from kb.graph.kinds import Kind
from kb.models.registry import MODELS
from tests.catalog_copy import CatalogCopy

Files = dict[PurePosixPath, str]


@pytest.fixture(scope="module", name="files")
def _files(tiny: kb.KnowledgeBase) -> Files:
    return api_files(tiny.tables, {id: tiny[id] for id in tiny})


def _data(files: Files, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[API / path])
    return found


def _answers(files: Files) -> list[tuple[str, str]]:
    """Return the name of the schema and the path of every answer."""
    lists = [("list", f"{kind.folder}.json") for kind in Kind]
    entries = [
        (json.loads(text)["kind"], f"entries/{path.name}")
        for path, text in files.items()
        if path.parent.name == "entries" and path.suffix == ".json"
    ]
    return [("index", "index.json"), ("vocabularies", "vocabularies.json"), *lists, *entries]


@pytest.mark.parametrize("name", SHAPES)
def test_schema_is_one(name: str) -> None:
    """Every schema is valid and closed: a key that it does not name is an error."""
    schema = answer_schema(name)

    Draft202012Validator.check_schema(schema)
    assert (False, sorted(schema["properties"])) == (
        schema["additionalProperties"],
        sorted(schema["required"]),
    )


def test_every_answer_has_its_shape(files: Files) -> None:
    """Index, lists, vocabularies and entries satisfy the schemas that are published with them."""
    judges = {
        name: Draft202012Validator(_data(files, f"schemas/answers/{name}.schema.json"))
        for name in SHAPES
    }

    wrong = [
        (path, error.message)
        for name, path in _answers(files)
        for error in judges[name].iter_errors(_data(files, path))
    ]
    assert [] == wrong


@pytest.mark.parametrize("key", ["links", "facets", "aliases", "severity", "changed"])
def test_schema_refuses_an_answer_without_a_key(files: Files, key: str) -> None:
    """The test above is one that can fail: no key may be missing."""
    answer = _data(files, "entries/noisy-labels.json")
    del answer[key]

    assert not Draft202012Validator(answer_schema("issue")).is_valid(answer)


def test_stub_has_the_same_keys(tiny_copy: CatalogCopy) -> None:
    """What is not said is there as well, as an empty list or as null."""
    stub = "id: new-one\ntitle: New one\nsummary: |\n  Just met.\nstatus: stub\nadded: 2026-01-15\n"
    tiny_copy.write("issues/new-one.yaml", stub)
    base = kb.load(tiny_copy.root)
    files = api_files(base.tables, {id: base[id] for id in base})

    new, old = (_data(files, f"entries/{id}.json") for id in ("new-one", "noisy-labels"))
    assert list(old) == list(new)
    assert ([], [], None) == (new["links"], new["mitigations"], new["severity"])


def test_no_field_of_an_entry_is_hidden_by_what_is_worked_out() -> None:
    """A field of a model and a key of ours never share a name."""
    worked_out = {"kind", "version", "grade", "contested", "facets", "page", "yaml", "links"}

    assert {} == {
        kind: found for kind in Kind if (found := worked_out & set(MODELS[kind].model_fields))
    }


def test_every_link_is_in_the_files_of_both_ends(tiny: kb.KnowledgeBase, files: Files) -> None:
    """A link is told with its reason from either side, whoever wrote it."""
    told = {
        (path.stem, link["id"], link["why"])
        for path, text in files.items()
        if path.parent.name == "entries" and path.suffix == ".json"
        for link in json.loads(text)["links"]
    }

    written = [link for links in tiny.tables.outgoing.values() for link in links]
    assert set() == {(one.source, one.target, one.why) for one in written} - told
    assert set() == {(one.target, one.source, one.why) for one in written} - told


def test_link_read_backwards_has_the_name_of_the_inverse(files: Files) -> None:
    """A root cause `causes` its issue, which is `caused_by` it."""
    links = _data(files, "entries/unclear-label-guide.json")["links"]

    assert ("causes", {"strength": "main"}) == next(
        (link["relation"], link["attributes"]) for link in links if link["id"] == "noisy-labels"
    )


def test_relative_addresses_lead_to_files_and_pages(tiny: kb.KnowledgeBase, files: Files) -> None:
    """What stands in `page`, `data`, `yaml` and `path` is there, as seen from the file itself."""
    pages = {f"{row.kind.folder}/{row.id}" for row in tiny.tables.rows.values()}
    known = {str(path) for path in files} | pages

    dead = [
        (path, item[key])
        for _, path in _answers(files)
        for top in [_data(files, path)]
        for item in (top, *top.get("links", ()), *top.get("entries", ()))
        for key in ("page", "data", "yaml")
        if key in item and normpath(join(dirname(str(API / path)), item[key])) not in known
    ]
    assert [] == dead


def test_index_says_what_there_is(tiny: kb.KnowledgeBase, files: Files) -> None:
    """Counts, the day of the newest change, the licence, and only endpoints that exist."""
    index = _data(files, "index.json")
    named = [one for one in index["endpoints"] if not one["path"].startswith("../../assets/")]
    paths = {one[key] for one in named for key in ("path", "schema_path")}
    filled = {path.replace("{id}", "noisy-labels").replace("{kind}", "issue") for path in paths}

    assert (3, "2026-02-01", "CC-BY-4.0", tiny.version) == (
        index["counts"]["issue"],
        index["generated_at"],
        index["licence"],
        index["version"],
    )
    assert set() == filled - {path.relative_to(API).as_posix() for path in files}


def test_terms_of_every_vocabulary_are_there(tiny: kb.KnowledgeBase, files: Files) -> None:
    """Each term has its id, title and definition."""
    found = _data(files, "vocabularies.json")["vocabularies"]

    told = {one["id"]: [term["id"] for term in one["terms"]] for one in found}
    assert {
        name: [term["id"] for term in terms] for name, terms in tiny.tables.terms.items()
    } == told
