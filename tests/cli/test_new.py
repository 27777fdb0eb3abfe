"""`kb new`: a first draft, unless there is one already."""

import json
from pathlib import Path

import pytest

from tests.catalog_copy import CatalogCopy
from tests.command_line import Answer, Run
from tests.query.test_similar import REJECTED

TITLE = "Scores in the wrong currency"
FILE = "issues/scores-in-the-wrong-currency.yaml"


@pytest.fixture(name="new")
def _new(run: Run, tiny_copy: CatalogCopy) -> Run:
    """Return a function that runs `kb new` on a copy of the tiny catalog."""

    def kb_new(*arguments: str) -> Answer:
        return run("--catalog", str(tiny_copy.root), "new", *arguments)

    return kb_new


def _files(catalog: CatalogCopy) -> set[Path]:
    return {path for path in catalog.root.rglob("*") if path.is_file()}


def test_draft_is_written_and_checks_as_a_stub(new: Run, tiny_copy: CatalogCopy) -> None:
    """The file loads at once; its placeholder is a warning and nothing else is wrong."""
    before = _files(tiny_copy)

    answer = new("issue", TITLE)

    path = tiny_copy.root / FILE
    assert (0, "", {path}) == (answer.code, answer.err, _files(tiny_copy) - before)
    assert 0o644 == path.stat().st_mode & 0o777
    assert [("KB411", "warning", "summary")] == [
        (problem.code, problem.level, problem.field) for problem in tiny_copy.problems()
    ]


def test_author_is_told_what_comes_next(new: Run, tiny_copy: CatalogCopy) -> None:
    """The next commands can be copied."""
    told = new("mitigation", "Rates from one service").out

    path = tiny_copy.root / "mitigations/rates-from-one-service.yaml"
    assert told.startswith(f"Wrote {path}\n")
    assert "  2. Link it from an issue, or readers never get there.\n" in told
    assert f"  3. kb check {path}\n  4. kb fmt --drop-hints {path}\n  5. ./scripts/serve" in told


def test_neighbours_are_pointed_out(new: Run) -> None:
    """What is close, or of another kind, is no reason to refuse, but the author should know."""
    told = new("mitigation", "Annotators often disagree").out

    assert "Closest so far; link what is another thing, drop yours if one is the same:\n" in told
    assert "\n  annotators-disagree  symptom  0." in told


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Noisy labels", id="title"),
        pytest.param("Outdated features", id="alias"),
        pytest.param("Wrong forecasts", id="rejected"),
    ],
)
def test_near_duplicate_is_refused(new: Run, tiny_copy: CatalogCopy, title: str) -> None:
    """What is alike is shown with its closeness, and nothing is written."""
    tiny_copy.write("rejected.yaml", REJECTED)
    before = _files(tiny_copy)

    answer = new("issue", title)

    assert (1, "", before) == (answer.code, answer.out, _files(tiny_copy))
    assert answer.err.startswith("Not written, for this is close to what there is:\n")
    assert "  1.00 alike\n" in answer.err
    assert "If yours differs, use --anyway.\n" in answer.err


def test_near_duplicate_is_written_anyway(new: Run, tiny_copy: CatalogCopy) -> None:
    """The author has the last word; reviewers have the next."""
    answer = new("issue", "Noisy labels of the night", "--anyway")

    assert 0 == answer.code
    assert (tiny_copy.root / "issues/noisy-labels-of-the-night.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "owner"),
    [
        pytest.param(["issue", TITLE, "--id", "label-twice"], "label-twice", id="id"),
        pytest.param(["issue", TITLE, "--id", "label-noise"], "noisy-labels", id="alias"),
        pytest.param(["check", "Noisy labels"], "noisy-labels", id="made-of-the-title"),
    ],
)
def test_name_that_is_taken_is_refused(
    new: Run, tiny_copy: CatalogCopy, arguments: list[str], owner: str
) -> None:
    """No id, alias or former id of another entry is used again, of whatever kind that is."""
    before = _files(tiny_copy)

    answer = new(*arguments)

    assert (2, "", before) == (answer.code, answer.out, _files(tiny_copy))
    assert f"is taken by {owner}; choose another with --id\n" in answer.err


def test_dry_run_prints_what_would_be_written(new: Run, tiny_copy: CatalogCopy) -> None:
    """The draft goes to stdout as it would go to the file."""
    before = _files(tiny_copy)

    printed = new("issue", TITLE, "--dry-run").out

    assert before == _files(tiny_copy)
    new("issue", TITLE)
    assert printed == (tiny_copy.root / FILE).read_text(encoding="utf-8")


def test_outcome_as_json(new: Run, tiny_copy: CatalogCopy) -> None:
    """Machines learn where the file is, or what stands in its way."""
    written = json.loads(new("issue", TITLE, "--json").out)
    refused = new("issue", "Noisy labels", "--json")

    told = json.loads(refused.out)
    assert (str(tiny_copy.root / FILE), True) == (written["path"], written["written"])
    assert (1, "", False, "noisy-labels") == (
        refused.code,
        refused.err,
        told["written"],
        told["alike"]["entries"][0]["id"],
    )


def test_title_without_latin_letters_needs_an_id(new: Run, tiny_copy: CatalogCopy) -> None:
    """An id is made of a to z and digits; the title may be in any script."""
    refused = new("issue", "数据漂移")
    written = new("issue", "数据漂移", "--id", "drifting-data")

    assert (2, "kb: no id can be made of the title '数据漂移'; give one with --id\n") == (
        refused.code,
        refused.err,
    )
    assert 0 == written.code
    assert "数据漂移" in (tiny_copy.root / "issues/drifting-data.yaml").read_text(encoding="utf-8")


def test_file_that_cannot_be_written_is_one_line(
    new: Run, tiny_copy: CatalogCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that somebody made meanwhile stays, and no draft is left."""
    before = _files(tiny_copy)

    def refuse(path: Path, target: str) -> None:
        raise FileExistsError(17, "File exists", target, None, str(path))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    answer = new("issue", TITLE)

    told = f"kb: cannot write {tiny_copy.root / FILE}: File exists\n"
    assert (2, "", told, before) == (*answer, _files(tiny_copy))


def test_catalog_around_is_found(
    run: Run, tiny_copy: CatalogCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an option the catalog of the folder one works in is used, and paths begin there."""
    monkeypatch.delenv("KB_CATALOG")
    monkeypatch.chdir(tiny_copy.root.parent)

    told = run("new", "issue", TITLE).out

    assert told.startswith(f"Wrote {tiny_copy.root.name}/{FILE}\n")


def test_target_of_a_link_can_be_drafted_after_the_link(
    run: Run, tiny_copy: CatalogCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A catalog with problems is compared as it was before them, if it ever was without."""
    monkeypatch.delenv("KB_CATALOG")
    monkeypatch.chdir(tiny_copy.root)
    link = "  - id: rates-typed-by-hand\n    strength: main\n    why: Typists slip.\n"
    issue = (tiny_copy.root / "issues/stale-features.yaml").read_text(encoding="utf-8")
    tiny_copy.write(
        "issues/stale-features.yaml", issue.replace("root_causes:\n", f"root_causes:\n{link}")
    )

    never_without = run("new", "root-cause", "Rates typed by hand")
    tiny_copy.write("issues/stale-features.yaml", issue)
    run("new", "issue", TITLE)
    tiny_copy.write(
        "issues/stale-features.yaml", issue.replace("root_causes:\n", f"root_causes:\n{link}")
    )
    later = run("new", "root-cause", "Rates typed by hand")

    assert (1, 0) == (never_without.code, later.code)
    assert "KB202" in never_without.err
    assert later.err.startswith("The catalog has problems, see `kb check`")
    assert (tiny_copy.root / "root-causes/rates-typed-by-hand.yaml").is_file()


def test_outside_of_a_checkout_there_is_nowhere_to_write(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installed catalog is not for editing; one line says what to do."""
    monkeypatch.delenv("KB_CATALOG")
    monkeypatch.chdir(tmp_path)

    answer = run("new", "issue", TITLE)

    assert (2, "") == (answer.code, answer.out)
    assert answer.err.startswith("kb: no catalog/ here; run this in a checkout")
