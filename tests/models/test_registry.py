"""Models, kinds and relations speak of the same fields."""

import pytest

from kb.graph.kinds import Kind
from kb.graph.relations import RELATIONS, relations_from
from kb.models.issue import Issue
from kb.models.links import CauseLink
from kb.models.mitigation import Mitigation
from kb.models.record import GAP_WORDS
from kb.models.registry import MODELS, Marked, field_order, marked_fields
from kb.models.text import InVocabulary, Refers
from kb.models.vocabulary import TERM_MODELS, VOCABULARIES, Vocabulary, vocabulary_model

KINDS = [pytest.param(kind, id=kind) for kind in Kind]


def test_every_kind_has_a_model() -> None:
    """No folder of the catalog is without a model."""
    assert set(Kind) == set(MODELS)


@pytest.mark.parametrize("kind", KINDS)
def test_relations_are_written_in_fields_that_exist(kind: Kind) -> None:
    """The table of relations names real fields of the models that own them."""
    fields = {relation.field for relation in relations_from(kind)}

    assert fields <= set(MODELS[kind].model_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_complete_demands_fields_that_exist(kind: Kind) -> None:
    """A renamed field cannot drop out of what `complete` demands."""
    model = MODELS[kind]

    assert model.COMPLETE
    assert set(model.COMPLETE) <= set(model.model_fields)


def test_link_gives_its_reasons_last() -> None:
    """Authors read who, how strongly, and then why; the stored form of nothing is shown to them."""
    assert ("id", "strength", "why", "evidence") == field_order(CauseLink)
    assert "gaps" not in field_order(Issue)


@pytest.mark.parametrize("kind", KINDS)
def test_marks_name_vocabularies_and_kinds_that_exist(kind: Kind) -> None:
    """Each mark can be checked."""
    marks = [marked.mark for marked in marked_fields(MODELS[kind])]

    vocabularies = {mark.name for mark in marks if isinstance(mark, InVocabulary)}
    kinds = {mark.kind for mark in marks if isinstance(mark, Refers)}

    assert vocabularies <= set(VOCABULARIES)
    assert kinds <= set(Kind)


@pytest.mark.parametrize(
    ("model", "path", "mark"),
    [
        pytest.param(Issue, ("artifact",), InVocabulary("artifacts"), id="optional field"),
        pytest.param(Issue, ("tags", "*"), InVocabulary("tags"), id="list"),
        pytest.param(Issue, ("roles", "owns", "*"), InVocabulary("roles"), id="list in a record"),
        pytest.param(Issue, ("evidence", "*", "source"), Refers("source"), id="record in a list"),
        pytest.param(
            Issue,
            ("symptoms", "*", "evidence", "*", "source"),
            Refers("source"),
            id="list in a list",
        ),
        pytest.param(Mitigation, ("verification", "check"), Refers("check"), id="optional record"),
        pytest.param(
            Mitigation,
            ("trade_offs", "*", "id"),
            InVocabulary("quality-attributes"),
            id="attribute of a trade-off",
        ),
        pytest.param(
            vocabulary_model("contexts"),
            ("terms", "*", "weights", "*", "id"),
            InVocabulary("quality-attributes"),
            id="attribute of a context",
        ),
    ],
)
def test_marked_field_is_found_wherever_it_stands(
    model: type, path: tuple[str, ...], mark: InVocabulary | Refers
) -> None:
    """Marks are found through options, lists and nested records."""
    assert Marked(path, mark) in marked_fields(model)


def test_ids_of_links_are_left_to_the_relations() -> None:
    """What a link may point to depends on its relation, so the type does not say it."""
    marked = {fields.path for fields in marked_fields(Issue)}

    assert ("root_causes", "*", "id") not in marked


def test_special_vocabularies_are_vocabularies() -> None:
    """A vocabulary with fields of its own is one of the closed list."""
    assert set(TERM_MODELS) <= set(VOCABULARIES)
    assert list(VOCABULARIES) == sorted(VOCABULARIES)


def test_ordinary_vocabulary_has_the_ordinary_model() -> None:
    """A vocabulary without fields of its own needs no model of its own."""
    assert Vocabulary is vocabulary_model("roles")


@pytest.mark.parametrize("word", [pytest.param(word, id=word) for word in GAP_WORDS])
def test_gap_word_has_the_form_of_an_id(word: str) -> None:
    """A gap word reads like a term, so that nobody has to quote it."""
    assert word.replace("-", "").isalpha()


def test_names_of_relations_are_unique() -> None:
    """A name or an inverse leads to one relation, a symmetric one to itself."""
    names = [relation.name for relation in RELATIONS]
    inverses = [relation.inverse for relation in RELATIONS if not relation.symmetric]

    assert len(names) + len(inverses) == len({*names, *inverses})
