"""The Python face: what is public, what it answers, and what it does not load."""

import copy
import pickle
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

import kb
from kb.errors import CatalogError, EntryNotFound, KbError, QueryError
from kb.graph.kinds import Kind
from kb.graph.snapshot import read_snapshot
from kb.loading.snapshot import write_snapshot
from tests.catalog_copy import TINY, CatalogCopy
from tests.own_process import ROOT, run_python

PAGE = (ROOT / "site_overrides" / "pages" / "python.md").read_text(encoding="utf-8")
KINDS = tuple(kind.folder.replace("-", "_") for kind in Kind)
METHODS = (
    "select",
    "search",
    "similar",
    "neighbours",
    "trace",
    "diagnose",
    "remedies",
    "prevalence",
    "grade",
    "to_networkx",
    "to_records",
    "to_frame",
)
"""What DESIGN 3.2 promises and other people's scripts call."""

HEAVY = ("pydantic", "yaml", "networkx", "click", "jinja2", "mkdocs", "dataclasses", "difflib")


def test_face_is_sorted() -> None:
    """The public names are listed in order, and `dir` lists nothing else."""
    assert sorted(kb.__all__) == kb.__all__
    assert kb.__all__ == dir(kb)


@pytest.mark.parametrize("name", kb.__all__)
def test_public_name_is_documented(name: str) -> None:
    """Every public name has a docstring and is on the page about Python."""
    assert getattr(kb, name).__doc__
    assert name in PAGE


def test_unknown_name_is_an_attribute_error() -> None:
    """The lazy face fails like any module."""
    with pytest.raises(AttributeError, match="module 'kb' has no attribute 'Catalogue'"):
        kb.Catalogue  # noqa: B018 - the access is the test


@pytest.mark.parametrize("name", [*KINDS, *METHODS])
def test_promised_method_is_documented(name: str) -> None:
    """What the design promises exists, has a docstring and is on the page about Python."""
    assert getattr(kb.KnowledgeBase, name).__doc__
    assert f"base.{name}" in PAGE


@pytest.mark.parametrize("name", [n for n in dir(kb.KnowledgeBase) if not n.startswith("_")])
def test_public_attribute_has_a_docstring(name: str) -> None:
    """Nothing public is left unexplained."""
    assert getattr(kb.KnowledgeBase, name).__doc__


@pytest.mark.parametrize("error", [CatalogError, EntryNotFound, QueryError])
def test_every_error_is_of_one_family(error: type[Exception]) -> None:
    """Whoever catches `KbError` catches all that goes wrong on purpose."""
    assert issubclass(error, KbError)


def test_catalog_is_loaded_from_a_path_in_either_form() -> None:
    """A path may be text or a path object."""
    assert kb.load(str(TINY)).version == kb.load(TINY).version


def test_missing_catalog_is_a_wrong_question(tmp_path: Path) -> None:
    """A folder that is not there is named in the error."""
    with pytest.raises(QueryError, match=r"no catalog in '.*nowhere'"):
        kb.load(tmp_path / "nowhere")


def test_broken_catalog_raises_all_problems(tiny_copy: CatalogCopy) -> None:
    """A catalog with problems is refused as a whole, with every problem."""
    tiny_copy.replace("issues/noisy-labels.yaml", "rating: medium", "rating: huge")
    tiny_copy.replace("issues/stale-features.yaml", "rating: high", "rating: huge")

    with pytest.raises(CatalogError) as caught:
        kb.load(tiny_copy.root)

    assert 2 == len(caught.value.problems)


def package_copy(folder: Path) -> Path:
    """Copy the package into a folder, without the data that a build may have put there."""
    shutil.copytree(
        ROOT / "kb", folder / "kb", ignore=shutil.ignore_patterns("data", "__pycache__")
    )
    return folder


ASK = """
import sys, kb
base = kb.load()
base.remedies("noisy-labels")
base.diagnose("labels were done in a hurry", symptoms=["confident-errors"])
print(base.version, *(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_installed_package_answers_from_its_snapshot_with_the_standard_library(
    tmp_path: Path, tiny: kb.KnowledgeBase
) -> None:
    """With a snapshot beside the code, a first answer loads nothing heavy."""
    place = package_copy(tmp_path)
    write_snapshot(tiny.tables, place / "kb" / "data")

    loaded = run_python(ASK, *HEAVY, at=place)

    assert tiny.version == loaded.strip()


def test_checkout_without_a_snapshot_reads_the_catalog_beside_it(
    tmp_path: Path, tiny: kb.KnowledgeBase
) -> None:
    """From a clone the YAML files are read, and what they change shows at once."""
    place = package_copy(tmp_path)
    shutil.copytree(TINY, place / "catalog")

    loaded = run_python(ASK, at=place)

    assert tiny.version == loaded.strip()


def test_snapshot_answers_without_the_rest_of_the_package(
    tmp_path: Path, tiny: kb.KnowledgeBase
) -> None:
    """The core reads a snapshot and finds remedies with the standard library alone."""
    write_snapshot(tiny.tables, tmp_path)

    loaded = run_python(
        """
import sys
from pathlib import Path
import kb
from kb.graph.snapshot import read_snapshot
base = kb.KnowledgeBase(read_snapshot(Path(sys.argv[1])))
print(base.remedies("noisy-labels")[0].id)
print(*(name for name in sys.argv[2:] if name in sys.modules))
""",
        tmp_path,
        *HEAVY,
    )

    assert "relabel-sample\n\n" == loaded


def test_entry_of_a_snapshot_is_the_entry_of_the_catalog(
    tmp_path: Path, tiny: kb.KnowledgeBase
) -> None:
    """An entry that is made from the snapshot's text equals the one that was authored."""
    write_snapshot(tiny.tables, tmp_path)

    base = kb.KnowledgeBase(read_snapshot(tmp_path))

    assert tiny["stale-features"] == base["stale-features"]


def _pickled(base: kb.KnowledgeBase) -> kb.KnowledgeBase:
    made: kb.KnowledgeBase = pickle.loads(pickle.dumps(base))  # noqa: S301 - our own
    return made


@pytest.mark.parametrize("copied", [copy.deepcopy, _pickled])
def test_copy_needs_no_file(
    copied: Callable[[kb.KnowledgeBase], kb.KnowledgeBase], tmp_path: Path, tiny: kb.KnowledgeBase
) -> None:
    """A pickled or copied base answers the same when the snapshot it came from is gone."""
    write_snapshot(tiny.tables, tmp_path / "snapshot")
    base = copied(kb.KnowledgeBase(read_snapshot(tmp_path / "snapshot")))
    shutil.rmtree(tmp_path / "snapshot")

    assert (tiny.version, tiny["stale-features"]) == (base.version, base["stale-features"])
    assert tiny.diagnose("stale labels") == base.diagnose("stale labels")
    assert tiny.tables.guide() == base.tables.guide()


def test_package_tells_its_version() -> None:
    """The version is that of the installed package."""
    assert version("ml-quality-kb") == kb.__version__


def test_checkout_without_an_installed_package_has_a_version(tmp_path: Path) -> None:
    """Where nothing was installed the version says so."""
    code = "import importlib.metadata as m, kb, sys; sys.path[:] = [sys.path[0]]; print(kb.__version__)"

    assert "0+checkout" == run_python(code, at=package_copy(tmp_path)).strip()
