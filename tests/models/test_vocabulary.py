"""What the files of `vocabulary/` hold."""

import pytest
from pydantic import ValidationError

from kb.models.vocabulary import vocabulary_model

TERM = {"id": "some-term", "title": "Some term", "definition": "It means this."}
EXTRAS: dict[str, dict[str, object]] = {
    "phases": {"stages": ["model training"]},
    "tools": {"licence": "MIT", "home_page": "https://tool.example.org"},
    "contexts": {"weights": [{"id": "correctness", "weight": "0.5"}]},
    "schemes": {"edition": "2023"},
    "roles": {},
}


def _file(name: str, **changes: object) -> dict[str, object]:
    term = {**TERM, **EXTRAS[name], **changes}
    return {"title": "Some terms", "definition": "Used here.", "terms": [term]}


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in EXTRAS])
def test_vocabulary_with_its_own_fields_is_accepted(name: str) -> None:
    """Each vocabulary has the fields of its terms."""
    vocabulary = vocabulary_model(name).model_validate(_file(name))

    assert ["some-term"] == [term.id for term in vocabulary.terms]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        pytest.param("roles", {"definition": ""}, id="no definition"),
        pytest.param("roles", {"id": "Some term"}, id="term that is no id"),
        pytest.param("roles", {"stages": []}, id="field of another vocabulary"),
        pytest.param("tools", {"home_page": "http://tool.example.org"}, id="unsafe address"),
        pytest.param("tools", {"licence": None}, id="no licence"),
        pytest.param(
            "contexts", {"weights": [{"id": "correctness", "weight": 11}]}, id="weight above ten"
        ),
        pytest.param("schemes", {"edition": None}, id="no edition"),
    ],
)
def test_term_of_another_form_is_refused(name: str, changes: dict[str, object]) -> None:
    """A closed list is only as good as its definitions."""
    with pytest.raises(ValidationError):
        vocabulary_model(name).model_validate(_file(name, **changes))
