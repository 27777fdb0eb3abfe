"""`kb check`: counts, problems and exit codes."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.catalog_copy import TINY, CatalogCopy
from tests.command_line import Run
from tests.repository import Repository

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
            "'{}' is no file of a catalog; entries are in folders such as catalog/issues/",
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


ISSUE = "issues/noisy-labels.yaml"


class TestFiles:
    """`kb check FILE...`: only what concerns some entries."""

    def test_only_problems_of_the_file_are_told(self, run: Run, broken: CatalogCopy) -> None:
        """Other files may have errors; they are mentioned, for they keep some rules from running."""
        answer = run("check", str(broken.root / ISSUE))

        assert (1, 1) == (answer.code, len(answer.out.splitlines()))
        assert answer.out.startswith(f"{broken.root}/{ISSUE}:45:11: KB")
        assert "not all rules have run" in answer.err

    def test_rules_look_at_the_file_though_others_have_errors(
        self, run: Run, broken: CatalogCopy
    ) -> None:
        """Who writes an entry need not wait for the author of another one."""
        broken.replace("issues/stale-features.yaml", "summary: |\n", "summary: |\n  Ask @bob. ")

        answer = run("check", str(broken.root / "issues/stale-features.yaml"))

        assert (1, ["KB402"]) == (answer.code, re.findall(r"KB\d+", answer.out))
        assert "not all rules have run" in answer.err

    def test_twin_elsewhere_concerns_the_file(self, run: Run, tiny_copy: CatalogCopy) -> None:
        """A sentence that an entry with a later id repeats is a problem of both."""
        tiny_copy.replace(
            "issues/stale-weather-feed.yaml",
            "why: Orders are placed for weather that did not come.",
            "why: Shop managers compare the order with the window.",
        )
        twins = [
            run("check", str(tiny_copy.root / "issues" / name)).out
            for name in ("stale-weather-feed.yaml", "noisy-labels.yaml")
        ]

        assert ["KB404", ""] == [twin.partition("KB404")[1] for twin in twins]

    def test_dead_link_concerns_whom_it_names(self, run: Run, tiny_copy: CatalogCopy) -> None:
        """Who takes an outcome away is told of the link that needed it."""
        tiny_copy.replace("checks/label-twice.yaml", "key: labels-differ", "key: others")

        answer = run("check", str(tiny_copy.root / "checks" / "label-twice.yaml"))

        assert [ISSUE] == [line.split(":")[0][-len(ISSUE) :] for line in answer.out.splitlines()]
        assert "KB207" in answer.out

    @pytest.mark.parametrize("inside", [".", "catalog", "catalog/issues", "elsewhere"])
    def test_file_is_found_from_anywhere(
        self, run: Run, broken: CatalogCopy, monkeypatch: pytest.MonkeyPatch, inside: str
    ) -> None:
        """The path may be typed from the checkout, the catalog, a folder in it, or beside it."""
        top = broken.root.parent
        (top / "elsewhere").mkdir()
        monkeypatch.chdir(top / inside)

        answer = run("check", os.path.relpath(broken.root / ISSUE))

        assert 1 == answer.code
        assert f"{ISSUE}:45:11: KB" in answer.out

    @pytest.mark.parametrize("name", ["issues/deep/er.yaml", "issues/notes.txt", "ideas/a.yaml"])
    def test_stray_file_is_a_problem(self, run: Run, tiny_copy: CatalogCopy, name: str) -> None:
        """A file that no check reads is never called fine."""
        tiny_copy.write(name, "id: er\n")

        assert "KB303" in run("check", str(tiny_copy.root / name)).out

    @pytest.mark.parametrize("name", ["outside.yaml", "catalog/notes.yaml", "catalog/.git/a.yaml"])
    def test_file_of_no_catalog_is_wrong_usage(
        self, run: Run, tiny_copy: CatalogCopy, name: str
    ) -> None:
        """What is not in a folder of entries is told so in one line."""
        path = tiny_copy.root.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("id: a\n", encoding="utf-8")

        told = "is no file of a catalog; entries are in folders such as catalog/issues/"
        assert (2, "", f"kb: {str(path)!r} {told}\n") == run("check", str(path))

    def test_folder_among_files_is_wrong_usage(self, run: Run, tiny_copy: CatalogCopy) -> None:
        """One catalog, or some of its files."""
        file, other = str(tiny_copy.root / ISSUE), str(TINY / ISSUE)

        mixed = run("check", file, str(tiny_copy.root))
        two = run("check", file, other)
        changed = run("check", file, "--changed", "HEAD")

        assert (2, "kb: name one catalog, or only files\n") == (mixed.code, mixed.err)
        assert (2, "kb: the files are of different catalogs; check one catalog at a time\n") == (
            two.code,
            two.err,
        )
        assert (2, "kb: --changed looks for the files itself; leave them out\n") == (
            changed.code,
            changed.err,
        )


class TestFormats:
    """`--format`: the same problems for people, scripts, GitHub and code scanning."""

    @pytest.mark.parametrize("format", ["github", "sarif"])
    def test_forge_gets_paths_from_the_top_of_the_checkout(
        self, run: Run, broken: CatalogCopy, monkeypatch: pytest.MonkeyPatch, format: str
    ) -> None:
        """Wherever the command runs, a forge finds the files."""
        (broken.root.parent / ".git").mkdir()
        monkeypatch.chdir(broken.root / "issues")
        monkeypatch.delenv("KB_CATALOG")

        out = run("check", "--format", format).out

        assert f"catalog/{ISSUE}" in out
        assert str(broken.root) not in out

    @pytest.mark.parametrize(("at", "prefix"), [("", "catalog/"), ("catalog", "")])
    def test_without_a_checkout_paths_begin_here(
        self,
        run: Run,
        broken: CatalogCopy,
        monkeypatch: pytest.MonkeyPatch,
        at: str,
        prefix: str,
    ) -> None:
        """A downloaded catalog has no top but the folder that one is in."""
        monkeypatch.chdir(broken.root.parent / at)

        out = run("check", "--format", "github", str(broken.root)).out

        assert f"::error file={prefix}{ISSUE},line=45,col=11," in out

    @pytest.mark.security(24)
    @pytest.mark.parametrize("format", ["text", "json", "github", "sarif"])
    def test_no_format_lets_a_command_through(
        self, run: Run, tiny_copy: CatalogCopy, format: str
    ) -> None:
        """A runner obeys `##[` anywhere in a line, and `::` where a line begins."""
        tiny_copy.replace(
            ISSUE, "\ntitle:", '\n"##[add-mask]a\\n::set-output name=a::b": c\ntitle:'
        )

        out = run("check", str(tiny_copy.root), "--format", format).out

        assert "add-mask" in out
        assert "##" not in out
        assert not [line for line in out.splitlines() if line.lstrip().startswith("::set")]

    def test_short_form_is_json(self, run: Run, broken: CatalogCopy) -> None:
        """`--json` is what it was before there were formats."""
        short = run("check", str(broken.root), "--json")

        assert short == run("check", str(broken.root), "--format", "json")


class TestChanged:
    """`--changed BASE`: what a pull request brings."""

    def test_only_the_change_is_told(self, run: Run, repository: Repository) -> None:
        """What was wrong in another file before is not asked of this contributor."""
        catalog = repository.catalog
        catalog.replace("issues/stale-features.yaml", "summary: |\n", "summary: |\n  Ask @bob. ")
        repository.commit()
        catalog.replace(ISSUE, "summary: |\n", "summary: |\n  Ask @eve. ")

        answer = run("check", str(catalog.root), "--changed", "main")

        assert (1, "1 error, 0 warnings\n") == (answer.code, answer.err)
        assert "'@eve'" in answer.out
        assert "'@bob'" not in answer.out

    @pytest.mark.parametrize("base", ["gone", "--output=injected"])
    def test_unknown_revision_is_wrong_usage(
        self, run: Run, repository: Repository, base: str
    ) -> None:
        """One line, exit code 2, and git was given no option."""
        answer = run("check", str(repository.catalog.root), f"--changed={base}")

        assert (2, "", f"kb: no revision {base!r} in this repository\n") == answer
        assert {".git", "catalog"} == {path.name for path in repository.top.iterdir()}
