"""Wrapping and completion of ids."""

import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from kb.cli.main import COMMANDS, cli
from kb.cli.output import paragraph
from tests.catalog_copy import TINY
from tests.own_process import run_python

LONG = "a-very-long-id-that-is-longer-than-any-line-should-ever-be-in-a-terminal"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the terminal 50 columns wide."""
    monkeypatch.setenv("COLUMNS", "50")


@pytest.mark.parametrize(
    ("text", "indent", "first", "expected"),
    [
        pytest.param("one two", 0, "", ["one two"], id="short"),
        pytest.param("one\n  two", 2, "", ["  one two"], id="spaces-are-joined"),
        pytest.param(
            "x" * 30 + " " + "y" * 30, 4, "", ["    " + "x" * 30, "    " + "y" * 30], id="wrapped"
        ),
        pytest.param("one", 5, "1. ", ["  1. one"], id="number-before-the-first-line"),
        pytest.param("one", 5, "1000. ", ["1000. one"], id="number-wider-than-the-margin"),
        pytest.param("", 3, "", ["   "], id="empty"),
        pytest.param(f"see {LONG}", 0, "", ["see", LONG], id="ids-are-not-broken"),
    ],
)
@pytest.mark.usefixtures("narrow")
def test_text_is_wrapped_with_its_margin(
    capsys: pytest.CaptureFixture[str], text: str, indent: int, first: str, expected: list[str]
) -> None:
    """Lines fit the terminal, all but the first begin with the margin, ids stay whole."""
    paragraph(text, indent=indent, first=first)

    assert expected == capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("columns", "widest"),
    [
        pytest.param("20", 40, id="narrow-terminal-is-overrun"),
        pytest.param("60", 60, id="as-wide-as-the-terminal"),
        pytest.param("300", 100, id="wide-terminal-is-not-filled"),
    ],
)
def test_width_follows_the_terminal_within_limits(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: str,
    widest: int,
) -> None:
    """Lines are never so long or so short that they are hard to read."""
    monkeypatch.setenv("COLUMNS", columns)

    paragraph("x " * 500)

    assert widest - 1 == max(map(len, capsys.readouterr().out.splitlines()))


def completed(arguments: list[str], incomplete: str, catalog: Path | str = TINY) -> list[str]:
    """Return what a shell would offer after these arguments."""
    shell = ShellComplete(cli, {}, "kb", "_KB_COMPLETE")
    found = shell.get_completions(["--catalog", str(catalog), *arguments], incomplete)
    return [item.value for item in found]


@pytest.mark.parametrize(
    ("arguments", "incomplete", "offered"),
    [
        pytest.param(["show"], "stale", ["stale-features", "stale-weather-feed"], id="any-kind"),
        pytest.param(["show"], "weather", ["stale-weather-feed"], id="middle-of-an-id"),
        pytest.param(["remedies"], "label", ["noisy-labels"], id="issues-only"),
        pytest.param(["diagnose", "--symptom"], "conf", ["confident-errors"], id="symptoms-only"),
        pytest.param(["diagnose", "--absent"], "anno", ["annotators-disagree"], id="absent"),
        pytest.param(["trace"], "no-", ["no-data-owner"], id="start"),
        pytest.param(["trace", "no-data-owner"], "wrong", ["wrong-decisions"], id="end"),
        pytest.param(["remedies", "noisy-labels", "--effect"], "pre", ["prevents"], id="effect"),
        pytest.param(["coverage"], "al", ["alarm-clock"], id="tools"),
        pytest.param(
            ["plan", "noisy-labels", "--context"], "re", ["real-time", "regulated"], id="contexts"
        ),
        pytest.param(
            ["remedies", "noisy-labels", "--protect"], "eff", ["efficiency"], id="attributes"
        ),
        pytest.param(["diagnose", "--phase"], "dep", ["deployment"], id="phases"),
        pytest.param([], "se", ["search"], id="commands"),
        pytest.param(["show"], "zzz", [], id="nothing"),
        pytest.param(["serach"], "", list(COMMANDS), id="after-an-unknown-command"),
    ],
)
def test_shell_is_offered_ids(arguments: list[str], incomplete: str, offered: list[str]) -> None:
    """Completion lists the ids of the kind that fits, and every other name."""
    assert offered == completed(arguments, incomplete)


def test_completion_without_a_catalog_offers_nothing(tmp_path: Path) -> None:
    """A shell that completes is no place for error messages."""
    assert [] == completed(["show"], "stale", tmp_path)


def test_completion_tells_titles() -> None:
    """Shells that can show help show what an id stands for."""
    shell = ShellComplete(cli, {}, "kb", "_KB_COMPLETE")

    [item] = shell.get_completions(["--catalog", str(TINY), "show"], "label-twice")

    assert ("label-twice", "Label twice") == (item.value, item.help)


def in_encoding(encoding: str, *arguments: str) -> str:
    """Return what `kb` prints on the tiny catalog where the output has an encoding."""
    code = "import sys; from kb.cli.main import main; sys.argv[0] = 'kb'; main()"
    return run_python(code, "--catalog", TINY, *arguments, PYTHONIOENCODING=encoding)


def test_character_that_the_output_lacks_is_replaced() -> None:
    """An old terminal shows a question mark instead of a traceback."""
    out = in_encoding("cp1252", "trace", "slow-nightly-job", "wrong-decisions", "--limit", "1")

    assert "   causes ? stale-features\n" in out


def test_json_stays_whole_where_the_output_is_ascii() -> None:
    """What the output cannot carry is escaped as JSON does, not replaced."""
    out = in_encoding("ascii", "show", "doe2021interviews", "--json")

    assert ["Doe", "König"] == [author["family"] for author in json.loads(out)["authors"]]
