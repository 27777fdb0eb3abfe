"""The table of relations against the models that write them."""

from typing import get_args

import pytest
from pydantic import BaseModel

from kb.graph.kinds import Kind
from kb.graph.relations import RELATIONS, VOCABULARY_RELATIONS, Relation, relations_from
from kb.models.links import Link
from kb.models.mitigation import Mitigation
from kb.models.registry import MODELS
from kb.models.vocabulary import VOCABULARIES

WRITTEN = [
    pytest.param(relation, kind, id=f"{kind}-{relation.name}")
    for relation in RELATIONS
    for kind in relation.sources
]
LINK_LISTS = [
    pytest.param(relation, kind, id=f"{kind}-{relation.name}")
    for relation in RELATIONS
    for kind in relation.sources
    if relation.name not in {"verified_by", "reports", "asks_about"}
]


@pytest.mark.parametrize(("relation", "kind"), WRITTEN)
def test_field_exists_on_the_model_of_its_owner(relation: Relation, kind: Kind) -> None:
    """The field that a relation is written in is a field of every kind that owns it."""
    assert relation.field in MODELS[kind].model_fields


@pytest.mark.parametrize(("relation", "kind"), LINK_LISTS)
def test_field_is_a_list_of_links_with_the_attributes(relation: Relation, kind: Kind) -> None:
    """Each link of a relation has the attributes that the table promises, and a reason."""
    model = _item_of(MODELS[kind], relation.field)

    assert issubclass(model, Link)
    assert {"id", "why", "evidence", *relation.attributes} == set(model.model_fields)


def _item_of(model: type[BaseModel], field: str) -> type[BaseModel]:
    """Return the model of the items of a list field."""
    item: type[BaseModel] = get_args(model.model_fields[field].annotation)[0]
    return item


@pytest.mark.parametrize("kind", list(Kind))
def test_every_list_of_links_belongs_to_a_relation(kind: Kind) -> None:
    """No model has links that the table does not know."""
    lists = {
        name
        for name, field in MODELS[kind].model_fields.items()
        if any(
            isinstance(item, type) and issubclass(item, Link) for item in get_args(field.annotation)
        )
    }

    assert lists <= {relation.field for relation in relations_from(kind)}


def test_names_and_inverses_are_unique() -> None:
    """A name stands for one relation in one direction; only symmetric ones have a single name."""
    names = [relation.name for relation in RELATIONS]
    inverses = [relation.inverse for relation in RELATIONS if not relation.symmetric]

    assert sorted({*names, *inverses}) == sorted([*names, *inverses])


def test_symmetric_relations_join_entries_of_one_kind() -> None:
    """What reads the same from both ends has the same kind at both ends."""
    symmetric = [relation for relation in RELATIONS if relation.symmetric]

    assert ["confused_with", "conflicts_with", "alternative_to"] == [r.name for r in symmetric]
    assert all(relation.sources == relation.targets for relation in symmetric)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        pytest.param(
            Kind.ROOT_CAUSE, ["mitigated_by", "precedes"], id="root-cause-in-order-of-the-table"
        ),
        pytest.param(Kind.SYMPTOM, [], id="symptom-owns-none"),
        pytest.param(Kind.SOURCE, ["reports"], id="source"),
    ],
)
def test_relations_of_a_kind_are_those_it_owns(kind: Kind, names: list[str]) -> None:
    """A kind's relations come in the order of the table, without those it is the target of."""
    assert names == [relation.name for relation in relations_from(kind)]


def test_vocabulary_relations_are_fields_of_mitigations() -> None:
    """Links to terms are written on mitigations, and their vocabulary exists."""
    assert set(VOCABULARY_RELATIONS) <= set(Mitigation.model_fields)
    assert set(VOCABULARY_RELATIONS.values()) <= set(VOCABULARIES)
