"""The replication package: complete, checked by the tool that everybody has, and true to the catalog."""

import csv
import io
import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import kb
from kb.export.edition import edition_of
from kb.export.formats.replication import CHECKSUMS, export

BASE = kb.load()
FILES = export(BASE.tables, edition_of(BASE.tables))

Files = Callable[[str], Mapping[str, str]]


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILES[name])))


def test_checksums_are_those_of_another_tool(tmp_path: Path) -> None:
    """`sha256sum --check` finds every file and accepts it, and notices a changed one."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ("sha256sum", "--check", "--strict", CHECKSUMS)

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sorted(f"{name}: OK" for name in FILES if name != CHECKSUMS) == (
        done.stdout.splitlines()
    )

    (tmp_path / "tallies.csv").write_text("changed", encoding="utf-8")
    failed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert 1 == failed.returncode


def test_counts_and_codes_of_every_study_are_in_it() -> None:
    """Each tally and each code stands in its table once, with the study that it is from."""
    tallies = [
        [id, tally.dimension, tally.term, str(tally.n)]
        for id, study in BASE.studies.items()
        for tally in study.tallies
    ]
    codes = [[id, code.code] for id, study in BASE.studies.items() for code in study.code_book]

    assert tallies
    assert tallies == [
        [row["study"], row["dimension"], row["term"], row["n"]] for row in _table("tallies.csv")
    ]
    assert codes == [[row["study"], row["code"]] for row in _table("code-book.csv")]


def test_studies_come_with_their_limits() -> None:
    """Who replicates a study has to know how people were chosen and what limits it."""
    studies = {study["id"]: study for study in json.loads(FILES["studies.json"])}

    assert set(BASE.studies) == set(studies)
    for id, study in BASE.studies.items():
        told = studies[id]
        assert [study.sampling, list(study.limits)] == [told["sampling"], told["limits"]]


def test_questionnaire_asks_about_every_issue() -> None:
    """One closed question per issue, and the guide as text and as data."""
    asked = [item["issue"] for item in json.loads(FILES["questionnaire.json"])["questions"]]

    assert sorted(BASE.issues) == sorted(asked)
    assert FILES["guide.md"].startswith("# ")
    assert json.loads(FILES["guide.json"])["sections"]
