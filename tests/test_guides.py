"""What the guides and the workflows tell people and machines to run."""

import re
import shlex
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

import kb
from kb.cli.main import COMMANDS, cli
from tests.tracked import ROOT, tracked_files

NAMES = [
    name
    for name in tracked_files()
    if re.fullmatch(r"\.github/(workflows/)?[\w-]+\.(md|yml)|\.pre-commit.*|README\.md", name)
]


def _calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the subcommand and the long options of each call of `kb` in a text."""
    for call in re.findall(
        r"(?:(?:^|`|bin/|entry: )kb|-m kb\.cli) ([a-z][^`\n]*)", text, re.MULTILINE
    ):
        words = re.sub(r'"[^"]*"|#.*', "", call).split()
        yield words[0], [word.partition("=")[0] for word in words if word.startswith("--")]


CALLS = [
    pytest.param(command, options, id=f"{name}: kb {command}")
    for name in NAMES
    for command, options in _calls((ROOT / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("command", "options"), CALLS)
def test_command_exists(command: str, options: list[str]) -> None:
    """A call names a subcommand that there is, with options that it has."""
    assert command in COMMANDS
    known = import_module(f"kb.cli.{command}").command.params

    assert set() == set(options) - {"--help"} - {option for one in known for option in one.opts}


@pytest.mark.parametrize("name", NAMES)
def test_script_exists(name: str) -> None:
    """A script that is named is there."""
    scripts = re.findall(r"\./(scripts/[a-z]+)", (ROOT / name).read_text(encoding="utf-8"))

    assert [] == [script for script in scripts if not (ROOT / script).is_file()]


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".md")])
def test_link_leads_somewhere(name: str) -> None:
    """A link from a guide to a file of the tree, and to a heading in it, finds both."""
    links = re.findall(r"\]\(([^):#]+)(?:#([^)]+))?\)", (ROOT / name).read_text(encoding="utf-8"))
    files = [((ROOT / name).parent / path, heading) for path, heading in links]

    assert [] == [path for path, _ in files if not path.exists()]
    assert [] == [heading for path, heading in files if heading not in {"", *_headings(path)}]


def _headings(path: Path) -> set[str]:
    """Return the addresses of the headings of a page, as the forge makes them."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_study_of_ones_own_runs_as_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the guide runs on the files that it shows, and its study counts afterwards."""
    text = (ROOT / "site_overrides/pages/studies-howto.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    for name, shown in re.findall(r"This is `([\w.-]+)`:\n\n```text\n(.*?)```", text, re.DOTALL):
        (tmp_path / name).write_text(shown, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KB_CATALOG", "catalog")
    calls = "".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)).splitlines()

    failed = [call for call in calls if CliRunner().invoke(cli, shlex.split(call)[1:]).exit_code]

    assert (7, []) == (len(calls), failed)
    written = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert written >= set(re.findall(r"`([\w-]+\.(?:csv|html|md|json))`", text))
    rows = kb.load("catalog").prevalence("label-noise")
    assert [(4, 6)] == [(row.n, row.of) for row in rows if row.source == "my-survey"]
