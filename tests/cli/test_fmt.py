"""`kb fmt`: what it prints, what it writes and what it leaves alone."""

import json
import os
from pathlib import Path

import pytest

from tests.catalog_copy import TINY, CatalogCopy
from tests.command_line import Run

ISSUE = "issues/noisy-labels.yaml"
CHECK = "checks/label-twice.yaml"
FILES = sum(1 for _ in TINY.rglob("*.yaml"))


@pytest.fixture
def untidy(tiny_copy: CatalogCopy) -> CatalogCopy:
    """Return a catalog with one file that is not in canonical form."""
    tiny_copy.replace(ISSUE, "rating: medium", "rating:   'medium'  # for now")
    return tiny_copy


def text_of(catalog: CatalogCopy, file: str) -> str:
    """Return the text of a file."""
    return (catalog.root / file).read_text(encoding="utf-8")


def test_tidy_catalog_stays(run: Run, tiny_copy: CatalogCopy) -> None:
    """Nothing is written where nothing changes."""
    times = {path: path.stat().st_mtime_ns for path in tiny_copy.root.rglob("*.yaml")}

    answer = run("fmt", str(tiny_copy.root))

    assert (0, f"0 of {FILES} files changed\n", "") == answer
    assert times == {path: path.stat().st_mtime_ns for path in tiny_copy.root.rglob("*.yaml")}


def test_hints_of_a_draft_are_dropped_on_demand(run: Run, tiny_copy: CatalogCopy) -> None:
    """What the author wrote stays, own comments included; without the option all comments stay."""
    arguments = ("--catalog", str(tiny_copy.root), "new", "issue", "Wrong currency", "--anyway")
    assert 0 == run(*arguments).code
    path = tiny_copy.root / "issues/wrong-currency.yaml"
    draft = path.read_text(encoding="utf-8")
    path.write_text(
        draft.replace("# artifact: ", "artifact: ").replace("status:", "# mine\nstatus:"),
        encoding="utf-8",
    )

    kept = run("fmt", str(path)), path.read_text(encoding="utf-8")
    dropped = run("fmt", "--drop-hints", str(path)), path.read_text(encoding="utf-8")

    assert (0, 0) == (kept[0].code, dropped[0].code)
    assert "\n## " in kept[1]
    assert [
        "id: wrong-currency",
        "title: Wrong currency",
        "summary: |",
        "  TODO: One or two sentences that stand on their own.",
        "artifact: features",
        "# mine",
        "status: stub",
    ] == dropped[1].splitlines()[1:8]
    assert ["# mine"] == [line for line in dropped[1].splitlines()[1:] if "#" in line]


def test_untidy_file_is_written_in_place(run: Run, untidy: CatalogCopy) -> None:
    """The changed files are named and counted; mode, neighbours and comments stay."""
    path = untidy.root / ISSUE
    path.chmod(0o640)
    beside = sorted(path.parent.iterdir())

    answer = run("fmt", str(untidy.root))

    assert (0, f"{path}\n1 of {FILES} files changed\n", "") == answer
    assert "\n  rating: medium  # for now\n" in text_of(untidy, ISSUE)
    assert (0o640, beside) == (path.stat().st_mode & 0o777, sorted(path.parent.iterdir()))
    assert 0 == run("fmt", "--check", str(untidy.root)).code


def test_check_changes_nothing(run: Run, untidy: CatalogCopy) -> None:
    """A CI learns which files are not in canonical form."""
    old = text_of(untidy, ISSUE)

    answer = run("fmt", "--check", str(untidy.root))

    told = f"{untidy.root / ISSUE}\n1 of {FILES} files would change\n"
    assert (1, told, "") == answer
    assert old == text_of(untidy, ISSUE)


@pytest.mark.parametrize(("options", "code"), [(["--diff"], 0), (["--check", "--diff"], 1)])
def test_diff_changes_nothing(run: Run, untidy: CatalogCopy, options: list[str], code: int) -> None:
    """The diff alone is on stdout, ready for a tool."""
    path = untidy.root / ISSUE
    old = text_of(untidy, ISSUE)

    answer = run("fmt", *options, str(path))

    assert (code, "1 of 1 files would change\n") == (answer.code, answer.err)
    assert answer.out.startswith(f"--- {path}\n+++ {path}\n@@ ")
    assert {
        "-  rating:   'medium'  # for now",
        "+  rating: medium  # for now",
    } == {line for line in answer.out.splitlines()[2:] if line[0] in "+-"}
    assert old == text_of(untidy, ISSUE)


def test_diff_marks_a_missing_line_end(run: Run, tiny_copy: CatalogCopy) -> None:
    """As in the diffs of others."""
    tiny_copy.write(ISSUE, text_of(tiny_copy, ISSUE).rstrip("\n"))

    lines = run("fmt", "--diff", str(tiny_copy.root / ISSUE)).out.splitlines()

    assert "\\ No newline at end of file" == lines[-2]
    assert lines[-3][1:] == lines[-1][1:]


def test_unreadable_file_is_left_alone(run: Run, untidy: CatalogCopy) -> None:
    """Its problems are printed as `kb check` prints them, and the other files are formatted."""
    untidy.replace(CHECK, "minutes: 90", "minutes: *ninety")
    old = text_of(untidy, CHECK)

    answer = run("fmt", str(untidy.root))

    problem, changed, count = answer.out.splitlines()
    assert (1, "") == (answer.code, answer.err)
    assert problem in run("check", str(untidy.root)).out.splitlines()
    assert (str(untidy.root / ISSUE), f"1 of {FILES} files changed") == (changed, count)
    assert old == text_of(untidy, CHECK)


def test_answer_as_json(run: Run, untidy: CatalogCopy) -> None:
    """Machines get the changed files and the problems with their parts apart."""
    untidy.write(CHECK, b"\xff")

    answer = run("fmt", "--check", "--json", str(untidy.root))

    told = json.loads(answer.out)
    assert (1, "", FILES) == (answer.code, answer.err, told["files"])
    assert [str(untidy.root / ISSUE)] == told["changed"]
    assert ["KB504"] == [problem["code"] for problem in told["problems"]]


def test_diff_is_not_json(run: Run) -> None:
    """Two forms of the answer at once are wrong usage."""
    answer = run("fmt", "--diff", "--json", str(TINY))

    assert (2, "") == (answer.code, answer.out)
    assert "--diff and --json exclude each other" in answer.err


def test_files_and_folders_are_taken_once(run: Run, untidy: CatalogCopy) -> None:
    """Several paths, one inside the other, name each file once."""
    path = untidy.root / ISSUE

    answer = run("fmt", "--check", str(path), str(path.parent))

    assert f"{path}\n1 of 3 files would change\n" == answer.out


@pytest.mark.parametrize("inside", [".", "issues"])
def test_catalog_around_is_the_default(
    run: Run, untidy: CatalogCopy, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    """Without a path the whole catalog is formatted, from wherever a contributor works."""
    monkeypatch.delenv("KB_CATALOG")
    monkeypatch.chdir(untidy.root / inside)

    answer = run("fmt", "--check")

    assert answer.out.endswith(f"{ISSUE}\n1 of {FILES} files would change\n")


def test_file_named_from_its_own_folder_has_its_model(
    run: Run, untidy: CatalogCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kind comes from where a file is, not from how it is named."""
    monkeypatch.chdir((untidy.root / ISSUE).parent)
    name = Path(ISSUE).name

    assert f"{name}\n1 of 1 files changed\n" == run("fmt", name).out
    assert 0 == run("fmt", "--check", str(untidy.root)).code


def test_folder_without_catalog_files_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    """YAML of other tools is not touched, and the answer says so."""
    (tmp_path / "workflow.yaml").write_text("on:   push")

    answer = run("fmt", str(tmp_path))

    told = f"kb: no catalog files in '{tmp_path}'; name one, or run this where catalog/ is\n"
    assert (2, "", told) == answer


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(OSError(28, "No space left on device"), "No space left", id="full"),
        pytest.param(KeyboardInterrupt(), None, id="killed"),
    ],
)
def test_run_that_ends_early_leaves_the_old_file(
    run: Run,
    untidy: CatalogCopy,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    told: str | None,
) -> None:
    """The new text takes the place of the old one in one step or not at all."""
    path = untidy.root / ISSUE
    old, beside = text_of(untidy, ISSUE), sorted(path.parent.iterdir())

    def _fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", _fail)

    answer = run("fmt", str(path))

    assert 0 != answer.code
    assert told is None or f"kb: cannot write {path}: {told}" in answer.err
    assert (old, beside) == (text_of(untidy, ISSUE), sorted(path.parent.iterdir()))
