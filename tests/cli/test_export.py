"""`kb export` writes whole files and folders or nothing."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from kb.export.formats.registry import FORMATS
from tests.catalog_copy import TINY
from tests.command_line import Run
from tests.own_process import ROOT


def _no_space(*_: object, **__: object) -> NoReturn:
    raise OSError(28, "No space left on device")


def test_text_goes_to_the_terminal(run: Run) -> None:
    """Without a file the answer is on stdout, ready for a pipe."""
    answer = run("export", "bibtex")

    assert (0, "") == (answer.code, answer.err)
    assert ["@inproceedings{doe2021interviews,", "@article{tester2020survey,"] == [
        line for line in answer.out.splitlines() if line.startswith("@")
    ]


def test_file_gets_the_same_text(run: Run, tmp_path: Path) -> None:
    """The file replaces an older one; nothing else stays in the folder."""
    path = tmp_path / "sources.bib"
    path.write_text("old")

    answer = run("export", "bibtex", "-o", str(path))

    assert (0, "", "") == answer
    assert run("export", "bibtex").out == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_database_is_a_file(run: Run, tmp_path: Path) -> None:
    """What is no text is written as it is."""
    path = tmp_path / "catalog.db"

    assert (0, "", "") == run("export", "sqlite", "-o", str(path))
    assert path.read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.parametrize("before", ["nothing", "empty", "earlier"])
def test_folder_is_new_empty_or_that_of_an_earlier_export(
    run: Run, tmp_path: Path, before: str
) -> None:
    """The folder then holds the export and nothing else, and nothing stays beside it."""
    path = tmp_path / "tables"
    if before != "nothing":
        path.mkdir()
    if before == "earlier":
        (path / "issues.csv").write_text("old")

    assert (0, "", "") == run("export", "csv", "-o", str(path))
    assert 13 == len(list(path.iterdir()))
    assert (path / "issues.csv").read_bytes().startswith(b'"grade","contested","id"')
    assert [path] == list(tmp_path.iterdir())


def test_folder_with_other_files_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Nobody loses notes that lie in the wrong place."""
    (tmp_path / "notes.txt").write_text("mine")

    answer = run("export", "checklist", "-o", str(tmp_path))

    assert (2, "") == (answer.code, answer.out)
    assert "the folder also holds 'notes.txt'; choose another place with -o" in answer.err
    assert ["notes.txt"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("format", ["sqlite", "csv"])
def test_what_is_no_text_needs_a_place(run: Run, format: str) -> None:
    """A terminal cannot take a database or a folder; the message proposes a name."""
    answer = run("export", format)

    assert (2, "") == (answer.code, answer.out)
    assert f"with -o {FORMATS[format].file}\n" in answer.err


@pytest.mark.parametrize("format", ["bibtex", "csv"])
def test_folder_that_does_not_exist_is_one_line(run: Run, tmp_path: Path, format: str) -> None:
    """The message names the place and what to do, before the work begins."""
    path = tmp_path / "nowhere" / "export"

    answer = run("--catalog", "/nowhere", "export", format, "-o", str(path))

    assert (2, "") == (answer.code, answer.out)
    why = f"there is no folder '{path.parent}'"
    assert f"kb: cannot write {path}: {why}; choose another place with -o\n" == answer.err


@pytest.mark.parametrize("format", ["bibtex", "sqlite"])
def test_failed_write_leaves_the_old_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    """If the last step fails, the old file stands and the new one is gone."""
    path = tmp_path / "export"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", _no_space)

    answer = run("export", format, "-o", str(path))

    assert 2 == answer.code
    assert "No space left on device" in answer.err
    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("fails", ["write", "last step"])
def test_failed_write_leaves_the_old_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """If a file or the last step fails, the old folder stands and the new one is gone."""
    path = tmp_path / "tables"
    path.mkdir()
    (path / "issues.csv").write_text("old")
    rename = Path.rename

    def last(self: Path, target: Path) -> Path:
        return _no_space() if self.name == "new" else rename(self, target)

    if fails == "write":
        monkeypatch.setattr(Path, "write_text", _no_space)
    else:
        monkeypatch.setattr(Path, "rename", last)

    answer = run("export", "csv", "-o", str(path))

    assert 2 == answer.code
    assert "No space left on device" in answer.err
    assert ["issues.csv"] == [file.name for file in path.iterdir()]
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("format", "last_step"), [("bibtex", "replace"), ("csv", "rename")], ids=["file", "folder"]
)
def test_killed_in_the_middle_leaves_what_was_there(
    tmp_path: Path, format: str, last_step: str
) -> None:
    """Whoever looks there after a crash finds the old export or none, never a part."""
    path = tmp_path / "export"
    code = f"""
import os, signal, sys
from pathlib import Path
from kb.cli.main import main
Path.{last_step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
sys.argv = ["kb", "--catalog", {str(TINY)!r}, "export", {format!r}, "-o", {str(path)!r}]
main()
"""

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert -signal.SIGKILL == done.returncode
    assert not path.exists()
    assert 1 == len(list(tmp_path.iterdir()))  # the draft shows how far it came


def test_unknown_format_lists_the_known_ones(run: Run) -> None:
    """A wrong word is wrong usage."""
    answer = run("export", "endnote")

    assert 2 == answer.code
    assert "'bibtex'" in answer.err


def test_formats_are_listed_with_a_line_each(run: Run) -> None:
    """The list says what each is for, and the help holds the same lines."""
    answer = run("export", "--list")

    assert (0, "") == (answer.code, answer.err)
    assert list(FORMATS) == [line.split()[0] for line in answer.out.splitlines()]
    assert all(len(line.split()) > 2 for line in answer.out.splitlines())
    assert set(answer.out.split()) <= set(run("export", "--help").out.split())


@pytest.mark.parametrize("name", ["", "."])
def test_folder_in_the_place_of_a_file_is_named(run: Run, name: str) -> None:
    """An empty name stands for the folder that one is in."""
    assert (2, "", "kb: '.' is a folder; name a file with -o\n") == run(
        "export", "bibtex", "-o", name
    )


def test_file_in_the_place_of_a_folder_is_named(run: Run, tmp_path: Path) -> None:
    """A file is not swept away for a folder."""
    path = tmp_path / "notes.txt"
    path.write_text("mine")

    answer = run("export", "csv", "-o", str(path))

    assert (2, "", f"kb: '{path}' is a file; name a folder with -o\n") == answer


def test_device_is_not_replaced_by_a_file(run: Run) -> None:
    """`-o /dev/stdout` is an old habit; with enough rights it would destroy the device."""
    answer = run("export", "bibtex", "-o", "/dev/null")

    why = "is a device; without -o, text goes to the terminal or a pipe"
    assert (2, "", f"kb: '/dev/null' {why}\n") == answer


def test_terminal_is_told_what_is_going_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is gone when the work is done; a pipe gets none of it."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    answer = run("export", "json", "-o", str(tmp_path / "catalog.json"))

    assert "Reading the catalog …" in answer.err
    assert "Making json of 22 entries …" in answer.err
    assert answer.err.endswith("\r\033[K")


def test_missing_extra_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without rdflib the message says what to install."""
    monkeypatch.setitem(sys.modules, "rdflib", None)

    answer = run("export", "turtle")

    assert (2, "") == (answer.code, answer.out)
    assert "kb: this format needs rdflib: pip install 'ml-quality-kb[rdf]'\n" == answer.err
