"""The reference pages of the site: complete, and the same on every machine."""

import re
from itertools import pairwise
from pathlib import PurePosixPath

import click
import pytest

import kb
from kb.cli.main import COMMANDS, cli
from kb.cli.reference import reference_pages

PAGES = reference_pages()
PYTHON = PAGES[PurePosixPath("reference/python.md")]
COMMAND_LINE = PAGES[PurePosixPath("reference/cli.md")]
METHODS = [name for name in dir(kb.KnowledgeBase) if not name.startswith("_")]


@pytest.mark.parametrize("name", kb.__all__)
def test_public_name_has_a_section(name: str) -> None:
    """All of `kb.__all__` is explained."""
    assert f"# `kb.{name}`\n\n" in PYTHON


@pytest.mark.parametrize("name", [name for name in METHODS if name != "tables"])
def test_method_has_a_section_with_its_signature(name: str) -> None:
    """Methods and properties show how they are called and what they return."""
    assert re.search(
        rf"^### `base\.{name}`\n\n```python\nbase\.{name}\b.* -> .+\n", PYTHON, re.MULTILINE
    )


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("`protect`: quality attributes that no remedy may worsen.", id="parameter"),
        pytest.param("- `EntryNotFound`: no such symptom or check.", id="error"),
        pytest.param("limit: int = 5) -> Diagnosis\n", id="default"),
        pytest.param("- `answers`: `tuple[tuple[str, tuple[str, ...]], ...]`. Each", id="field"),
        pytest.param('```python\n>>> import kb\n>>> base = kb.load()\n>>> base["', id="example"),
    ],
)
def test_docstring_becomes_a_part_of_the_page(told: str) -> None:
    """Parameters, errors, defaults, fields of results and examples are all there."""
    assert told in PYTHON


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_a_section_with_every_option(name: str) -> None:
    """A command's help stands under its name, whole."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None

    section = COMMAND_LINE.partition(f"## kb {name}\n\n```text\n")[2].partition("\n```\n")[0]
    options = [one for part in command.params for one in part.opts if one.startswith("-")]
    assert "Examples:" in section
    assert [] == [option for option in options if option not in section]


def test_options_of_all_commands_are_told() -> None:
    """The page begins with what `kb --help` prints."""
    assert "--overlay PATH" in COMMAND_LINE.partition("## kb check")[0]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_headings_do_not_skip_a_level(page: PurePosixPath) -> None:
    """A screen reader can walk through the page."""
    text = re.sub(r"^```.*?^```", "", PAGES[page], flags=re.MULTILINE | re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]

    assert 1 == levels.count(1)
    assert [] == [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]


def test_terminal_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds the site gets the same bytes."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("KB_CATALOG", "elsewhere")

    assert PAGES == reference_pages()
