"""A catalog as it was at a revision, and every way in which it cannot be had."""

import shutil
from pathlib import Path

import pytest

from kb.errors import QueryError
from kb.loading.revisions import LARGEST, catalog_at, commit_of, merge_base
from tests.repository import Repository

ISSUE = "issues/stale-features.yaml"


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_are_those_of_the_commit(repository: Repository) -> None:
    """What was changed, added or removed since does not matter, and nothing is checked out."""
    before = _read(repository.catalog.root)
    repository.catalog.write(ISSUE, "other")
    repository.catalog.remove("checks/label-twice.yaml")
    repository.commit()
    repository.catalog.write("issues/new.yaml", "new")

    with catalog_at(repository.catalog.root, commit_of(repository.top, "HEAD~1")) as folder:
        found = _read(folder)

    assert before == found
    assert not folder.exists()
    assert "?? catalog/issues/new.yaml" == repository.git("status", "--porcelain")


def test_catalog_may_be_the_whole_repository(repository: Repository) -> None:
    """A catalog in a repository of its own lies at the top."""
    with catalog_at(repository.top, commit_of(repository.top, "main")) as folder:
        assert (folder / "catalog" / ISSUE).is_file()


def test_folder_that_was_not_there_is_empty(repository: Repository) -> None:
    """Before the first catalog there was none."""
    (repository.top / "other").mkdir()

    with catalog_at(repository.top / "other", commit_of(repository.top, "HEAD")) as folder:
        assert [] == list(folder.iterdir())


def test_base_is_the_last_common_commit(repository: Repository) -> None:
    """As in a pull request, what the other branch did meanwhile does not count."""
    first = commit_of(repository.top, "HEAD")
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.catalog.remove(ISSUE)
    repository.commit()
    repository.git("switch", "--quiet", "topic")

    assert first == merge_base(repository.top, commit_of(repository.top, "main"))


@pytest.mark.parametrize(
    "revision",
    [
        "nowhere",
        "--output=injected",
        "-h",
        "HEAD:catalog",
        "HEAD^{tree}",
        "",
        "a b",
        "HEAD~9",
        "\n",
    ],
)
def test_what_names_no_commit_is_refused(repository: Repository, revision: str) -> None:
    """A misspelt revision, an option, a folder: one line, and nothing happens."""
    with pytest.raises(QueryError, match=r"no revision .* in this repository") as caught:
        commit_of(repository.top, revision)

    assert str(caught.value).isprintable()
    assert {".git", "catalog"} == {path.name for path in repository.top.iterdir()}


def test_shallow_clone_says_what_is_missing(repository: Repository, tmp_path: Path) -> None:
    """A checkout of CI holds one commit, and the message says how to get the others."""
    repository.commit()
    repository.git("switch", "--quiet", "--orphan", "alone")
    repository.commit()
    clone = tmp_path / "clone"
    url = repository.top.as_uri()
    repository.git("clone", "--quiet", "--depth=1", "--branch=main", url, str(clone))

    with pytest.raises(QueryError, match=r"HEAD~1.*the clone is shallow, fetch the rest with"):
        commit_of(clone, "HEAD~1")
    with pytest.raises(QueryError, match=r"has no commit in common with this checkout$"):
        merge_base(repository.top, commit_of(repository.top, "main"))


def test_no_repository_is_told(tmp_path: Path) -> None:
    """A downloaded catalog has no revisions."""
    with pytest.raises(QueryError, match="is in no git repository"):
        commit_of(tmp_path, "HEAD")


def test_no_git_is_told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git the message says so."""
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(QueryError, match="git is not installed"):
        commit_of(repository.top, "HEAD")


def test_hook_of_another_repository_does_not_lead_astray(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells a hook where its repository is; that is not the one asked for."""
    other = Repository(tmp_path / "other")
    other.catalog.write(ISSUE, "other")
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))

    assert commit_of(repository.top, "HEAD") == repository.git(
        f"--git-dir={repository.top}/.git", "rev-parse", "HEAD"
    )


def _tree(repository: Repository, mode: str, name: str, content: str) -> str:
    """Return a commit whose catalog holds one object, however odd."""
    kind = "commit" if mode == "160000" else "blob"
    stored = repository.git("hash-object", "-w", "--stdin", given=content)
    blob = "1" * 40 if kind == "commit" else stored
    inner = repository.git("mktree", "--missing", given=f"{mode} {kind} {blob}\t{name}\n")
    tree = repository.git("mktree", given=f"040000 tree {inner}\tcatalog\n")
    return repository.git("commit-tree", "-m", "odd", tree)


@pytest.mark.security(8)
@pytest.mark.parametrize(
    ("mode", "name", "content", "told"),
    [
        pytest.param("120000", "a.yaml", "/etc/passwd", "is a link or a submodule", id="link"),
        pytest.param("160000", "a", "x", "is a link or a submodule", id="submodule"),
        pytest.param("100644", "..", "x", "would lie outside", id="parent"),
        pytest.param("100644", "..\\a", "x", "would lie outside", id="parent on Windows"),
        pytest.param("100644", "C:a", "x", "would lie outside", id="drive on Windows"),
        pytest.param("100644", "a.yaml", "x" * (LARGEST + 1), "bytes at that", id="large"),
    ],
)
def test_odd_file_is_refused(
    repository: Repository, mode: str, name: str, content: str, told: str
) -> None:
    """Nothing is followed, fetched or written elsewhere."""
    commit = _tree(repository, mode, name, content)

    with (
        pytest.raises(QueryError, match=told),
        catalog_at(repository.catalog.root, commit),
    ):
        pass


def test_missing_content_is_told(repository: Repository) -> None:
    """A partial clone has the names of files without what is in them; nothing is fetched."""
    blob = repository.git("rev-parse", f"HEAD:catalog/{ISSUE}")
    (repository.top / ".git/objects" / blob[:2] / blob[2:]).unlink()

    with (
        pytest.raises(QueryError, match=r"'issues/stale-features\.yaml' is missing in this clone"),
        catalog_at(repository.catalog.root, commit_of(repository.top, "HEAD")),
    ):
        pass
