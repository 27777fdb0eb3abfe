"""What runs on the forge: safe against strangers, and written as the forge wants it."""

import os
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


def _script(workflow: str, step: str) -> str:
    """Return the commands of a step of a workflow."""
    text = (ROOT / f".github/workflows/{workflow}.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"].values()
    found: str = next(one["run"] for job in jobs for one in job["steps"] if one["name"] == step)
    return found


def _zizmor(*inputs: str | Path) -> subprocess.CompletedProcess[str]:
    return _run(ZIZMOR, "--offline", "--quiet", "--no-config", "--persona", "auditor", *inputs)


@pytest.mark.security(25)
def test_auditor_finds_nothing() -> None:
    """No dangerous trigger, no injection, no unpinned action, no right too many, no kept token."""
    done = _zizmor(".github")

    assert 0 == done.returncode, done.stdout


@pytest.mark.security(25)
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


@pytest.mark.security(25)
@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_gives_no_right_as_a_whole(path: Path) -> None:
    """Rights are given to single jobs, and a newer run of the same kind replaces or awaits an older."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert ({}, True) == (workflow["permissions"], "concurrency" in workflow)


@pytest.mark.security(25)
class TestJudge:
    """Whose code judges a pull request: nobody weakens the check of their own entries."""

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        """Return a repository with an entry and a checker."""
        _commit(tmp_path / "repository", {"catalog/issues/a.yaml": "id: a", "kb/check": "base"})
        return tmp_path / "repository"

    @pytest.mark.parametrize("name", ["catalog/issues/b.yaml", "catalog/kb/check", "catalog/é\n"])
    def test_entries_alone_are_judged_by_the_base(self, repository: Path, name: str) -> None:
        """What changes nothing but `catalog/` is judged by the code of the base branch."""
        _commit(repository, {name: ""})

        assert "HEAD^1" == _judge(repository)

    @pytest.mark.parametrize("name", ["kb/check", "kb/catalog/x", "catalogue/x", "catalog\n/x"])
    def test_everything_else_is_judged_by_itself(self, repository: Path, name: str) -> None:
        """The folder is meant, at the top and by its whole name; one file outside is enough."""
        _commit(repository, {name: "", "catalog/issues/a.yaml": ""})

        assert "HEAD" == _judge(repository)

    def test_link_in_place_of_the_catalog_is_no_catalog(self, repository: Path) -> None:
        """A link is not the folder."""
        shutil.rmtree(repository / "catalog")
        (repository / "catalog").symlink_to("/etc")
        _commit(repository, {})

        assert "HEAD" == _judge(repository)


def _commit(repository: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(text, encoding="utf-8")
    author = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*author, "commit", "-qm", "Change")):
        subprocess.run(["git", *command], cwd=repository, check=True)


def _judge(repository: Path) -> str:
    """Run the step that chooses on the newest commit; return the commit that it chose."""
    temporary = repository.parent / "temporary"
    temporary.mkdir()
    script = _script("check", "Choose the code that judges")
    environment = {**os.environ, "RUNNER_TEMP": str(temporary)}
    subprocess.run(["bash", "-e", "-c", script], cwd=repository, env=environment, check=True)
    names = {_commit_of(repository, name): name for name in ("HEAD", "HEAD^1")}
    return names[_commit_of(temporary / "judge", "HEAD")]


def _commit_of(folder: Path, name: str) -> str:
    return subprocess.check_output(["git", "rev-parse", name], cwd=folder, text=True)


def test_actionlint_finds_nothing() -> None:
    """Expressions have the right types and scripts are sound, where this linter is installed."""
    if not shutil.which("actionlint"):
        pytest.skip("actionlint is not on PATH; its packages load the program while they install")
    done = _run("actionlint", "-no-color")

    assert 0 == done.returncode, done.stdout
