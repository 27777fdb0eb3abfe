"""The forms of the forge: in the words of the catalog, and valid by a schema that is not ours."""

import subprocess
import sys

import pytest
import yaml

from kb.api import KnowledgeBase
from kb.export.issue_forms import issue_forms
from tests.tracked import ROOT

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        pytest.param("github-issue-forms", "[!c]*.yml", id="forms"),
        pytest.param("github-issue-config", "config.yml", id="settings"),
    ],
)
def test_forms_are_valid(schema: str, names: str) -> None:
    """Each form is one that the forge accepts."""
    paths = sorted(str(path) for path in FOLDER.glob(names))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]

    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout


def _options(base: KnowledgeBase, id: str) -> list[str]:
    body = yaml.safe_load(issue_forms(base.tables.terms)["missing-entry.yml"])["body"]
    found: list[str] = next(field["attributes"]["options"] for field in body if field["id"] == id)
    return found


def test_terms_of_the_catalog_can_be_chosen(tiny: KnowledgeBase) -> None:
    """A report uses the words of the vocabulary, in its order."""
    phases = [term["title"] for term in tiny.tables.terms["phases"]]

    assert [*phases, "I do not know"] == _options(tiny, "phase_introduced")


def test_kinds_are_explained(tiny: KnowledgeBase) -> None:
    """Nobody needs to know our kinds to choose one."""
    assert "Root cause: something changeable that produces issues" in _options(tiny, "kind")
