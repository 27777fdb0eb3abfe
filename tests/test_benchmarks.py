"""What the benchmarks conclude from figures; nothing is timed here."""

import json
import re
import subprocess
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from scipy.stats import trim_mean, ttest_ind

from scripts.benchmarks.__main__ import SUITES
from scripts.benchmarks.budgets import chosen
from scripts.benchmarks.compare import Compared, compare_files, compared, verdict
from scripts.benchmarks.process import absent, exponent, holds, row, table

BENCH = Path(__file__).parents[1] / "scripts" / "bench"

STEADY = [1.00, 1.01, 0.99, 1.00, 1.01]


def only(before: list[float], here: list[float]) -> Compared:
    """Return what is found of one figure."""
    (found,) = compared({"it": before}, {"it": here})
    return found


class TestRow:
    """One figure with its floor and its budget."""

    def test_each_turn_is_compared_with_the_floor_of_the_same_turn(self) -> None:
        """A machine that is slow for a while is so for both sides."""
        one = row("it", [2, 6, 2], [1, 3, 2], unit="s", named="floor")

        assert (2, 2, [2, 2, 1]) == (one["value"], one["ratio"], one["turns"])

    def test_without_a_floor_there_is_no_ratio(self) -> None:
        """Figures of different work stand side by side."""
        one = row("it", [2, 6, 4], unit="s")

        assert (4, None, [2, 6, 4]) == (one["value"], one["ratio"], one["turns"])

    @pytest.mark.parametrize(
        ("budget", "limits", "kept"),
        [
            pytest.param(1.5, "ratio", False, id="ratio above"),
            pytest.param(2, "ratio", True, id="ratio just held"),
            pytest.param(7, "value", False, id="value above"),
            pytest.param(8, "value", True, id="value just held"),
            pytest.param(None, "ratio", True, id="nothing promised"),
        ],
    )
    def test_a_budget_is_for_the_ratio_or_the_figure(
        self, budget: float | None, limits: Literal["ratio", "value"], *, kept: bool
    ) -> None:
        """Some promises are shares of a floor, others are milliseconds."""
        one = row("it", [8], [4], unit="ms", budget=budget, limits=limits)

        assert kept is holds(one)

    def test_what_could_not_be_measured_does_not_hold(self) -> None:
        """A suite that does not run must not pass for one that found nothing."""
        assert not holds(absent("browser", "there is none"))

    def test_the_table_says_what_holds_and_what_is_missed(self) -> None:
        """The first look finds what is wrong."""
        rows = [
            row("good", [1, 2, 3], [2, 4, 6], unit="s", named="floor", budget=0.5, growth=1.03),
            row("bad", [9], unit="ms", budget=5, limits="value", differs="cold"),
            absent("other", "cannot be installed here"),
        ]

        assert [
            "good 2.000 2.000 s 0.50 0.5 x ok floor; exponent 1.03",
            "bad 9.000 0.000 ms 5 ms MISS cold",
            "other cannot be installed here",
        ] == [" ".join(line.split()) for line in table(rows).splitlines()[1:]]

    def test_growth_is_the_exponent_between_two_sizes(self) -> None:
        """Ten times the entries in a hundred times the time is the square."""
        assert 2.0 == exponent([1, 1, 50], [100, 100, 3], 10)


class TestComparison:
    """Two lists of turns of one figure."""

    def test_what_is_slower_than_its_noise_is_worse(self) -> None:
        """Steady turns show a tenth."""
        found = only(STEADY, [turn * 1.1 for turn in STEADY])

        assert found["worse"]
        assert 0.1 == found["change"]

    @pytest.mark.parametrize(
        "here",
        [
            pytest.param(STEADY, id="the same"),
            pytest.param([turn * 0.5 for turn in STEADY], id="faster"),
            pytest.param([1.1, 0.9, 1.3, 1.0, 1.2], id="a tenth slower in turns that scatter"),
            pytest.param([turn * 1.009 for turn in [1.0] * 5], id="less than anybody cares for"),
        ],
    )
    def test_other_differences_raise_no_alarm(self, here: list[float]) -> None:
        """An alarm that is often false is soon not heard."""
        assert not only([1.0] * 5 if here[0] == here[1] else STEADY, here)["worse"]

    def test_one_accident_of_five_does_not_hide_a_change(self) -> None:
        """A machine that is busy for one turn would else make any change look like noise."""
        found = only(STEADY, [1.1, 1.12, 1.1, 9.0, 1.11])

        assert found["worse"]

    def test_the_noise_is_that_of_a_test_for_trimmed_means(self) -> None:
        """At a change as large as its noise, the chance is one in a hundred."""
        before, here = [1.0, 1.02, 0.97, 1.01, 3.0], [1.2, 1.25, 1.19, 1.22, 1.1]
        noise = only(before, here)["noise"] or 0.0
        old, new = np.log(before), np.log(here)
        at_noise = new - trim_mean(new, 0.2) + trim_mean(old, 0.2) + np.log(1 + noise)

        chance = ttest_ind(at_noise, old, equal_var=False, trim=0.2, alternative="greater").pvalue
        assert pytest.approx(0.01, rel=0.01) == chance

    def test_one_turn_says_nothing_about_noise(self) -> None:
        """It may be ten times slower by accident."""
        found = only([1.0], [10.0])

        assert (None, False) == (found["noise"], found["worse"])

    def test_more_figures_need_surer_differences(self) -> None:
        """Who looks at many rows sees a rare accident in some of them."""
        here = [turn * 1.1 for turn in STEADY]
        alone = only(STEADY, here)["noise"]
        among = compared(dict.fromkeys("abcdef", STEADY), dict.fromkeys("abcdef", here))[0]["noise"]

        assert alone is not None
        assert among is not None
        assert alone < among

    def test_only_what_both_measured_is_compared(self) -> None:
        """A figure that is new, gone or could not be measured has nothing beside it."""
        before, here = {"a": [1.0], "gone": [1.0], "c": []}, {"a": [1.0], "new": [1.0], "c": [1.0]}

        assert ["a"] == [one["what"] for one in compared(before, here)]

    def test_the_verdict_marks_what_is_worse(self) -> None:
        """The rest is printed, too, with what it would have needed."""
        before = {"it": STEADY, "size": [100.0]}
        found = compared(before, {"it": [turn * 2 for turn in STEADY], "size": [101.0]})

        assert [
            "it 1 2 +100.0% 2.9% WORSE",
            "size 100 101 +1.0% ?",
        ] == [" ".join(line.split()) for line in verdict(found).splitlines()[1:]]


class TestBudgets:
    """The rows of all suites that tell whether the design's promises hold."""

    def test_promises_come_first_and_growth_after_them(self) -> None:
        """What nobody promised and what does not tell growth is left to the suites."""
        rows = [
            row("growth", [1], unit="s", growth=1.0),
            row("figure", [1], unit="s"),
            row("promise", [1], unit="s", budget=2, limits="value"),
            absent("browser", "there is none"),
            row("promise of growth", [10], [1], unit="s", budget=11, growth=1.0),
        ]

        assert ["promise", "promise of growth", "growth", "browser"] == [
            one["what"] for one in chosen(rows)
        ]


class TestCommand:
    """`./scripts/bench`, as far as it goes without an environment."""

    def test_help_names_every_suite(self) -> None:
        """The list of the shell and that of the program are the same."""
        done = subprocess.run([BENCH, "--help"], check=True, capture_output=True, text=True)

        assert list(SUITES) == re.findall(r"^([a-z]+)   +[A-Za-z]", done.stdout, re.MULTILINE)

    def test_an_unknown_suite_is_wrong_usage(self) -> None:
        """Nothing is installed for a typing error."""
        done = subprocess.run([BENCH, "sight"], check=False, capture_output=True, text=True)

        assert (2, "") == (done.returncode, done.stdout)
        assert done.stderr.startswith("Usage: ./scripts/bench SUITE")


class TestSavedRuns:
    """Files that `-o` wrote."""

    def test_two_saved_runs_are_compared_by_their_turns(self, tmp_path: Path) -> None:
        """What two revisions measured can be compared later."""
        for name, factor in (("before", 1.0), ("here", 1.5)):
            rows = [row("it", [turn * factor for turn in STEADY], unit="s")]
            (tmp_path / name).write_text(json.dumps({"rows": rows}), encoding="utf-8")

        found = compare_files(tmp_path / "before", tmp_path / "here")

        assert [("it", True)] == [(one["what"], one["worse"]) for one in found]

    @pytest.mark.parametrize("text", [None, "{", "[]", "{}"])
    def test_what_is_no_saved_run_is_one_line(
        self, text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It names the file, and how to make one."""
        path = tmp_path / "run.json"
        if text is not None:
            path.write_text(text, encoding="utf-8")

        with pytest.raises(SystemExit) as end:
            compare_files(path, path)

        assert 2 == end.value.code
        assert f"{path} is no saved run" in capsys.readouterr().err
