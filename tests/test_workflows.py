"""What runs on the forge: safe against strangers, and written as the forge wants it."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from tests.tracked import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").iterdir())
ZIZMOR = Path(sysconfig.get_path("scripts"), "zizmor")


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _zizmor(*inputs: str | Path) -> subprocess.CompletedProcess[str]:
    return _run(ZIZMOR, "--offline", "--quiet", "--no-config", "--persona", "auditor", *inputs)


@pytest.mark.security(25)
def test_auditor_finds_nothing() -> None:
    """No dangerous trigger, no injection, no unpinned action, no right too many, no kept token."""
    done = _zizmor(".github")

    assert 0 == done.returncode, done.stdout


def test_auditor_would_find_something(tmp_path: Path) -> None:
    """The test above is one that can fail."""
    bad = tmp_path / "bad.yml"
    title = "${{ github.event.pull_request.title }}"
    steps = [{"uses": "actions/checkout@v4"}, {"run": f"echo {title}"}]
    jobs = {"job": {"runs-on": "ubuntu-latest", "steps": steps}}
    bad.write_text(yaml.safe_dump({"on": "pull_request_target", "jobs": jobs}), encoding="utf-8")

    told = _zizmor(bad).stdout

    names = {"dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"}
    assert names == {name for name in names if f"[{name}]" in told}


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        pytest.param("vendor.github-workflows", WORKFLOWS, id="workflows"),
        pytest.param("custom.github-workflows-require-timeout", WORKFLOWS, id="time limits"),
        pytest.param("vendor.dependabot", [ROOT / ".github/dependabot.yml"], id="dependabot"),
        pytest.param("vendor.citation-file-format", [ROOT / "CITATION.cff"], id="citation"),
    ],
)
def test_files_of_the_forge_are_valid(schema: str, paths: list[Path]) -> None:
    """Each is what the schema of its format allows, which is not ours."""
    yaml_files = ("--default-filetype", "yaml")
    done = _run(
        sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *yaml_files, *paths
    )

    assert 0 == done.returncode, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_gives_no_right_as_a_whole(path: Path) -> None:
    """Rights are given to single jobs, and a newer run of the same kind replaces or awaits an older."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert ({}, True) == (workflow["permissions"], "concurrency" in workflow)


def test_actionlint_finds_nothing() -> None:
    """Expressions have the right types and scripts are sound, where this linter is installed."""
    if not shutil.which("actionlint"):
        pytest.skip("actionlint is not on PATH; its packages load the program while they install")
    done = _run("actionlint", "-no-color")

    assert 0 == done.returncode, done.stdout
