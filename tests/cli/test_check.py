"""`kb check`: counts, problems and exit codes."""

import json
from pathlib import Path

import pytest

from tests.catalog_copy import TINY, CatalogCopy
from tests.command_line import Run

COUNTS = "3 issues, 3 root causes, 4 symptoms, 2 consequences, 5 mitigations, 2 checks, 2 sources, 1 studies\n"


@pytest.fixture
def broken(tiny_copy: CatalogCopy) -> CatalogCopy:
    """Return a catalog with two errors."""
    tiny_copy.replace("issues/noisy-labels.yaml", "rating: medium", "rating: huge")
    tiny_copy.replace("checks/label-twice.yaml", "minutes: 90", "minutes: -1")
    return tiny_copy


def test_valid_catalog_is_counted(run: Run) -> None:
    """A catalog without problems is summed up, and the exit code is 0."""
    answer = run("check", str(TINY))

    assert (0, COUNTS, "0 errors, 0 warnings\n") == answer


def test_problems_are_the_answer(run: Run, broken: CatalogCopy) -> None:
    """Each problem is a line on stdout, in order of place; the sum is on stderr, the code 1."""
    answer = run("check", str(broken.root))

    lines = answer.out.splitlines()
    assert (1, 2, "2 errors, 0 warnings\n") == (answer.code, len(lines), answer.err)
    assert lines[0].startswith(f"{broken.root}/checks/label-twice.yaml:10:10: KB")
    assert lines[1].startswith(f"{broken.root}/issues/noisy-labels.yaml:45:11: KB")


def test_problems_as_json(run: Run, broken: CatalogCopy) -> None:
    """Machines get the same problems with their parts apart."""
    answer = run("check", str(broken.root), "--json")

    told = json.loads(answer.out)
    assert (1, "", {}) == (answer.code, answer.err, told["counts"])
    assert [("minutes", "error"), ("severity.rating", "error")] == [
        (problem["field"], problem["level"]) for problem in told["problems"]
    ]


def test_counts_as_json(run: Run) -> None:
    """Machines get the counts by kind."""
    told = json.loads(run("check", str(TINY), "--json").out)

    assert (3, 1, []) == (told["counts"]["issues"], told["counts"]["studies"], told["problems"])


def test_folder_here_is_the_default(
    run: Run, tiny_copy: CatalogCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a name the catalog/ of this folder is checked, and paths begin there."""
    tiny_copy.replace("issues/noisy-labels.yaml", "rating: medium", "rating: huge")
    monkeypatch.delenv("KB_CATALOG")
    monkeypatch.chdir(tiny_copy.root.parent)

    answer = run("check")

    assert 1 == answer.code
    assert answer.out.startswith("catalog/issues/noisy-labels.yaml:45:11: KB")


def test_catalog_of_the_option_is_checked(run: Run, broken: CatalogCopy) -> None:
    """The option of all commands holds for this one too; an argument wins over it."""
    assert 1 == run("--catalog", str(broken.root), "check").code
    assert 0 == run("--catalog", str(broken.root), "check", str(TINY)).code


def test_one_error_is_singular(run: Run, tiny_copy: CatalogCopy) -> None:
    """The sum is a sentence that people would write."""
    tiny_copy.replace("checks/label-twice.yaml", "minutes: 90", "minutes: -1")

    assert "1 error, 0 warnings\n" == run("check", str(tiny_copy.root)).err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param(
            "nowhere",
            "'{}' does not exist; name one, or run this where catalog/ is",
            id="missing",
        ),
        pytest.param(
            "file.txt",
            "'{}' is a file; name the folder of the catalog, or run this where catalog/ is",
            id="file",
        ),
        pytest.param(
            "empty",
            "no catalog in '{}': it should hold folders like issues/ and vocabulary/",
            id="empty-folder",
        ),
    ],
)
def test_what_is_no_catalog_is_wrong_usage(run: Run, tmp_path: Path, name: str, told: str) -> None:
    """A path that holds no catalog gives one line on stderr and exit code 2."""
    (tmp_path / "file.txt").write_text("text")
    (tmp_path / "empty").mkdir()
    path = str(tmp_path / name)

    assert (2, "", f"kb: {told.format(path)}\n") == run("check", path)


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(".", id="above-it"),
        pytest.param("catalog", id="in-it"),
        pytest.param("catalog/issues", id="in-a-folder-of-it"),
    ],
)
def test_catalog_around_is_found(
    run: Run, tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    """Without a path the command finds the catalog from wherever a contributor works."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    tiny_copy.root.rename(checkout / "catalog")
    monkeypatch.chdir(checkout / inside)

    code, _, error = run("check")

    assert (0, "0 errors, 0 warnings\n") == (code, error)
