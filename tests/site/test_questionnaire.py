"""A questionnaire in a browser: filled by hand, kept, saved, scored."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.main import cli
from tests.catalog_copy import TINY
from tests.site.browsing import Visit

pytestmark = [pytest.mark.browser]

Open = Callable[..., Visit]


def kb(*arguments: object) -> str:
    """Return what a command prints on the tiny catalog."""
    done = CliRunner().invoke(cli, ["--catalog", str(TINY), *map(str, arguments)])
    assert 0 == done.exit_code, done.output
    return done.stdout


def saved(visitor: Visit, kind: str, at: Path) -> Path:
    """Return the file that a button of the page saves."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name=f"Save answers as {kind}").click()
    download.value.save_as(at)
    return at


def test_filled_by_hand_and_scored(visit: Open, tmp_path: Path) -> None:
    """The page works from a file, by keyboard, keeps answers, and saves what `kb survey score` reads."""
    page = tmp_path / "survey.html"
    kb("survey", "build", "--issues", "noisy-labels,stale-features", "-o", page)
    visitor = visit(page.as_uri())
    form = visitor.page

    form.get_by_label("Your role").select_option("Data scientist")
    form.get_by_label("Years of experience").fill("4")
    first = form.get_by_role("group", name="Noisy labels")
    first.get_by_role("radio", name="never").focus()
    form.keyboard.press("Space")
    for _ in range(3):
        form.keyboard.press("ArrowRight")
    first.get_by_label("What happened as a result?").fill('=1+1, "so"')
    form.get_by_role("group", name="Stale features").get_by_label("cannot answer").check()
    form.reload()

    assert form.get_by_role("group", name="Noisy labels").get_by_label("often").is_checked()
    answers = saved(visitor, "CSV", tmp_path / "answers.csv")
    given = json.loads(
        saved(visitor, "JSON", tmp_path / "answers.json").read_text(encoding="utf-8")
    )
    [row] = csv.DictReader(answers.read_text(encoding="utf-8").splitlines())
    assert '\'=1+1, "so"' == row.pop("noisy-labels/consequences")
    assert '=1+1, "so"' == given.pop("noisy-labels/consequences")
    assert given == row
    assert ("often", "cannot answer", "4") == (
        row["noisy-labels"],
        row["stale-features"],
        row["experience"],
    )
    found = json.loads(kb("survey", "score", *[answers] * 5, "--json"))
    assert [("noisy-labels", 4, 0), ("stale-features", None, 5)] == [
        (one["issue"], one["summary"] and one["summary"]["mean"], one["cannot_answer"])
        for one in found["questions"]
    ]
    form.get_by_role("button", name="Remove all answers").click()
    form.reload()
    assert not form.get_by_role("group", name="Noisy labels").get_by_label("often").is_checked()
    assert {} == visitor.trouble
