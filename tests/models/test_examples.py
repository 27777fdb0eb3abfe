"""Every field explains itself: it has a description, and examples that it would accept."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple, get_args

import pytest
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from kb.models.descriptions import description_of
from kb.models.links import CauseLink
from kb.models.registry import MODELS
from kb.models.vocabulary import TERM_MODELS, Vocabulary


class Place(NamedTuple):
    """A field and the model it belongs to."""

    model: type[BaseModel]
    name: str
    field: FieldInfo


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the models that a type is made of, with those of their fields."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation)
    for part in get_args(annotation):
        yield from _models(part)


ROOTS = (*MODELS.values(), Vocabulary, *TERM_MODELS.values())
FIELDS = [
    pytest.param(Place(model, name, field), id=f"{model.__name__}.{name}")
    for model in dict.fromkeys(found for root in ROOTS for found in _models(root))
    for name, field in model.model_fields.items()
    if name != "gaps"
]


@pytest.mark.parametrize("place", FIELDS)
def test_field_has_a_description(place: Place) -> None:
    """The editor, the field guide and `kb new` show it."""
    assert description_of(place.model, place.name).endswith(".")


@pytest.mark.parametrize("place", FIELDS)
def test_field_accepts_its_examples(place: Place) -> None:
    """There is at least one example, and each is valid where it would stand."""
    examples = place.field.examples or []

    accepting = TypeAdapter(Annotated[place.field.annotation, place.field])
    for example in examples:
        accepting.validate_python(example)
    assert [] != examples


def test_sample_holds_what_is_required_and_what_is_chosen() -> None:
    """It stands in the order of the model, whatever the order of the choice."""
    sample = CauseLink.sample(strength="possible", id="no-data-owner")

    assert ["id", "why", "strength"] == list(sample)
    assert ("no-data-owner", "possible") == (sample["id"], sample["strength"])
    assert "no-data-owner" == CauseLink.model_validate(sample).id
