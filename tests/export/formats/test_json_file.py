"""JSON: complete, and of one shape."""

import json
from collections.abc import Callable, Iterator

import kb
from kb.graph.kinds import Kind

Text = Callable[[str], str]


def _shapes(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the type of every value by its path; items of a list share one path."""
    match value:
        case dict():
            for key, item in value.items():
                yield from _shapes(item, f"{path}.{key}")
        case list():
            for item in value:
                yield from _shapes(item, f"{path}[]")
    yield path, type(value).__name__


def test_every_entry_is_there_with_its_grade(text: Text, tiny: kb.KnowledgeBase) -> None:
    """Each kind has its list, in the order of the ids."""
    data = json.loads(text("json"))

    assert {row.id: row.grade.value for row in tiny.rows()} == {
        entry["id"]: entry["grade"]
        for kind in Kind
        for entry in data[kind.folder.replace("-", "_")]
    }


def test_every_field_has_one_type(text: Text) -> None:
    """A field is never a text here and a list there; what is not known is null."""
    types: dict[str, set[str]] = {}
    for path, type_ in _shapes(json.loads(text("json"))):
        types.setdefault(path, set()).add(type_)

    assert {} == {path: found for path, found in types.items() if len(found - {"NoneType"}) > 1}


def test_entries_of_a_kind_have_the_same_keys(text: Text) -> None:
    """A reader need not ask whether a key is there."""
    issues = json.loads(text("json"))["issues"]

    assert 1 == len({tuple(issue) for issue in issues})


def test_what_is_explicitly_not_known_is_said(text: Text) -> None:
    """An empty list and a list that nobody can fill differ."""
    issues = {issue["id"]: issue for issue in json.loads(text("json"))["issues"]}

    assert {"field": "confused_with", "says": "unknown"} in issues["stale-weather-feed"]["gaps"]
    assert [] == issues["stale-weather-feed"]["confused_with"]


def test_links_carry_reason_grade_and_attributes(text: Text, tiny: kb.KnowledgeBase) -> None:
    """Each link is one flat row with a name of its own."""
    links = json.loads(text("json"))["links"]

    told = {link["id"]: link for link in links}
    assert sum(map(len, tiny.tables.outgoing.values())) == len(told) == len(links)
    link = told["stale-features/caused_by/slow-nightly-job"]
    assert ("main", "C", None) == (link["strength"], link["grade"], link["effect"])


def test_terms_carry_their_mappings(text: Text) -> None:
    """A term knows what it is called in external schemes."""
    terms = json.loads(text("json"))["terms"]

    [mapped] = [term for term in terms if term["mappings"]]
    assert ("data-quality-dimensions", "accuracy") == (mapped["vocabulary"], mapped["id"])
    assert [{"scheme": "iso-25012", "id": "accuracy", "match": "exact"}] == mapped["mappings"]


def test_lines_hold_the_same_entries(text: Text) -> None:
    """The catalog line by line is the catalog, and each line says where it is from."""
    whole = json.loads(text("json"))
    lines = [json.loads(line) for line in text("jsonl").splitlines()]

    entries = [entry for kind in Kind for entry in whole[kind.folder.replace("-", "_")]]
    assert [{"about": whole["about"], **entry} for entry in entries] == lines
