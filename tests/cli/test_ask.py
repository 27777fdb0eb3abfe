"""The dialogue of `kb diagnose --ask`, driven by a file of answers and by a terminal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import kb
from kb.cli.ask import Case, answers_from, dialogue
from kb.cli.main import cli
from tests.command_line import Run

WORDS = "the scores are wrong"


def _answers(folder: Path, *lines: str) -> str:
    path = folder / "answers.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_answers_move_the_belief(run: Run, tmp_path: Path) -> None:
    """Questions and the movement go to stderr, the answer to stdout."""
    answer = run(
        "diagnose", "--symptom", "confident-errors", "--answers", _answers(tmp_path, "yes", "stop")
    )

    assert 0 == answer.code
    assert "1. " in answer.err
    assert "yes / no / don't know / stop: yes" in answer.err
    assert "+4." in answer.err
    assert "Probably" in answer.out
    assert "Confirm, fix, verify" in answer.out


def test_end_of_the_file_stops_the_dialogue(run: Run, tmp_path: Path) -> None:
    """Who runs out of answers gets the diagnosis of what is known."""
    arguments = ("diagnose", "--symptom", "confident-errors", "--json")

    plain = json.loads(run(*arguments).out)
    asked = json.loads(run(*arguments, "--answers", _answers(tmp_path, "")).out)

    assert plain == asked


def test_question_that_cannot_be_answered_is_followed_by_another(run: Run, tmp_path: Path) -> None:
    """`don't know` changes no score and is not asked again."""
    answer = run(
        "diagnose",
        *("--symptom", "confident-errors"),
        *("--answers", _answers(tmp_path, "d", "don't know", "?", "n")),
    )

    questions = [line for line in answer.err.splitlines() if line[:1].isdigit()]
    assert len(questions) == len({line.partition(". ")[2] for line in questions})
    assert len(questions) > 1


def test_word_that_is_no_choice_is_asked_again(run: Run, tmp_path: Path) -> None:
    """A slip of the finger does not end the dialogue."""
    answer = run(
        "diagnose",
        *("--symptom", "confident-errors"),
        *("--answers", _answers(tmp_path, "perhaps", "yes")),
    )

    assert "'perhaps' is none of these; type one of them or its first letter" in answer.err
    assert "stop: yes" in answer.err


@pytest.mark.parametrize("by_number", [False, True])
def test_outcome_of_a_check_is_chosen_by_name_or_number(
    tiny: kb.KnowledgeBase, *, by_number: bool
) -> None:
    """A check has more answers than yes and no."""
    case = Case("", ["confident-errors"], [])
    case.unknown += [id for id in tiny.symptoms if id not in case.present]
    step = case.diagnose(tiny, 5).ask_next
    assert step is not None
    outcome = step.answers[1][0]
    said = iter(["2" if by_number else outcome, "stop"])

    dialogue(tiny, case, lambda _: next(said))

    assert [f"{step.id}:{outcome}"] == case.checks


def test_dialogue_ends_when_one_suspect_stands_out(tiny: kb.KnowledgeBase) -> None:
    """Two hallmarks leave nothing to ask."""
    case = Case("", ["annotators-disagree"], [])

    def never(question: str) -> str:
        raise AssertionError(question)

    dialogue(tiny, case, never)

    assert "noisy-labels" == case.diagnose(tiny, 1).suspects[0].id


@pytest.mark.parametrize("limit", ["1", "2"])
def test_limit_says_what_is_shown_not_what_is_asked(run: Run, tmp_path: Path, limit: str) -> None:
    """The next suspect may be hidden, and still has to be told apart."""
    asked = ("diagnose", "--symptom", "confident-errors", "--answers", _answers(tmp_path, "n", "d"))

    free, limited = run(*asked), run(*asked, "--limit", limit)

    assert free.err == limited.err


def test_terminal_that_closes_stops(tiny_root: Path) -> None:
    """The end of the input is an answer too."""
    result = CliRunner().invoke(
        cli,
        ["--catalog", str(tiny_root), "diagnose", "--symptom", "confident-errors", "--ask"],
        input="y\n",
    )

    assert 0 == result.exit_code
    assert "Probably" in result.stdout


def test_case_that_nobody_knows_stays_open(run: Run, tmp_path: Path) -> None:
    """Without a suspect there is no question, and the answer abstains."""
    answer = run("diagnose", "qzx", "--answers", _answers(tmp_path, "yes"))

    assert 0 == answer.code
    assert "No suspect yet." in answer.err
    assert "Nothing in the catalog stands out" in answer.out


def test_answers_are_read_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Empty lines are skipped; what was asked and answered can be read afterwards."""
    answer = answers_from(Path(_answers(tmp_path, "", "yes", "  no ")))

    assert ["yes", "no", "stop"] == [answer("a"), answer("b"), answer("c")]
    assert "a: yes\nb: no\nc: stop\n" == capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--check", "label-twice:nonsense"], "no outcome 'nonsense'", id="outcome"),
        pytest.param(["--check", "label-twice"], "label-twice:OUTCOME", id="no outcome"),
        pytest.param(["--check", "noisy-labels:x"], "needs one of kind check", id="other kind"),
        pytest.param(["x", "--answers", "/no/such/file"], "does not exist", id="no file"),
    ],
)
def test_wrong_check_or_file_is_explained(run: Run, arguments: list[str], told: str) -> None:
    """One line says what would be right."""
    answer = run("diagnose", *arguments)

    assert 2 == answer.code
    assert told in answer.err


def test_other_topic_is_named(run: Run) -> None:
    """A question about cooking is told so, not answered with a guess."""
    answer = run("diagnose", "how long do the beans have to soak for the soup")

    assert 0 == answer.code
    assert "This reads like a question about another topic: cooking." in answer.out
