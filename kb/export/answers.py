"""The shapes of the static API: what is written, and the JSON Schemas that describe it.

Every key is always there: what is not said is an empty list, an empty text or `null`.
Addresses are relative to the file that they stand in.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import Field, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kb.graph.kinds import Grade, Kind
from kb.models.record import Record
from kb.models.registry import MODELS

__all__ = [
    "SHAPES",
    "BriefAnswer",
    "EndpointAnswer",
    "IndexAnswer",
    "LinkAnswer",
    "ListAnswer",
    "TermAnswer",
    "VocabulariesAnswer",
    "VocabularyAnswer",
    "answer_schema",
    "entry_shape",
]


class LinkAnswer(Record):
    """A link of an entry, read from this entry, whichever end wrote it."""

    relation: str
    """The relation's name, or the name of its inverse."""
    id: str
    """The entry at the other end."""
    kind: Kind
    title: str
    why: str
    """The sentence that explains the link."""
    grade: Grade
    """The strength of the evidence for this link."""
    contested: bool
    """Whether sources contradict each other."""
    attributes: Mapping[str, str]
    """What the relation says besides, such as `strength` or `effect`."""
    page: str
    data: str


class BriefAnswer(Record):
    """An entry in a list."""

    id: str
    kind: Kind
    title: str
    summary: str
    status: str
    grade: Grade
    contested: bool
    facets: Mapping[str, tuple[str, ...]]
    """The terms of every facet; those that do not fit the kind are empty."""
    page: str
    data: str
    """The file with all of the entry."""


class ListAnswer(Record):
    """All entries of a kind, by id."""

    kind: Kind
    version: str
    entries: tuple[BriefAnswer, ...]


class TermAnswer(Record):
    """A term of a vocabulary."""

    id: str
    title: str
    definition: str
    home_page: str
    licence: str
    origin: tuple[str, ...]
    """Sources that the term comes from."""
    phrases: tuple[str, ...]
    weights: Mapping[str, float]
    """Of a context: how much each quality attribute matters."""


class VocabularyAnswer(Record):
    """A closed list of terms."""

    id: str
    terms: tuple[TermAnswer, ...]


class VocabulariesAnswer(Record):
    """Every closed list of terms."""

    version: str
    vocabularies: tuple[VocabularyAnswer, ...]


class EndpointAnswer(Record):
    """A file of the API, or a family of files with `{id}` and `{kind}` in their path."""

    path: str
    what: str
    schema_path: str
    """The JSON Schema of the answer; empty where the form may change."""


class IndexAnswer(Record):
    """Where everything is."""

    title: str
    version: str
    """Of the data: changes with every change of the catalog."""
    schema_version: str
    """The first number changes when a key goes or changes its meaning, the second when one comes."""
    generated_at: str
    """The day of the newest change in the catalog."""
    licence: str
    counts: Mapping[Kind, int]
    endpoints: tuple[EndpointAnswer, ...]


@cache
def entry_shape(kind: Kind) -> type[Record]:
    """Return the shape of a whole entry: all fields of its file, and what the catalog works out."""
    told: dict[str, Any] = {
        "kind": (Kind, ...),
        "version": (str, ...),
        "grade": (Grade, ...),
        "contested": (bool, ...),
        "facets": (Mapping[str, tuple[str, ...]], ...),
        "page": (str, ...),
        "yaml": (str, Field(description="The entry as authors write it.")),
        "links": (tuple[LinkAnswer, ...], Field(description="Its links in both directions.")),
    }
    name = f"{kind.label.title().replace(' ', '')}Answer"
    return create_model(name, __base__=MODELS[kind], __doc__=MODELS[kind].__doc__, **told)


SHAPES: Mapping[str, type[Record]] = {
    "index": IndexAnswer,
    "list": ListAnswer,
    "vocabularies": VocabulariesAnswer,
    **{kind.value: entry_shape(kind) for kind in Kind},
}
"""The shape of each kind of answer, by the name of its schema."""


class _Generator(GenerateJsonSchema):
    """Makes schemas of what is written: every key is there, vocabularies are only named."""

    def field_is_required(self, field: object, total: bool) -> bool:  # noqa: ARG002, FBT001 - pydantic's
        return True

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def answer_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of an answer; `name` is one of `SHAPES`."""
    made = SHAPES[name].model_json_schema(mode="serialization", schema_generator=_Generator)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
