"""Which files make up a catalog, and what is said about the others."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.graph.kinds import Kind
from kb.loading.files import find_files
from tests.catalog_copy import CatalogCopy

linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="the file system folds case or refuses such names"
)


def test_entries_are_listed_by_path_with_the_kind_of_their_folder(tiny_root: Path) -> None:
    """The folder says the kind, and the order does not depend on the file system."""
    files = find_files(tiny_root, "tiny/")

    labels = [label for _, _, label in files.entries]
    assert sorted(labels) == labels
    assert "tiny/checks/label-twice.yaml" == labels[0]
    assert set(Kind) == {kind for kind, _, _ in files.entries}


def test_vocabularies_are_listed_by_name(tiny_root: Path) -> None:
    """Vocabulary files are told apart from entries by their folder."""
    files = find_files(tiny_root, "")

    assert ("artifacts", tiny_root / "vocabulary/artifacts.yaml", "vocabulary/artifacts.yaml") == (
        files.vocabularies[0]
    )


def test_valid_catalog_has_no_stray_files(tiny_root: Path) -> None:
    """The tiny catalog holds nothing that does not belong there."""
    assert () == find_files(tiny_root, "").problems


@pytest.mark.security(7, 9, 24)
@pytest.mark.security(8)
@pytest.mark.parametrize(
    "file",
    [
        pytest.param("README.md", id="readme"),
        pytest.param("LICENSE", id="licence"),
        pytest.param(".gitignore", id="hidden file"),
        pytest.param(".vscode/settings.json", id="hidden folder"),
    ],
)
def test_known_files_may_stand_beside_the_folders(tiny_copy: CatalogCopy, file: str) -> None:
    """A few files at the top belong to the catalog without being entries."""
    tiny_copy.write(file, "text\n")

    assert () == tiny_copy.problems()


FOLDERS = (
    "checks, consequences, issues, mitigations, root-causes, sources, studies, symptoms, vocabulary"
)


@pytest.mark.parametrize(
    ("file", "report"),
    [
        pytest.param(
            "loose.yaml",
            f"loose.yaml: KB303: does not belong here; put entries into one of {FOLDERS}",
            id="entry outside the folders",
        ),
        pytest.param(
            "Issues/entry.yaml",
            f"Issues: KB303: does not belong here; put entries into one of {FOLDERS}",
            id="folder in capitals",
            marks=linux_only,
        ),
        pytest.param(
            "issues/entry.yml",
            "issues/entry.yml: KB303: is not an entry; name it <id>.yaml or move it away",
            id="yml",
        ),
        pytest.param(
            "issues/entry.YAML",
            "issues/entry.YAML: KB303: is not an entry; name it <id>.yaml or move it away",
            id="YAML",
        ),
        pytest.param(
            "issues/.yaml",
            "issues/.yaml: KB303: is not an entry; name it <id>.yaml or move it away",
            id="no name",
        ),
        pytest.param(
            "issues/more/entry.yaml",
            "issues/more: KB303: is not an entry; name it <id>.yaml or move it away",
            id="folder in a folder",
        ),
        pytest.param(
            "issues/more.yaml/entry.yaml",
            "issues/more.yaml: KB303: is not an entry; name it <id>.yaml or move it away",
            id="folder named like an entry",
        ),
        pytest.param(
            "::set-output name=a::b",
            f"./::set-output name=a::b: KB303: does not belong here; put entries into one of "
            f"{FOLDERS}",
            id="name like a command to a CI",
        ),
        pytest.param(
            "issues/a\n::error::b.yaml",
            "issues/'a\\n::error::b.yaml': KB303: is not an entry; name it <id>.yaml or move it "
            "away",
            id="line break in the name",
        ),
    ],
)
def test_stray_file_is_named(tiny_copy: CatalogCopy, file: str, report: str) -> None:
    """Whatever is not an entry in its folder is reported, never skipped."""
    tiny_copy.write(file, "text\n")

    assert [report] == [str(problem) for problem in tiny_copy.problems()]


@linux_only
def test_file_name_that_is_not_utf8_is_reported(tiny_copy: CatalogCopy) -> None:
    """A name made of other bytes is shown escaped, so that it can be printed anywhere."""
    Path(os.fsdecode(os.fsencode(tiny_copy.root) + b"/issues/\xff.yaml")).touch()

    [problem] = tiny_copy.problems()
    assert "issues/'\\udcff.yaml'" == problem.where.path
    assert "KB303" == problem.code


def _link_folder(root: Path) -> None:
    (root / "checks").rename(root.parent / "outside")
    (root / "checks").symlink_to(root.parent / "outside")


def _link_stranger(root: Path) -> None:
    (root / "extra").symlink_to("/etc")


def _link_file(root: Path) -> None:
    (root / "checks/label-twice.yaml").rename(root.parent / "outside.yaml")
    (root / "checks/label-twice.yaml").symlink_to(root.parent / "outside.yaml")


def _link_folder_as_entry(root: Path) -> None:
    (root / "checks/other.yaml").symlink_to(root / "issues")


@pytest.mark.parametrize(
    ("make", "report"),
    [
        pytest.param(
            _link_folder,
            "checks: KB506: not a regular folder; replace the link by the folder",
            id="folder of a kind",
        ),
        pytest.param(
            _link_stranger,
            "extra: KB506: not a regular folder; replace the link by the folder",
            id="other folder",
        ),
        pytest.param(
            _link_file,
            "checks/label-twice.yaml: KB506: not a regular file; replace the link by the file",
            id="entry",
        ),
        pytest.param(
            _link_folder_as_entry,
            "checks/other.yaml: KB506: not a regular file; replace the link by the file",
            id="folder in the place of an entry",
        ),
    ],
)
def test_symbolic_link_is_never_followed(
    tiny_copy: CatalogCopy, make: Callable[[Path], None], report: str
) -> None:
    """A link could bring any file of the building machine into the site."""
    make(tiny_copy.root)

    assert [report] == [str(problem) for problem in tiny_copy.problems() if problem.code == "KB506"]


def test_unknown_and_missing_vocabularies_are_reported(tiny_copy: CatalogCopy) -> None:
    """Each vocabulary is a file of a known name; a misspelt one is both unknown and missing."""
    (tiny_copy.root / "vocabulary/themes.yaml").rename(tiny_copy.root / "vocabulary/theme.yaml")

    assert [
        ("vocabulary/theme.yaml", "no such vocabulary"),
        ("vocabulary/themes.yaml", "the vocabulary is missing"),
    ] == [(problem.where.path, problem.what) for problem in tiny_copy.problems()]
