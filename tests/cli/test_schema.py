"""`kb schema`: print, list and refresh the schemas."""

import json
from pathlib import Path

import pytest

import kb
from kb.cli import schema as cli
from kb.export.schema import SCHEMAS, make_schema
from tests.command_line import Run
from tests.tracked import ROOT


def test_list_names_every_schema(run: Run) -> None:
    """Each kind stands with the file that editors take it from."""
    answer = run("schema")

    assert [f"{name}  kb/schema/{name}.schema.json" for name in SCHEMAS] == answer.out.splitlines()
    assert list(SCHEMAS) == json.loads(run("schema", "--json").out)


def test_schema_has_the_terms_of_the_chosen_catalog(run: Run, tiny: kb.KnowledgeBase) -> None:
    """Another catalog has other words."""
    answer = run("schema", "issue")

    assert make_schema("issue", tiny.tables.terms) == json.loads(answer.out)


def test_write_refreshes_the_files_of_a_checkout(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny_root: Path
) -> None:
    """It names what changed; what is in step is left alone."""
    monkeypatch.setattr(cli, "_FOLDER", tmp_path)
    monkeypatch.setattr(cli, "_CATALOG", tiny_root)

    first, second = run("schema", "--write"), run("schema", "--write")

    assert [f"{name}.schema.json" for name in SCHEMAS] == first.out.splitlines()
    assert (0, "", "") == second


def test_write_needs_a_checkout(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installed package is not a place to write into."""
    monkeypatch.setattr(cli, "_CATALOG", tmp_path / "none")

    answer = run("schema", "--write")

    assert (2, "") == (answer.code, answer.out)
    assert "--write needs a checkout" in answer.err


def test_unknown_kind_is_wrong_usage(run: Run) -> None:
    """The kinds are a closed list."""
    assert 2 == run("schema", "isue").code


def test_editor_maps_every_file_of_the_catalog_to_its_schema() -> None:
    """VS Code needs no modeline in a new file."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    folders = {f"{path.parent.name}/*.yaml" for path in (ROOT / "catalog").glob("*/*.yaml")}
    alone = {path.name for path in (ROOT / "catalog").glob("*.yaml")}

    mapped = settings["yaml.schemas"]
    assert {f"catalog/{name}" for name in folders | alone} == set(mapped.values())
    assert [f"kb/schema/{name}.schema.json" for name in SCHEMAS] == list(mapped)
