"""`kb guide`: print the interview, ask a team about itself, compare, and gate."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.main import cli
from tests.catalog_copy import TINY, CatalogCopy
from tests.command_line import Run


def _answers(folder: Path, *lines: str) -> str:
    path = folder / "answers.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def _kept(run: Run, folder: Path, name: str, *lines: str) -> str:
    path = str(folder / name)
    run("guide", "--answers", _answers(folder, *lines), "-o", path)
    return path


class TestInterview:
    """The guide itself."""

    def test_is_printed_as_markdown(self, run: Run) -> None:
        """Without options the interview goes to stdout."""
        assert run("guide").out.startswith("# Talk about quality\n")

    def test_is_written_as_html(self, run: Run, tmp_path: Path) -> None:
        """The file is complete, and stdout stays empty."""
        path = tmp_path / "guide.html"

        answer = run("guide", "--format", "html", "--language", "de", "-o", str(path))

        assert (0, "") == (answer.code, answer.out)
        assert "<title>Gespräch über Qualität</title>" in path.read_text(encoding="utf-8")

    def test_is_printed_as_json(self, run: Run) -> None:
        """It is what the file says."""
        assert ["data", "operation"] == [
            section["id"] for section in json.loads(run("guide", "--json").out)["sections"]
        ]

    def test_catalog_without_one_is_wrong_usage(self, run: Run, tiny_copy: CatalogCopy) -> None:
        """One line says what is missing."""
        tiny_copy.remove("guide.yaml")

        answer = run("--catalog", str(tiny_copy.root), "guide")

        assert 2 == answer.code
        assert "kb: this catalog has no interview guide; add guide.yaml at its top\n" == answer.err


class TestSelfAssessment:
    """The dialogue and its profile."""

    def test_questions_go_to_stderr_and_the_profile_to_stdout(
        self, run: Run, tmp_path: Path
    ) -> None:
        """The answer alone can be kept in a file."""
        answer = run("guide", "--answers", _answers(tmp_path, "yes", "p", "no"))

        assert 0 == answer.code
        assert "1. Is there a guideline for labels?" in answer.err
        assert "3 answers, 3 issues: 0 open, 1 watch, 2 fine" in answer.out
        assert "because of: Are labels checked twice?" in answer.out
        assert "remedy: " in answer.out

    def test_slip_is_asked_again(self, run: Run, tmp_path: Path) -> None:
        """A word that is no choice does not end the dialogue."""
        answer = run("guide", "--answers", _answers(tmp_path, "perhaps", "no", "stop"))

        assert "'perhaps' is none of these; type one of them or its first letter" in answer.err
        assert "1 answer, 1 issue: 1 open" in answer.out

    def test_what_is_skipped_is_not_in_the_profile(self, run: Run, tmp_path: Path) -> None:
        """`don't know` is an answer, `skip` is none."""
        answer = run("guide", "--json", "--answers", _answers(tmp_path, "skip", "don't know"))

        told = json.loads(answer.out)
        assert [{"question": "twice", "answer": "unknown"}] == told["answers"]
        assert ["watch"] == [issue["state"] for issue in told["issues"]]

    def test_answers_are_typed_on_a_terminal(self) -> None:
        """The end of the input stops the dialogue."""
        arguments = ["--catalog", str(TINY), "guide", "--self-assess"]

        found = CliRunner().invoke(cli, arguments, input="n\n")

        assert 0 == found.exit_code
        assert "1 answer, 1 issue: 1 open" in found.stdout

    def test_profile_is_kept_and_shown_again(self, run: Run, tmp_path: Path) -> None:
        """A file answers as the dialogue did."""
        path = str(tmp_path / "mlq.yaml")
        asked = run("guide", "--answers", _answers(tmp_path, "no", "no", "yes"), "-o", path)

        assert asked.out == run("guide", path).out


class TestCompare:
    """This quarter and the last."""

    def test_tells_what_is_different(self, run: Run, tmp_path: Path) -> None:
        """One line for each issue that moved."""
        old = _kept(run, tmp_path, "old.yaml", "no", "no", "no")
        new = _kept(run, tmp_path, "new.yaml", "yes", "partly", "skip")

        answer = run("guide", "--compare", old, new)

        assert 0 == answer.code
        assert "\nBetter\n  open -> watch: Noisy labels  noisy-labels\n" in answer.out
        assert "\nNo longer assessed\n  fine: Stale features  stale-features\n" in answer.out
        assert "Worse" not in answer.out

    def test_says_when_nothing_is(self, run: Run, tmp_path: Path) -> None:
        """A profile equals itself."""
        path = _kept(run, tmp_path, "mlq.yaml", "no")

        assert "Nothing is different.\n" == run("guide", "--compare", path, path).out

    def test_speaks_json(self, run: Run, tmp_path: Path) -> None:
        """Beside the profile stands what is different."""
        old = _kept(run, tmp_path, "old.yaml", "no")
        new = _kept(run, tmp_path, "new.yaml", "yes")

        told = json.loads(run("guide", "--json", "--compare", old, new).out)

        better = [{"id": "noisy-labels", "before": "open", "after": "fine"}]
        assert better == told["changes"]["better"]


class TestPolicy:
    """A gate for CI."""

    def test_open_issue_fails_with_one_line(self, run: Run, tmp_path: Path) -> None:
        """The line names the issue, its severity and the answer behind it."""
        path = _kept(run, tmp_path, "mlq.yaml", "no", "yes", "don't know")

        answer = run("guide", "--policy", "medium", path)

        line = "noisy-labels: medium and open, Noisy labels; answered: guideline\n"
        assert (1, line) == (answer.code, answer.out)

    def test_milder_issue_passes(self, run: Run, tmp_path: Path) -> None:
        """Nothing is printed when nothing is wrong."""
        path = _kept(run, tmp_path, "mlq.yaml", "no", "yes", "don't know")

        answer = run("guide", "--policy", "critical", path)

        assert (0, "") == (answer.code, answer.out)

    def test_issue_of_other_data_stands(self, run: Run, tmp_path: Path) -> None:
        """A profile may name what this catalog does not know."""
        path = Path(_kept(run, tmp_path, "mlq.yaml", "no"))
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("id: noisy", "id: odd").replace("guideline", "odd-question"),
            encoding="utf-8",
        )

        assert "odd-labels  odd-labels, medium\n  because of: odd-question" in (
            run("guide", str(path)).out
        )
        assert "odd-labels: medium and open, " in run("guide", "--policy", "low", str(path)).out

    def test_broken_profile_is_a_problem_with_its_line(self, run: Run, tmp_path: Path) -> None:
        """CI shows where to look."""
        path = tmp_path / "mlq.yaml"
        path.write_text("format: 1\n", encoding="utf-8")

        answer = run("guide", "--policy", "high", str(path))

        assert 1 == answer.code
        assert f"{path}:1:1: KB105 answers: is missing" in answer.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--policy", "high"), "--compare and --policy need a PROFILE or --self-assess."),
        (("--self-assess", "mlq.yaml"), "a PROFILE is answered already"),
        (("missing.yaml",), "missing.yaml"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """What makes no sense together is said in one line."""
    answer = run("guide", *arguments)

    assert answer.code in (1, 2)
    assert message in answer.err
