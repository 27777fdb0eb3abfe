"""`kb export` writes whole files or none."""

from pathlib import Path

import pytest

import kb
from kb.cli import export
from tests.command_line import Run


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


def test_folder_that_does_not_exist_is_one_line(run: Run, tmp_path: Path) -> None:
    """The message names the file and what to do."""
    path = tmp_path / "nowhere" / "sources.bib"

    answer = run("export", "bibtex", "-o", str(path))

    assert (2, "") == (answer.code, answer.out)
    assert (
        f"kb: cannot write {path}: No such file or directory; choose another place with -o\n"
        == answer.err
    )


def test_failed_write_leaves_the_old_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the last step fails, the old file stands and the new one is gone."""
    path = tmp_path / "sources.bib"
    path.write_text("old")

    def _fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", _fail)

    answer = run("export", "bibtex", "-o", str(path))

    assert 2 == answer.code
    assert "No space left on device" in answer.err
    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_unknown_format_lists_the_known_ones(run: Run) -> None:
    """A wrong word is wrong usage."""
    answer = run("export", "endnote")

    assert 2 == answer.code
    assert "'bibtex'" in answer.err


def test_every_format_gives_text(tiny: kb.KnowledgeBase) -> None:
    """Each writer takes a catalog and returns text that ends with a line."""
    assert all(write(tiny).endswith("\n") for write in export.FORMATS.values())


@pytest.mark.parametrize("name", ["", "."])
def test_folder_in_the_place_of_a_file_is_named(run: Run, name: str) -> None:
    """An empty name stands for the folder that one is in."""
    assert (2, "", "kb: '.' is a folder; name a file with -o\n") == run(
        "export", "bibtex", "-o", name
    )
