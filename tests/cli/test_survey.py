"""`kb survey`: what it prints and writes, and that it writes nothing when something is wrong."""

import json
from pathlib import Path

import pytest

import kb
from tests.catalog_copy import CatalogCopy
from tests.command_line import Run

ANSWERS = Path(__file__).parents[1] / "data" / "study" / "answers.csv"


def test_questionnaire_is_written_in_every_form(run: Run, tmp_path: Path) -> None:
    """The ending of a file says its form; all are of the same questionnaire."""
    names = [tmp_path / f"survey.{kind}" for kind in ("html", "md", "json")]
    options = [option for name in names for option in ("-o", str(name))]

    answer = run("survey", "build", "--issues", "noisy-labels, stale-features", *options)

    assert (0, "") == (answer.code, answer.out)
    assert [f"Wrote {name}" for name in names] == answer.err.splitlines()
    assert [True] * 3 == ["Stale features" in name.read_text(encoding="utf-8") for name in names]


def test_questionnaire_is_printed(run: Run) -> None:
    """Without a file it is Markdown, or JSON on request."""
    text = run("survey", "build", "--phase", "training", "--title", "Mine").out
    told = json.loads(run("survey", "build", "--phase", "training", "--json").out)

    assert text.startswith("# Mine\n")
    assert ["noisy-labels"] == [item["issue"] for item in told["questions"]]


def test_scores_are_printed(run: Run) -> None:
    """Mean, interval, median, share and what is withheld can be read."""
    answer = run("survey", "score", str(ANSWERS))

    assert 0 == answer.code
    assert "6 respondents count." in answer.out
    assert (
        "  1  Noisy labels\n     3.67 [2.83, 4.33], median 4, 4/6 = 67% [30%, 90%]; 0 cannot"
        in answer.out
    )
    assert (
        "  -  Stale features\n     fewer than 5 answers, withheld; 1 cannot answer, 1 missing"
        in answer.out
    )
    assert "Figures over fewer than 5 answers are withheld" in answer.out


def test_groups_that_are_large_enough_are_printed(run: Run, tmp_path: Path) -> None:
    """Number, mean and share of each group, below the title of the issue."""
    answers = tmp_path / "answers.csv"
    rows = "Data scientist,4\n" * 5 + "Baker,3\n" * 5
    answers.write_text(f"Role,Label noise\n{rows}", encoding="utf-8")

    answer = run("survey", "score", str(answers))

    told = answer.out.partition("By role: answers, mean, often or always\n")[2].splitlines()
    assert ["Noisy labels", "data-scientist 5 4.00 100%", "other 5 3.00 0%"] == [
        " ".join(line.split()) for line in told
    ]


def test_experience_is_asked_for(run: Run) -> None:
    """One person without the years is left out, but not counted in public."""
    answer = run("survey", "score", str(ANSWERS), "--min-experience", "3")

    assert "5 respondents count, fewer than 5 are left out." in answer.out


def test_study_is_written_and_counts(
    run: Run, monkeypatch: pytest.MonkeyPatch, tiny_copy: CatalogCopy
) -> None:
    """The file passes the check of its catalog, and its figure is a row of the prevalence."""
    monkeypatch.setenv("KB_CATALOG", str(tiny_copy.root))
    path = tiny_copy.root / "studies" / "our-survey.yaml"
    chart = tiny_copy.root.parent / "likert.svg"

    answer = run("survey", "score", str(ANSWERS), "-o", str(path), "--chart", str(chart))

    assert 0 == answer.code
    assert (0, "") == run("check", str(path))[:2]
    assert chart.read_text(encoding="utf-8").startswith("<svg ")
    assert [(4, 6)] == [
        (row.n, row.of)
        for row in kb.load(tiny_copy.root).prevalence("noisy-labels")
        if row.source == "our-survey"
    ]


def test_study_is_printed(run: Run) -> None:
    """With an id and no file the entry goes to stdout."""
    answer = run("survey", "score", str(ANSWERS), "--study-id", "our-survey")

    assert "\nid: our-survey\n" in answer.out


def test_columns_are_named_by_the_questionnaire(run: Run, tmp_path: Path) -> None:
    """With the questionnaire at hand its question ids are enough; a column can be passed over."""
    survey, answers = tmp_path / "survey.json", tmp_path / "answers.csv"
    run("survey", "build", "--issues", "noisy-labels", "-o", str(survey))
    answers.write_text("q1,Hobby\n" + "4,chess\n" * 5, encoding="utf-8")
    options = ("--survey", str(survey), "--ignore", "hobby", "--json")

    told = json.loads(run("survey", "score", str(answers), *options).out)

    assert [("noisy-labels", 4)] == [
        (one["issue"], one["summary"]["mean"]) for one in told["questions"]
    ]


def test_names_are_masked_and_said(run: Run, tmp_path: Path) -> None:
    """With --mask the place of each name is told, without it nothing is scored."""
    answers = tmp_path / "answers.csv"
    answers.write_text("Name,Label noise\n" + "Ada,4\n" * 5, encoding="utf-8")

    refused, answer = (
        run("survey", "score", str(answers)),
        run("survey", "score", str(answers), "--mask"),
    )

    assert (2, "") == refused[:2]
    assert "kb: answers.csv: row 2, column 'Name': name (4 more); delete it" in refused.err
    assert (0, 5) == (answer.code, answer.err.count("masked: answers.csv: row "))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "no issue chosen; name some with --issues, or use --all"),
        (["build", "--phase", "trainin"], "no phase 'trainin'; did you mean training?"),
        (["build", "--all", "-o", "survey.pdf"], "'survey.pdf': name a file that ends with"),
        (
            ["build", "--all", "-o", "nowhere/survey.md"],
            "cannot write nowhere/survey.md: no folder",
        ),
        (["score", "a.csv", "-o", "study.yml"], "'study.yml' should be named study.yaml"),
        (["score", "a.csv", "-o", "x.yaml", "--study-id", "y"], "'x.yaml' should be named y.yaml"),
        (["score", "a.csv", "--survey", "a.csv"], "a.csv: no questionnaire; make it with"),
        (
            ["score", "a.csv", "-o", "ours.yaml"],
            "a.csv: row 2, column 'Label noise': '7' is not on",
        ),
        (["score", "b.csv", "-o", "ours.yaml"], "b.csv: the first row is empty"),
        (["score", "c.csv", "--chart", "c.svg"], "fewer than 5 respondents are left"),
    ],
)
def test_wrong_call_is_one_line_and_writes_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """Exit code 2, one line with its place, no new file."""
    monkeypatch.chdir(tmp_path)
    texts = {"a.csv": "Label noise\n7\n", "b.csv": "", "c.csv": "Label noise\n4\n"}
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")

    answer = run("survey", *arguments)

    assert (2, "", 1) == (answer.code, answer.out, answer.err.count("\n"))
    assert answer.err.startswith(f"kb: {said}")
    assert set(texts) == {path.name for path in tmp_path.iterdir()}
