"""JSON Schemas of what people write, for editors: made from the models and the terms of the vocabularies.

A schema knows one file: it cannot see whether a link leads anywhere. It never refuses what loads,
with one exception: a key without a value, which an editor should mark as unfinished.
"""

import json
import re
from collections.abc import Mapping, Sequence
from inspect import getdoc
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kb.export.complete import lifecycle_rules
from kb.graph.kinds import Kind
from kb.graph.tables import TermRow
from kb.loading.shape import form_advice
from kb.models.descriptions import description_of
from kb.models.guide import Guide
from kb.models.meanings import GAP_MEANINGS, MEANINGS
from kb.models.record import WithGaps
from kb.models.registry import MODELS, field_order
from kb.models.rejected import RejectedList
from kb.models.vocabulary import AnyVocabulary

__all__ = ["SCHEMAS", "make_schema", "schema_text", "write_schemas"]

_FILES: Mapping[str, type[BaseModel]] = {"guide": Guide, "rejected": RejectedList}

SCHEMAS = (*(kind.value for kind in Kind), "vocabulary", *_FILES)
"""What there is a schema for: every kind, the files in `catalog/vocabulary/`, and two single files."""

Terms = Mapping[str, Sequence[TermRow]]


_KINDS = tuple((getdoc(model) or "").partition("\n")[0] for model in MODELS.values())
"""What each kind is."""

_GAP = "not-known"
"""The words that may stand in the place of a list, as if they were a vocabulary."""


class _Generator(GenerateJsonSchema):
    """Makes schemas as an author sees them: no stored form, no class names, values with meanings."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's
        return False

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002 - pydantic's
        return value

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model = schema["cls"]
        given = made["properties"]
        made["properties"] = {
            name: {"description": description_of(model, name), **given[name]}
            for name in field_order(model)
        }
        if issubclass(model, WithGaps):
            for name, field in made["properties"].items():
                if field.get("type") == "array":
                    made["properties"][name] = _or_gap(field)
        del made["title"]
        return made

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        made = super().enum_schema(schema)
        del made["title"]
        meanings = _KINDS if schema["cls"] is Kind else MEANINGS[schema["cls"]]
        return {**made, "enumDescriptions": list(meanings)}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        made = super().str_schema(schema)
        pattern = made.get("pattern")
        if pattern:
            made["patternErrorMessage"] = form_advice(pattern)
            # Block style ends a line with a line break, which the models strip.
            made["pattern"] = re.sub(r"\$$", r"\\s*$", pattern)
        # Editors read 3.10 as a number; for the strict reader it is text.
        if pattern is None or re.search(pattern, "3.10") or re.search(pattern, "2110.10234"):
            made["type"] = ["string", "number"]
        return made

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        made = super().float_schema(schema)
        return {**made, "type": ["number", "string"], "pattern": r"^\s*-?[0-9]+(\.[0-9]+)?\s*$"}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {
            **super().date_schema(schema),
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "patternErrorMessage": "write it as 2026-01-31",
        }


def make_schema(name: str, terms: Terms) -> dict[str, Any]:
    """Return one schema.

    Args:
        name: one of `SCHEMAS`.
        terms: the terms of every vocabulary, which become the allowed values.
    """
    if name == "vocabulary":
        made = TypeAdapter(AnyVocabulary).json_schema(schema_generator=_Generator)
        made = {"description": "A closed list of terms, each with its definition.", **made}
        rules: list[JsonSchemaValue] = []
    elif name in _FILES:
        made = _FILES[name].model_json_schema(schema_generator=_Generator)
        rules = []
    else:
        kind = Kind(name)
        made = MODELS[kind].model_json_schema(schema_generator=_Generator)
        rules = lifecycle_rules(kind)
    shared: set[str] = set()
    definitions = _with_shared(made.pop("$defs", {}), shared)
    body = _with_shared({"description": made.pop("description"), **made}, shared)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Made by `kb schema --write`. Properties stand in the order of a file.",
        "title": name.replace("-", " ").capitalize(),
        **body,
        **({"allOf": rules} if rules else {}),
        "$defs": definitions | {name: _values(name, terms) for name in sorted(shared)},
    }


def schema_text(schema: Mapping[str, Any]) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path, terms: Terms) -> list[Path]:
    """Write every schema into a folder as `<name>.schema.json`; return the files that changed."""
    changed = []
    for name in SCHEMAS:
        path, text = folder / f"{name}.schema.json", schema_text(make_schema(name, terms))
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            draft = path.with_suffix(".draft")
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(path)
            changed.append(path)
    return changed


def _or_gap(field: JsonSchemaValue) -> JsonSchemaValue:
    """Allow the words for what is not known instead of a list."""
    about = {key: field.pop(key) for key in ("description", "examples")}
    return {**about, "anyOf": [field, {"x-vocabulary": _GAP}]}


def _with_shared(node: Any, shared: set[str]) -> Any:  # noqa: ANN401 - any JSON
    """Return a schema in which every field of a vocabulary refers to its list of terms."""
    if isinstance(node, list):
        return [_with_shared(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_shared(value, shared) for key, value in node.items()}
    if name := found.pop("x-vocabulary", None):
        shared.add(name)
        found["$ref"] = f"#/$defs/{name}"
    return found


def _values(name: str, terms: Terms) -> JsonSchemaValue:
    """Return the allowed values of a vocabulary, each with its meaning."""
    if name == _GAP:
        meanings = dict(GAP_MEANINGS)
    else:
        meanings = {
            term["id"]: f"{term['title']}: {' '.join(term['definition'].split())}"
            for term in terms[name]
        }
    return {"enum": list(meanings), "enumDescriptions": list(meanings.values())}
