"""What all commands have in common: help, JSON, exit codes, errors in one line."""

import json
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

import kb
from kb.cli.main import COMMANDS, cli
from tests.catalog_copy import TINY, CatalogCopy
from tests.command_line import Run
from tests.own_process import ROOT, run_python

STUDY = ROOT / "tests" / "data" / "study"

CALLS = {
    "check": [str(TINY)],
    "coding": ["tally", str(STUDY / "coder-a.csv")],
    "coverage": ["event-log"],
    "diagnose": ["scores lag by a day"],
    "diff": [str(TINY)],
    "export": ["bibtex"],
    "fmt": ["--check", str(TINY)],
    "guide": [],
    "new": ["issue", "Scores in the wrong currency", "--dry-run"],
    "plan": ["noisy-labels", "stale-features"],
    "remedies": ["noisy-labels"],
    "rule": ["KB404"],
    "schema": [],
    "search": ["labels"],
    "show": ["noisy-labels"],
    "similar": ["noisy-labels"],
    "stats": [],
    "survey": ["score", str(STUDY / "answers.csv")],
    "trace": ["no-data-owner", "wrong-decisions"],
}
"""A call of every command that has an answer."""

TALKING = [name for name in COMMANDS if name != "mcp"]
"""Commands for people; what the other one does is in tests/test_mcp.py."""

ANSWERING = [name for name in TALKING if name != "export"]
"""Commands with an answer to read; what is exported has the form of its format."""

WITH_CATALOG = [name for name in TALKING if name not in {"check", "diff", "fmt", "rule", "schema"}]


def test_commands_are_listed_in_order_and_have_a_call_here() -> None:
    """No command escapes these tests."""
    assert sorted(COMMANDS) == list(COMMANDS)
    assert set(TALKING) == set(CALLS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_and_gives_examples(run: Run, command: str) -> None:
    """Every command says what it does and shows calls that can be copied."""
    answer = run(command, "--help")

    assert (0, "") == (answer.code, answer.err)
    assert f"Usage: kb {command}" in answer.out
    assert "Examples:" in answer.out
    assert command not in ANSWERING or "--json" in answer.out
    assert f"  kb {command} " in answer.out or f"  kb {command}\n" in answer.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_command_has_help(command: str) -> None:
    """No option is left unexplained."""
    context = click.Context(cli)
    found = cli.get_command(context, command)
    assert found is not None

    unexplained = [
        option.name
        for option in found.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert found.help
    assert [] == unexplained


def test_overview_lists_every_command_in_full(run: Run) -> None:
    """The first help has one whole line for each command, examples and the exit codes."""
    answer = run("--help")

    assert 0 == answer.code
    assert "..." not in answer.out.partition("Commands:\n")[2]
    assert "Exit codes: 0 fine, 1 problems found, 2 wrong usage." in answer.out
    assert list(COMMANDS) == [
        line.split()[0]
        for line in answer.out.partition("Commands:\n")[2].splitlines()[: len(COMMANDS)]
    ]


def test_overview_does_not_wait_for_what_commands_use() -> None:
    """Neither models nor libraries are imported for `kb --help` or a completed name."""
    heavy = ("pydantic", "yaml", "networkx", "rdflib", "sqlite3", "krippendorff")
    code = """
import sys
from kb.cli.main import main
names, sys.argv = sys.argv[1:], ["kb", "--help"]
try:
    main()
except SystemExit:
    print([name for name in names if name in sys.modules])
"""

    assert "[]" == run_python(code, *heavy).splitlines()[-1]


@pytest.mark.parametrize("command", TALKING)
@pytest.mark.parametrize("page", ["README.md", "site_overrides/pages/python.md"])
def test_command_is_documented(page: str, command: str) -> None:
    """Every command is mentioned where people look for it."""
    assert f"kb {command}" in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", TALKING)
def test_command_succeeds(run: Run, command: str) -> None:
    """A sensible call prints an answer on stdout and exits with 0."""
    answer = run(command, *CALLS[command])

    assert 0 == answer.code
    assert answer.out.strip()


@pytest.mark.parametrize("command", ANSWERING)
def test_json_is_all_that_is_printed(run: Run, command: str) -> None:
    """With --json stdout parses as a whole and stderr is empty."""
    answer = run(command, *CALLS[command], "--json")

    assert (0, "") == (answer.code, answer.err)
    assert json.loads(answer.out)


@pytest.mark.parametrize("command", [name for name in ANSWERING if name != "new"])
def test_lines_neither_trail_nor_run_on(run: Run, command: str) -> None:
    """Prose is wrapped, and no line ends in a space."""
    lines = run(command, *CALLS[command]).out.splitlines()

    assert [] == [line for line in lines if line != line.rstrip() or len(line) > 100]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["show", "noisy-lables"], id="show"),
        pytest.param(["remedies", "noisy-lables"], id="remedies"),
        pytest.param(["trace", "noisy-lables", "wrong-decisions"], id="trace-start"),
        pytest.param(["trace", "no-data-owner", "noisy-lables"], id="trace-end"),
        pytest.param(["diagnose", "--symptom", "noisy-lables"], id="diagnose-symptom"),
        pytest.param(["diagnose", "x", "--absent", "noisy-lables", "--json"], id="diagnose-absent"),
    ],
)
def test_unknown_id_is_wrong_usage_with_the_closest_ids(run: Run, arguments: list[str]) -> None:
    """An id that names nothing gives one line on stderr, nothing on stdout, and exit code 2."""
    answer = run(*arguments)

    assert (2, "", "kb: no entry 'noisy-lables'; did you mean noisy-labels?\n") == answer


@pytest.mark.parametrize("group", [(), ("survey",), ("coding",)])
def test_group_alone_shows_its_help(run: Run, group: tuple[str, ...]) -> None:
    """Who types no command yet has made no mistake to be told of."""
    answer = run(*group)

    assert "Commands:" in answer.err
    assert "Error" not in answer.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["serach"], "no command 'serach'; did you mean search?", id="command"),
        pytest.param(
            ["xyz"], "no command 'xyz'; use one of check, coding, coverage", id="no-close-command"
        ),
        pytest.param(["show"], "Missing argument 'ENTRY'", id="missing-argument"),
        pytest.param(["search"], "Missing argument 'WORDS...'", id="missing-words"),
        pytest.param(["stats", "--colour"], "No such option '--colour'", id="option"),
        pytest.param(["--colour"], "No such option '--colour'", id="option-of-kb"),
        pytest.param(["search", "x", "--limit", "0"], "--limit", id="limit-below-range"),
        pytest.param(["search", "x", "--kind", "bug"], "'bug' is not one of 'issue'", id="kind"),
        pytest.param(["remedies", "noisy-labels", "--effect", "fix"], "'fix' is not", id="effect"),
        pytest.param(
            ["remedies", "noisy-labels", "--max-effort", "-1"], "--max-effort", id="negative-effort"
        ),
        pytest.param(["diagnose"], "describe the problem", id="nothing-to-diagnose"),
        pytest.param(["diagnose", " ", "--absent", "x"], "describe the problem", id="only-absent"),
    ],
)
def test_wrong_usage_is_explained(run: Run, arguments: list[str], told: str) -> None:
    """A call that cannot be run says why on stderr and exits with 2."""
    answer = run(*arguments)

    assert (2, "") == (answer.code, answer.out)
    assert told in answer.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ["remedies", "label-twice"],
            "kb: 'label-twice' is an entry of kind check; this needs one of kind issue\n",
            id="not-an-issue",
        ),
        pytest.param(
            ["remedies", "noisy-labels", "--context", "realtime"],
            "kb: no term 'realtime' in the vocabulary contexts; did you mean real-time?\n",
            id="context",
        ),
        pytest.param(
            ["diagnose", "x", "--phase", "deploying"],
            "kb: no phase 'deploying'; did you mean deployment?\n",
            id="phase",
        ),
    ],
)
def test_senseless_question_is_one_line(run: Run, arguments: list[str], told: str) -> None:
    """What the catalog cannot answer is one line on stderr and exit code 2."""
    assert (2, "", told) == run(*arguments)


@pytest.mark.parametrize("command", WITH_CATALOG)
def test_missing_catalog_is_one_line(run: Run, command: str) -> None:
    """A catalog that is not there is named, without a traceback."""
    answer = run("--catalog", "nowhere", command, *CALLS[command])

    told = "kb: no catalog in 'nowhere': it should hold folders like issues/ and vocabulary/\n"
    assert (2, "", told) == answer


@pytest.mark.parametrize("command", WITH_CATALOG)
def test_broken_catalog_is_listed_on_stderr(run: Run, tiny_copy: CatalogCopy, command: str) -> None:
    """Every problem is a line on stderr, and nothing is answered from half a catalog."""
    tiny_copy.replace("issues/noisy-labels.yaml", "rating: medium", "rating: huge")
    tiny_copy.replace("checks/label-twice.yaml", "minutes: 90", "minutes: -1")

    answer = run("--catalog", str(tiny_copy.root), command, *CALLS[command])

    assert (1, "") == (answer.code, answer.out)
    assert ["checks/label-twice.yaml", "issues/noisy-labels.yaml"] == [
        line.partition(":")[0].removeprefix(f"{tiny_copy.root}/")
        for line in answer.err.splitlines()
    ]


def test_catalog_of_the_environment_is_used(run: Run, tiny: kb.KnowledgeBase) -> None:
    """KB_CATALOG stands for the option."""
    assert tiny.version == json.loads(run("stats", "--json").out)["version"]


def test_catalog_of_the_option_wins(run: Run, tiny_copy: CatalogCopy) -> None:
    """The option counts more than the environment."""
    tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", "title: Loud labels")

    answer = run("--catalog", str(tiny_copy.root), "show", "noisy-labels", "--json")

    assert "Loud labels" == json.loads(answer.out)["title"]


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        pytest.param({}, True, id="terminal"),
        pytest.param({"NO_COLOR": "1"}, False, id="no-color"),
        pytest.param({"NO_COLOR": ""}, True, id="no-color-empty"),
    ],
)
def test_no_color_is_honoured(environment: dict[str, str], *, coloured: bool) -> None:
    """On a terminal there is colour, unless NO_COLOR is set to something."""
    result = CliRunner().invoke(
        cli, ["show", "noisy-labels"], color=True, env={"KB_CATALOG": str(TINY), **environment}
    )

    assert coloured is ("\x1b[" in result.output)


def test_output_into_a_file_has_no_colour(run: Run) -> None:
    """Where nobody looks, there are no escape sequences."""
    assert "\x1b" not in run("show", "noisy-labels").out


def test_module_runs_as_a_program() -> None:
    """`python -m kb.cli` is the same command, and errors are no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "kb.cli", "--catalog", str(TINY), "show", "noisy-lables"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (2, "", "kb: no entry 'noisy-lables'; did you mean noisy-labels?\n") == (
        done.returncode,
        done.stdout,
        done.stderr,
    )


def test_reader_that_left_is_no_traceback() -> None:
    """`kb … | head -1` ends quietly when nobody reads any more."""
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run(
        [sys.executable, "-m", "kb.cli", "--catalog", str(TINY), "show", "noisy-labels"],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)

    assert (141, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["{}"], id="command"),
        pytest.param(["--{}"], id="option"),
        pytest.param(["show", "{}"], id="entry"),
        pytest.param(["show", "{0} {0}"], id="words"),
        pytest.param(["search", "x", "--kind", "{}"], id="choice"),
        pytest.param(["diagnose", "x", "--check", "label-twice:{}"], id="outcome"),
        pytest.param(["remedies", "noisy-labels", "--max-effort={}"], id="number"),
        pytest.param(["check", "{}"], id="folder"),
        pytest.param(["export", "bibtex", "-o", "{}"], id="file"),
    ],
)
def test_very_long_argument_is_not_echoed_whole(run: Run, arguments: list[str]) -> None:
    """The message is one that fits a screen, and no traceback."""
    answer = run(*(argument.format("x" * 10_000) for argument in arguments))

    assert (2, "") == (answer.code, answer.out)
    assert "xxx…" in answer.err
    assert len(answer.err) < 600


def test_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command with one word."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.cli.show.open_base", interrupted)

    assert (1, "", "\nAborted!\n") == run("show", "noisy-labels")
