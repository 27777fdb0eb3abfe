"""What the form for a new entry is made of."""

import pytest

import kb
from kb.graph.kinds import Kind
from kb.models.registry import MODELS, field_order
from kb.render.propose_table import FIELDS, propose_table
from kb.render.site import Place

Json = dict[str, list]


@pytest.fixture(scope="module", name="table")
def _table(tiny: kb.KnowledgeBase) -> Json:
    return propose_table(tiny.tables)


def _fields(table: Json, kind: Kind) -> dict[str, dict]:
    fields = next(one["fields"] for one in table["kinds"] if one["kind"] == kind)
    return {field["name"]: field for field in fields}


@pytest.mark.parametrize("kind", FIELDS)
def test_fields_are_those_of_the_model(table: Json, kind: Kind) -> None:
    """They stand in the order of a file; what a stub needs is among them, and nothing else is needed."""
    fields, model = _fields(table, kind), MODELS[kind]

    known = [name for name in field_order(model) if name in fields]
    needed = {name for name, field in model.model_fields.items() if field.is_required()}
    assert known == list(fields)
    assert FIELDS[kind] | needed == set(fields)
    assert needed == {name for name, field in fields.items() if field["required"]}


def test_values_are_asked_for_by_their_sort(table: Json) -> None:
    """Texts, lines, lists, choices, numbers, records and links each have their own form."""
    wanted = {
        (Kind.ISSUE, "title"): "line",
        (Kind.ISSUE, "summary"): "text",
        (Kind.ISSUE, "phrases"): "lines",
        (Kind.ISSUE, "artifact"): "choice",
        (Kind.ISSUE, "severity"): "record",
        (Kind.ISSUE, "root_causes"): "records",
        (Kind.SYMPTOM, "observable_in"): "choices",
        (Kind.CHECK, "minutes"): "whole",
    }

    assert wanted == {(kind, name): _fields(table, kind)[name]["form"] for kind, name in wanted}


def test_terms_come_with_their_meanings(tiny: kb.KnowledgeBase, table: Json) -> None:
    """The choices of a field are the terms of its vocabulary."""
    choices = _fields(table, Kind.ISSUE)["artifact"]["choices"]

    terms = tiny.tables.terms["artifacts"]
    assert [term["id"] for term in terms] == [id for id, _ in choices]
    assert all(term["title"] in told for term, (_, told) in zip(terms, choices, strict=True))


def test_links_name_the_kind_that_they_lead_to(table: Json) -> None:
    """Each link and each reference says which entries fit."""
    issue = _fields(table, Kind.ISSUE)
    parts = {
        name: {part["name"]: part.get("kind") for part in issue[name]["fields"]}
        for name in ("root_causes", "evidence")
    }

    assert ("root-cause", "source") == (parts["root_causes"]["id"], parts["evidence"]["source"])


def test_limits_are_those_of_the_model(table: Json) -> None:
    """How long a title may be, and what to do if it has another form."""
    title = _fields(table, Kind.ISSUE)["title"]

    assert (3, 200) == (title["least"], title["most"])
    assert title["advice"].startswith("leave out <")


@pytest.mark.parametrize(
    ("repo", "forge"),
    [
        ("", ""),
        ("https://forge.example/a/b/", "https://forge.example/a/b/new/main/catalog/"),
    ],
)
def test_forge_is_there_when_the_site_has_one(
    tiny: kb.KnowledgeBase, repo: str, forge: str
) -> None:
    """Without an address of the sources there is nothing to open."""
    assert forge == propose_table(tiny.tables, Place(repo_url=repo))["forge"]


def test_other_names_are_told(tiny: kb.KnowledgeBase, table: Json) -> None:
    """An alias or a former id leads to its entry, so nobody takes it as an id."""
    assert table["names"]
    assert all(tiny.tables.find(name) == id for name, id in table["names"].items())
