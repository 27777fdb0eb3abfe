"""`kb --version`, installed and not."""

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from kb.cli.main import cli
from tests.command_line import Run


def test_version_is_told(run: Run) -> None:
    """Also a checkout that is not installed says what it is."""
    answer = run("--version")

    assert (0, "") == (answer.code, answer.err)
    assert answer.out.startswith("kb ")


def test_version_of_an_installed_package_is_its_number(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once installed, the version is that of the package's metadata."""
    metadata = tmp_path / "ml_quality_kb-9.8.7.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: ml-quality-kb\nVersion: 9.8.7\n")
    monkeypatch.syspath_prepend(tmp_path)

    assert "kb 9.8.7\n" == run("--version").out


def test_version_is_not_told_while_completing(capsys: pytest.CaptureFixture[str]) -> None:
    """A shell that completes gets the commands and no text in between."""
    shell = ShellComplete(cli, {}, "kb", "_KB_COMPLETE")

    offered = shell.get_completions(["--version"], "se")

    assert (["search"], "") == ([item.value for item in offered], capsys.readouterr().out)
