"""What the guides and the workflows tell people and machines to run."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from kb.cli.main import COMMANDS
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
