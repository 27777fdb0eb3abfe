"""Two runs give the same bytes, whatever the seed of the hashes."""

from pathlib import Path

import pytest

from tests.catalog_copy import TINY
from tests.own_process import run_python

CODE = """
import json, sys
from pathlib import Path
import kb
from kb.loading.snapshot import write_snapshot

base = kb.load(sys.argv[1])
folder = Path(sys.argv[2])
write_snapshot(base.tables, folder)
(folder / "answers.json").write_text(json.dumps([
    base.statistics().to_dict(),
    [hit.to_dict() for hit in base.search("labls of forcast at night disagre", limit=99)],
    base.similar("labls of forcast at night disagre").to_dict(),
    base.diagnose("labls of forcast at night disagre", symptoms=["confident-errors"]).to_dict(),
    [base.remedies(id, context="real-time", protect=["efficiency"]).to_dict() for id in base.issues],
    [chain.to_dict() for chain in base.trace("no-data-owner", "wrong-decisions", limit=99)],
    [[row.to_dict() for row in base.prevalence(id)] for id in base.issues],
    [base.to_records(kind) for kind in ("issue", "study")],
    [list(edge) for edge in base.to_networkx().edges(keys=True)],
]))
"""
FILES = (
    *("catalog.json", "rows.jsonl", "links.jsonl", "entries.jsonl", "postings.jsonl", "guide.json"),
    "answers.json",
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders that three runs wrote, two of them with the same seed."""
    folders = {}
    for name, seed in (("first", "0"), ("again", "0"), ("other seed", "1")):
        folders[name] = tmp_path_factory.mktemp("run")
        run_python(CODE, TINY, folders[name], PYTHONHASHSEED=seed)
    return folders


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("run", ["again", "other seed"])
def test_run_writes_the_same_bytes(runs: dict[str, Path], run: str, file: str) -> None:
    """The snapshot and the answers of a second run are those of the first."""
    assert (runs["first"] / file).read_bytes() == (runs[run] / file).read_bytes()


def test_snapshot_is_all_that_is_written(runs: dict[str, Path]) -> None:
    """No file of the snapshot escapes the comparison."""
    assert sorted(FILES) == sorted(path.name for path in runs["first"].iterdir())
