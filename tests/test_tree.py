"""What the repository holds: locked requirements, own scripts, nothing generated."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.tracked import ROOT, linked_files, tracked_files

LOCKED = {"site": ("site",), "dev": ("site", "rdf", "study", "dev")}


class TestRequirements:
    """What CI and `./scripts/serve` install."""

    @pytest.mark.parametrize("level", LOCKED)
    def test_every_dependency_is_locked(self, level: str) -> None:
        """The lists name everything that `pyproject.toml` asks for."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        wanted = list(project["dependencies"])
        wanted += [
            item for extra in LOCKED[level] for item in project["optional-dependencies"][extra]
        ]

        names = {re.split(r"[^\w.-]", item)[0].lower() for item in wanted} - {project["name"]}
        assert set() == names - set(_locked(level))

    @pytest.mark.security(26)
    @pytest.mark.parametrize("level", ["site", "dev", "bench", "release"])
    def test_every_file_is_checked_by_its_hash(self, level: str) -> None:
        """Each requirement is one exact version with at least one SHA-256."""
        loose = [name for name, text in _locked(level).items() if not _HASHED.match(text)]

        assert [] == loose

    def test_theme_is_the_version_that_the_policy_was_tried_with(self) -> None:
        """`pyproject.toml` and the list pin the same version of the theme."""
        project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

        pinned = re.findall(r'"(mkdocs-material==[\d.]+)"', project)
        assert [_locked("site")["mkdocs-material"].split()[0]] == pinned

    def test_everything_that_serves_also_tests(self) -> None:
        """Tests run with the very versions that the site is built with."""
        site, dev = _locked("site"), _locked("dev")

        assert site == {name: dev[name] for name in site}


_HASHED = re.compile(r"[\w.-]+==[\w.]+( ;[^\\]+)?( --hash=sha256:[0-9a-f]{64})+\Z")


def _locked(level: str) -> dict[str, str]:
    """Return each locked requirement on one line by its name; variants are told apart by marker."""
    text = (ROOT / f"scripts/requirements-{level}.txt").read_text(encoding="utf-8")
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    found: dict[str, str] = {}
    for line in lines:
        name = line.split("==")[0]
        found[name if name not in found else line.split(" --hash")[0]] = line
    return found


class TestTree:
    """Files that are, or would be, committed."""

    @pytest.mark.security(26)
    def test_no_package_index_is_named(self) -> None:
        """Where packages come from is the caller's business."""
        named = re.compile(r"pypi\.org|pythonhosted|index-url|npmjs|unpkg|jsdelivr|cdnjs")

        assert [] == [
            name for name, text in _texts() if not name.startswith("tests/") and named.search(text)
        ]

    @pytest.mark.security(26)
    def test_no_script_is_minified_or_vendored(self) -> None:
        """Every script and style is our own and can be read."""
        scripts = [
            (name, text) for name, text in _texts() if name.endswith((".js", ".mjs", ".css"))
        ]

        ours = ("site_overrides/theme/assets/kb/", "kb/render/questionnaire.")
        assert all(name.startswith(ours) for name, _ in scripts)
        assert [] == [name for name, text in scripts if max(map(len, text.splitlines())) > 150]

    @pytest.mark.security(19, 20)
    def test_no_script_makes_markup_or_code_from_text(self) -> None:
        """Our modules set texts and attributes; nothing that they are told becomes HTML or runs."""
        makes = re.compile(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|"
            r"setTimeout\([\"'`]|createContextualFragment|srcdoc|setHTMLUnsafe"
        )

        assert [] == [
            name for name, text in _texts() if name.endswith((".js", ".mjs")) and makes.search(text)
        ]

    def test_no_generated_or_binary_file_is_kept(self) -> None:
        """No map, bundle, archive or compiled file lies in the tree."""
        kept = re.compile(r"\.(min\.\w+|map|whl|gz|zip|pyc|so|wasm|jar)$|node_modules|vendor/")

        assert [] == [name for name in tracked_files() if kept.search(name)]

    @pytest.mark.security(25)
    def test_no_file_of_the_catalog_is_hidden(self) -> None:
        """No settings of a tool, such as of version control, come with the entries."""
        assert [] == [
            name for name in tracked_files() if name.startswith("catalog/") and "/." in name
        ]

    @pytest.mark.security(8)
    def test_no_file_is_a_link_or_a_submodule(self) -> None:
        """A link could lead a build out of the tree, a submodule into somebody else's."""
        assert [] == linked_files(ROOT)

    @pytest.mark.parametrize(
        "name", ["scripts/generate", "scripts/links", "scripts/serve", "scripts/test", ".ci/run"]
    )
    def test_script_can_be_run(self, name: str) -> None:
        """The commands of the README are executable files."""
        assert os.access(ROOT / name, os.X_OK)

    def test_no_folder_of_ours_is_ignored(self) -> None:
        """What is ignored by version control lies at the top or is a cache, such as `site/`."""
        names = ["tests/site/test_crawl.py", "kb/render/site.py", "tests/data/tiny/build/x"]
        command = ["git", "check-ignore", "--no-index", *names]

        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

        assert "" == done.stdout


@pytest.mark.security(8)
def test_link_and_submodule_are_found_by_their_mode(tmp_path: Path) -> None:
    """Version control knows them also where the file system shows an ordinary file."""

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    git("init", "-q")
    (tmp_path / "entry.yaml").write_text("../outside", encoding="utf-8")
    blob = git("hash-object", "-w", "entry.yaml")
    git("add", "entry.yaml")
    git("update-index", "--add", "--cacheinfo", f"120000,{blob},catalog/issues/a.yaml")
    git("update-index", "--add", "--cacheinfo", f"160000,{blob},catalog/checks")

    assert ["catalog/checks", "catalog/issues/a.yaml"] == linked_files(tmp_path)


def _texts() -> list[tuple[str, str]]:
    return [
        (name, (ROOT / name).read_text(encoding="utf-8", errors="replace"))
        for name in tracked_files()
    ]
