"""`kb coding`: what it prints and writes, and that it writes nothing when something is wrong."""

import json
from pathlib import Path

import pytest

from tests.command_line import Run

DATA = Path(__file__).parents[1] / "data" / "study"
CODERS = (str(DATA / "coder-a.csv"), str(DATA / "coder-b.csv"))


def test_agreement_is_printed(run: Run) -> None:
    """Figures per code and overall, and what is to be decided."""
    answer = run("coding", "agree", *CODERS)

    assert 0 == answer.code
    assert "2 coders, 5 segments; compared: every code of every segment" in answer.out
    assert "overall                                     90%   0.80   0.81\n" in answer.out
    assert (
        "To decide: 1\n  P2/s3: Late data\n    given by coder-b.csv; not by coder-a.csv\n"
        in answer.out
    )


def test_files_lead_from_agreement_to_tallies(run: Run, tmp_path: Path) -> None:
    """The merged table is read by the other commands once a moderator has decided."""
    merged, book, chart = (tmp_path / name for name in ("merged.csv", "codes.md", "new.svg"))

    run("coding", "agree", *CODERS, "-o", str(merged), "--code-book", str(book))
    early = run("coding", "saturation", str(merged))
    merged.write_text(
        merged.read_text(encoding="utf-8").replace('"open"', '"agreed"'), encoding="utf-8"
    )
    steps = run("coding", "saturation", str(merged), "--chart", str(chart))
    counts = run("coding", "tally", str(merged), "--dedupe", "team")

    assert (2, "kb: merged.csv: row 4, column 'decision': still open") == (
        early.code,
        early.err[:52],
    )
    assert "### Labels" in book.read_text(encoding="utf-8")
    assert [
        f"{'P1':<24}    2 new     2 so far  {'#' * 40}",
        f"{'P2':<24}    0 new     2 so far",
        f"{'P3':<24}    0 new     2 so far",
    ] == steps.out.splitlines()
    assert chart.read_text(encoding="utf-8").startswith("<svg ")
    assert counts.out.startswith("3 problems, once per team\n\ndata type    collection process")
    assert (
        "\ntallies:\n  - dimension: data-types\n    term: time-series\n    n: 2\n    of: 3\n"
        in counts.out
    )


@pytest.mark.parametrize(
    "arguments", [["agree", *CODERS], ["saturation", CODERS[0]], ["tally", CODERS[0]]]
)
def test_json_is_all_that_is_printed(run: Run, arguments: list[str]) -> None:
    """Every subcommand speaks JSON."""
    answer = run("coding", *arguments, "--json")

    assert (0, "") == (answer.code, answer.err)
    assert json.loads(answer.out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["agree", "a.csv", "sub/a.csv"], "two files with one name; give each coder a name"),
        (["agree", "a.csv"], "one coder agrees with nobody"),
        (
            ["agree", "a.csv", "b.csv"],
            "b.csv: row 3, column 'segment': segment 's9' is not in a.csv",
        ),
        (["agree", "a.csv", "c.csv"], "c.csv: row 2, column 'code': e-mail address; delete it"),
        (["saturation", "a.csv"], "a.csv: no column 'interview'; add it with a value in every row"),
    ],
)
def test_wrong_call_is_one_line_and_writes_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """Exit code 2, one line with its place, no new file."""
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    for name, text in {
        "a.csv": "segment,code\ns1,age\n",
        "sub/a.csv": "segment,code\ns1,age\n",
        "b.csv": "segment,code\ns1,age\ns9,\n",
        "c.csv": "segment,code\ns1,x@example.org\n",
    }.items():
        Path(name).write_text(text, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))

    output = ["-o", "merged.csv"] if arguments[0] == "agree" else ["--chart", "new.svg"]
    answer = run("coding", *arguments, *output)

    assert (2, "", 1) == (answer.code, answer.out, answer.err.count("\n"))
    assert answer.err.startswith(f"kb: {said}")
    assert before == sorted(tmp_path.rglob("*"))


@pytest.mark.parametrize("path", ["coding", "survey"])
def test_help_of_subcommands_has_examples(run: Run, path: str) -> None:
    """Each subcommand shows calls that can be copied, and speaks JSON."""
    names = {"coding": ("agree", "saturation", "tally"), "survey": ("build", "score")}[path]
    texts = [run(path, name, "--help").out for name in names]

    assert [True] * len(names) == [
        f"  kb {path} {name} " in text and "--json" in text
        for name, text in zip(names, texts, strict=True)
    ]


def test_file_that_cannot_be_read_or_written_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the system refuses is one line."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        unread = run("coding", "saturation", CODERS[0])
    monkeypatch.setattr("kb.cli.tables.replace_file", refuse)
    unwritten = run("coding", "saturation", CODERS[0], "--chart", str(tmp_path / "x.svg"))

    assert f"kb: cannot read {CODERS[0]}: Permission denied\n" == unread.err
    assert f"kb: cannot write {tmp_path / 'x.svg'}: Permission denied; choose another place\n" == (
        unwritten.err
    )
    assert (2, 2) == (unread.code, unwritten.code)
