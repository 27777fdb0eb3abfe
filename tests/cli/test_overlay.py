"""Private entries on the command line."""

from pathlib import Path

import pytest

from tests.command_line import Run

FIX = """\
id: shop-rates
title: Exchange rates of the shop
summary: One table of rates for all prices of the shop.
status: stub
added: 2026-01-20
"""


@pytest.fixture(name="overlay")
def _overlay(tmp_path: Path) -> Path:
    path = tmp_path / "our-company/mitigations/shop-rates.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(FIX, encoding="utf-8")
    return tmp_path / "our-company"


def test_overlay_is_named_by_an_option(run: Run, overlay: Path) -> None:
    """Every command that answers knows the private entries."""
    answer = run("--overlay", str(overlay), "show", "shop-rates")

    assert (0, "") == (answer.code, answer.err)
    assert "Exchange rates of the shop" in answer.out


def test_overlay_is_named_by_the_environment(
    run: Run, overlay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KB_OVERLAYS holds folders as PATH does."""
    monkeypatch.setenv("KB_OVERLAYS", str(overlay))

    assert "shop-rates" in run("search", "exchange rates").out


def test_problems_of_an_overlay_are_listed(run: Run, overlay: Path) -> None:
    """A broken overlay stops every command with the line of each problem."""
    path = overlay / "mitigations/shop-rates.yaml"
    path.write_text(FIX.replace("status: stub", "status: done"), encoding="utf-8")

    answer = run("--overlay", str(overlay), "stats")

    assert (1, "") == (answer.code, answer.out)
    assert f"{path}:4:9: KB107 status: " in answer.err
