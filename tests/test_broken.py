"""Every problem code has a catalog that provokes it, and `kb check` says exactly what is wrong."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

from kb.cli.main import cli
from kb.errors import Level, Location, Problem
from tests.catalog_copy import CatalogCopy

BROKEN = Path(__file__).parent / "data" / "broken"
PACKAGE = Path(__file__).parent.parent / "kb"
FOLDERS = sorted(folder.name for folder in BROKEN.iterdir())


def _write_latin_1(catalog: CatalogCopy) -> None:
    catalog.write("sources/doe2021interviews.yaml", "id: doe\ntitle: é".encode() + b" K\xf6nig\n")


def _link_to_a_file_outside(catalog: CatalogCopy) -> None:
    outside = catalog.root.parent / "secret.yaml"
    catalog.root.joinpath("checks/label-twice.yaml").rename(outside)
    catalog.root.joinpath("checks/label-twice.yaml").symlink_to(outside)


MADE: dict[str, Callable[[CatalogCopy], None]] = {
    "KB504-not-utf8": _write_latin_1,
    "KB506-symlink": _link_to_a_file_outside,
}
"""Damage that git or an editor would spoil, made here instead of stored as a file."""


def _lay_over(catalog: CatalogCopy, folder: Path) -> None:
    """Put the files of a folder over the tiny catalog, and take away those in `removed.txt`."""
    notes = shutil.ignore_patterns("expected.txt", "removed.txt")
    shutil.copytree(folder, catalog.root, dirs_exist_ok=True, ignore=notes)
    removed = folder / "removed.txt"
    for file in removed.read_text().split() if removed.is_file() else ():
        catalog.remove(file)
    MADE.get(folder.name, lambda _: None)(catalog)


@pytest.mark.parametrize("name", FOLDERS)
def test_check_prints_exactly_the_expected_lines(
    tiny_copy: CatalogCopy,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    name: str,
) -> None:
    """A broken catalog gives its expected report on stdout; only errors give exit code 1."""
    _lay_over(tiny_copy, BROKEN / name)
    monkeypatch.chdir(tiny_copy.root)

    result = CliRunner().invoke(cli, ["check", "."])

    expected = BROKEN / name / "expected.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text(result.stdout, encoding="utf-8", newline="\n")
    exit_code = 1 if re.search(r": KB\d{3}", result.stdout) else 0
    assert (expected.read_text(encoding="utf-8"), exit_code) == (result.stdout, result.exit_code)


@pytest.mark.parametrize("name", FOLDERS)
def test_every_format_tells_the_same_problems(
    tiny_copy: CatalogCopy, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """JSON, GitHub's commands and SARIF hold as many problems as there are lines, in their places."""
    _lay_over(tiny_copy, BROKEN / name)
    monkeypatch.chdir(tiny_copy.root)
    expected = (BROKEN / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in expected if re.search(r": (?:warning )?KB\d{3}", line)]
    told = {
        format: CliRunner().invoke(cli, ["check", ".", "--format", format]).stdout
        for format in ("json", "github", "sarif")
    }

    problems = json.loads(told["json"])["problems"]
    assert lines == [str(_problem(problem)) for problem in problems]
    commands = [line for line in told["github"].splitlines() if line.startswith("::")]
    assert [f"::{problem['level']} file=" for problem in problems] == [
        command.partition("=")[0] + "=" for command in commands
    ]
    log = SarifLog.model_validate_json(told["sarif"])
    assert [(problem["code"], problem["line"] or 1) for problem in problems] == [
        (result.ruleId, result.locations[0].physicalLocation.region.startLine)
        for result in log.runs[0].results
    ]


def _problem(told: dict[str, str | int]) -> Problem:
    where = Location(told["path"], told["line"], told["column"])
    rest = (told[part] for part in ("code", "field", "what", "fix"))
    return Problem(where, *rest, Level(told["level"]))


@pytest.mark.parametrize("name", FOLDERS)
def test_folder_provokes_the_code_it_is_named_after(name: str) -> None:
    """A folder's report holds the code of its name and no other one."""
    report = (BROKEN / name / "expected.txt").read_text(encoding="utf-8")

    codes = set(re.findall(r": (?:warning )?(KB\d{3})[ :]", report))

    assert {name[:5]} == codes


def test_every_code_has_a_broken_catalog() -> None:
    """Each problem code that occurs in the package has a folder below `data/broken/`."""
    sources = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))

    codes = {code for source in sources for code in re.findall(r'"(KB\d{3})"', source)}

    assert codes == {name[:5] for name in FOLDERS}
