"""The made-up catalogs of the benchmarks: valid, of the size asked for, the same each time."""

from pathlib import Path

from kb.lint.check import check_catalog
from kb.loading.memory import Memory
from scripts.benchmarks.synthetic import write_catalog

SIZE = 100


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))
    }


def test_a_made_up_catalog_passes_the_check_and_is_the_same_each_time(tmp_path: Path) -> None:
    """Figures of two days are about the same files, and about commands that succeed."""
    write_catalog(tmp_path / "one", SIZE)
    write_catalog(tmp_path / "two", SIZE)

    counts, problems = check_catalog(tmp_path / "one", "", Memory())
    assert (SIZE, ()) == (sum(counts.values()), problems)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
