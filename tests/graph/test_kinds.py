"""Kinds, their folders and their names."""

import enum

import pytest

from kb.graph import kinds
from kb.graph.kinds import Kind


@pytest.mark.parametrize(
    ("kind", "folder", "label", "plural"),
    [
        pytest.param(Kind.ISSUE, "issues", "issue", "issues", id="issue"),
        pytest.param(Kind.ROOT_CAUSE, "root-causes", "root cause", "root causes", id="root-cause"),
        pytest.param(Kind.SYMPTOM, "symptoms", "symptom", "symptoms", id="symptom"),
        pytest.param(
            Kind.CONSEQUENCE, "consequences", "consequence", "consequences", id="consequence"
        ),
        pytest.param(Kind.MITIGATION, "mitigations", "mitigation", "mitigations", id="mitigation"),
        pytest.param(Kind.CHECK, "checks", "check", "checks", id="check"),
        pytest.param(Kind.SOURCE, "sources", "source", "sources", id="source"),
        pytest.param(Kind.STUDY, "studies", "study", "studies", id="study"),
    ],
)
def test_kind_has_folder_and_names(kind: Kind, folder: str, label: str, plural: str) -> None:
    """A kind knows its folder and how people write it, in the singular and the plural."""
    assert (folder, label, plural) == (kind.folder, kind.label, kind.plural)


def test_folders_are_unique() -> None:
    """No two kinds live in one folder."""
    folders = [kind.folder for kind in Kind]

    assert sorted(folders) == sorted(set(folders))


@pytest.mark.parametrize("name", kinds.__all__)
def test_list_of_values_is_documented(name: str) -> None:
    """Every closed list says what it lists, in its own words."""
    listed = getattr(kinds, name)

    assert listed.__doc__
    assert listed.__doc__ != enum.StrEnum.__doc__


@pytest.mark.parametrize("name", kinds.__all__)
def test_values_are_kebab_case_or_a_letter(name: str) -> None:
    """What authors write in a file is lower case with hyphens; grades are capital letters."""
    values = [member.value for member in getattr(kinds, name)]

    assert values == [value.upper() if name == "Grade" else value.lower() for value in values]
    assert not any("_" in value or " " in value for value in values)
