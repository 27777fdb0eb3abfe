"""What the form for a new entry needs: fields as the models describe them, and what was turned down."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.export.schema import make_schema
from kb.graph.kinds import Kind
from kb.graph.names import fold
from kb.graph.relations import relations_from
from kb.graph.tables import Tables
from kb.loading.comments import MODELINE
from kb.loading.file_text import FORBIDDEN
from kb.models.registry import MODELS, marked_fields
from kb.models.scripts import UNMISTAKABLE
from kb.models.text import ID_PATTERN, Refers
from kb.query.closeness import ALIKE
from kb.render.site import NOWHERE, Place

__all__ = ["FIELDS", "propose_table"]

_STUB = frozenset({"id", "title", "summary", "status", "added"})

FIELDS: Mapping[Kind, frozenset[str]] = {
    Kind.ISSUE: frozenset(
        {
            "phrases",
            "artifact",
            "phase_introduced",
            "phase_visible",
            "severity",
            "detectability",
            "root_causes",
            "symptoms",
            "consequences",
            "mitigations",
            "evidence",
        }
    ),
    Kind.SYMPTOM: frozenset(
        {"phrases", "observable_in", "log_patterns", "benign_explanations", "first_step"}
    ),
    Kind.ROOT_CAUSE: frozenset(
        {"phrases", "category", "mechanism", "phase", "mitigations", "evidence"}
    ),
    Kind.MITIGATION: frozenset(
        {"phrases", "phase", "steps", "verification", "when_not_to_use", "evidence"}
    ),
    Kind.CHECK: frozenset({"phrases", "procedure", "minutes", "automation", "outcomes"}),
    Kind.CONSEQUENCE: frozenset({"phrases", "scope", "reversibility", "time_to_appear"}),
    Kind.SOURCE: frozenset(
        {"type", "design", "authors", "year", "venue", "doi", "arxiv", "url", "seen"}
    ),
}
"""Kinds that the form offers, and what it asks for besides the fields of a stub."""

_Json = dict[str, Any]
_Path = tuple[str, ...]

_LIMITS = {
    "minLength": "least",
    "maxLength": "most",
    "minimum": "from",
    "maximum": "to",
    "pattern": "pattern",
    "patternErrorMessage": "advice",
}
"""What a schema says about a value, and what the form calls it."""


def propose_table(tables: Tables, place: Place = NOWHERE) -> _Json:
    """Return everything that the form does not find in the tables of the search."""
    home = place.repo_url.rstrip("/")
    return {
        "forge": f"{home}/new/main/catalog/" if home else "",
        "modeline": MODELINE,
        "forbidden": sorted(FORBIDDEN),
        "clear": "".join(sorted(UNMISTAKABLE)),
        "alike": ALIKE,
        "kinds": [_kind(kind, tables) for kind in FIELDS],
        "names": dict(_other_names(tables)),
        "rejected": [
            {
                "title": proposal.title,
                "kind": proposal.kind,
                "lines": [proposal.title, proposal.summary, *proposal.phrases],
                "reason": proposal.reason,
                "instead": proposal.instead,
            }
            for proposal in tables.rejected
        ],
    }


def _other_names(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield what no id may be because it already names an entry, and which one."""
    for id, document in tables.documents.items():
        data = json.loads(document)
        for name in (*data.get("aliases", ()), *data.get("former_ids", ())):
            if re.match(ID_PATTERN, fold(name)):
                yield fold(name), id


def _kind(kind: Kind, tables: Tables) -> _Json:
    schema = make_schema(kind, tables.terms)
    wanted = _STUB | FIELDS[kind]
    targets = dict(_targets(kind))
    fields = [
        _field((name,), field, schema, targets) | {"required": name in schema["required"]}
        for name, field in schema["properties"].items()
        if name in wanted
    ]
    return {
        "kind": kind,
        "folder": kind.folder,
        "label": kind.label,
        "about": schema["description"],
        "fields": fields,
    }


def _targets(kind: Kind) -> Iterator[tuple[_Path, str]]:
    """Yield the places that hold the id of an entry, each with the kind of that entry."""
    for relation in relations_from(kind):
        target = kind if relation.same_kind else relation.targets[0]
        yield (relation.field, "id"), target
    for path, mark in marked_fields(MODELS[kind]):
        if isinstance(mark, Refers):
            yield tuple(part for part in path if part != "*"), mark.kind


def _field(path: _Path, field: _Json, schema: _Json, targets: Mapping[_Path, str]) -> _Json:
    """Return a field as the form sees it."""
    inner = field.get("anyOf", [field])[0]
    many = inner.get("type") == "array"
    item = inner["items"] if many else inner
    item = schema["$defs"][item["$ref"].rpartition("/")[2]] if "$ref" in item else item
    told = {ours: item[name] for name, ours in _LIMITS.items() if name in item}
    if "properties" in item:
        told["fields"] = [
            _field((*path, name), part, schema, targets) | {"required": name in item["required"]}
            for name, part in item["properties"].items()
            if name != "evidence"  # of the entry as a whole is enough for a draft
        ]
    elif "enum" in item:
        told["choices"] = _choices(item)
    if path in targets:
        told["kind"] = targets[path]
    if "not" in item:
        told["never"] = item["not"]["pattern"]
    examples = field["examples"][0] if many else field["examples"][:1]
    plain = [one for one in examples if "kind" not in told and not isinstance(one, dict | list)]
    return {
        "name": path[-1],
        "form": _form(item, many=many, entry="kind" in told),
        "about": field["description"],
        **({"example": "\n".join(map(str, plain))} if plain else {}),
        **told,
    }


def _form(item: _Json, *, many: bool, entry: bool) -> str:
    """Return how a value is asked for."""
    if "properties" in item:
        return "records" if many else "record"
    if "enum" in item:
        return "choices" if many else "choice"
    if many:
        return "lines"
    if entry:
        return "entry"
    if item["type"] == "integer":
        return "whole"
    return "line" if "pattern" in item else "text"


def _choices(item: _Json) -> list[tuple[str, str]]:
    meanings = item.get("enumDescriptions") or [""] * len(item["enum"])
    return list(zip(item["enum"], meanings, strict=True))
