"""What is shipped: the wheel is complete, repeatable and works where nothing else of ours is."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from tests.tracked import ROOT, tracked_files

SNAPSHOT = {
    *("kb/data/catalog.json", "kb/data/entries.jsonl"),
    *("kb/data/guide.json", "kb/data/links.jsonl", "kb/data/postings.jsonl", "kb/data/rows.jsonl"),
}
HEAVY = {"pydantic", "yaml", "networkx", "click", "jinja2", "mkdocs", "markdown_it", "nh3"}

REMEDIES = "import kb; b=kb.load(); print([r.id for r in b.remedies('training-serving-skew')])"
ANSWERS = """
import json, sys, kb

base = kb.load(*sys.argv[1:])
texts = ["labels disagree", "great offline, bad live", "acuracy dropz", "qualité des étiquettes", "zz"]
print(json.dumps({
    "version": base.version,
    "entries": {id: base[id].model_dump(mode="json") for id in base},
    "search": {text: [hit.to_dict() for hit in base.search(text)] for text in texts},
    "diagnose": {text: base.diagnose(text).to_dict() for text in texts},
    "remedies": {id: base.remedies(id).to_dict() for id in base.issues},
    "prevalence": {id: [row.to_dict() for row in base.prevalence(id)] for id in base.issues},
    "links": {id: [link.to_dict() for link in base.neighbours(id, "caused_by")] for id in base},
    "select": [entry.id for entry in base.select(kind="issue", phase="deployment")],
}, sort_keys=True))
"""
USER = """
import kb
from kb import CatalogError, EntryNotFound, KnowledgeBase, Problem, QueryError


def names(base: KnowledgeBase) -> list[str]:
    return [remedy.title for remedy in base.remedies("label-noise", max_effort=5.0)]


base: kb.KnowledgeBase = kb.load()
title: str = base["label-noise"].title
scores: list[float] = [hit.score for hit in base.search("labels", kind="issue", limit=3)]
levels: list[str] = [suspect.level for suspect in base.diagnose("bad live").suspects]
reasons: list[str] = [link.why for link in base.neighbours("label-noise", "caused_by")]
issues: list[str] = sorted(base.issues)
low: float = base.prevalence("label-noise")[0].low
try:
    base["no-such-entry"]
except EntryNotFound as error:
    close: tuple[str, ...] = error.suggestions
except (CatalogError, QueryError):
    raise
problem: Problem | None = None
more: kb.KnowledgeBase = kb.load(overlays=[])
version: str = kb.__version__
print(names(base), title, scores, levels, reasons, issues, low, problem)
"""
WRONG = "import kb\n\nwrong: int = kb.load().version\n"


def _copy_of_checkout(target: Path) -> Path:
    for name in tracked_files():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    return target


def _run(*command: str | Path, cwd: Path, **changes: str) -> str:
    """Run a command outside the checkout and return what it prints; it must succeed."""
    cleared = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**cleared, "PYTHONUTF8": "1", **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _build(source: Path, kind: str, target: Path) -> Path:
    """Build a wheel or an sdist and return the one file that comes out."""
    options = ("--no-isolation", f"--{kind}", "--outdir", target)
    _run(
        sys.executable, "-m", "build", *options, source, cwd=source, SOURCE_DATE_EPOCH="1770000000"
    )
    (found,) = target.iterdir()
    return found


def _contents(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Installed(NamedTuple):
    """An environment of its own with the wheel in it, and an empty folder to work in."""

    bin: Path
    folder: Path

    def python(self, *arguments: str | Path) -> str:
        """Run the environment's interpreter in the empty folder."""
        return _run(self.bin / "python", *arguments, cwd=self.folder)


@pytest.fixture(scope="session", name="checkout")
def _checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _copy_of_checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session", name="wheel")
def _wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(checkout, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session", name="installed")
def _installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel offline; what it depends on is borrowed from the tests' own environment."""
    top = tmp_path_factory.mktemp("installed")
    venv, folder = top / "venv", top / "empty"
    folder.mkdir()
    uv = shutil.which("uv")
    if uv:
        _run(uv, "venv", "--quiet", "--offline", "--python", sys.executable, venv, cwd=top)
        python = ("--python", venv / "bin/python", "--no-deps", "--offline")
        _run(uv, "pip", "install", "--quiet", *python, wheel, cwd=top)
    else:
        _run(sys.executable, "-m", "venv", venv, cwd=top)
        install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel)
        _run(venv / "bin/python", *install, cwd=top)
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages = Path(_run(venv / "bin/python", "-c", where, cwd=folder).strip())
    borrowed = dict.fromkeys(sysconfig.get_paths()[name] for name in ("purelib", "platlib"))
    (packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return Installed(venv / "bin", folder)


@pytest.mark.packaging
class TestWheel:
    """The file that people install."""

    def test_holds_every_file_of_the_package_and_the_snapshot(self, wheel: Path) -> None:
        """Modules, templates and the mark of typed packages are all in, and nothing else is."""
        wanted = {name for name in tracked_files() if name.startswith("kb/")} | SNAPSHOT

        found = {name for name in _contents(wheel) if ".dist-info/" not in name}
        assert wanted == found

    def test_holds_what_is_easily_forgotten(self, wheel: Path) -> None:
        """Templates, schemas and `py.typed` are no modules, so they are named here."""
        names = set(_contents(wheel))

        forgotten = {
            "kb/py.typed",
            "kb/render/questionnaire.js",
            "kb/render/templates/home.html",
            "kb/schema/issue.schema.json",
            "kb/study/scales.json",
        }
        assert set() == forgotten - names

    @pytest.mark.parametrize("name", ["LICENSE", "catalog/LICENSE"])
    def test_holds_both_licences(self, wheel: Path, name: str) -> None:
        """Code and content have a licence each, with its full text."""
        contents = _contents(wheel)

        found = [text for path, text in contents.items() if path.endswith(f"/licenses/{name}")]
        assert [(ROOT / name).read_bytes()] == found

    def test_snapshot_holds_every_entry(self, wheel: Path) -> None:
        """The index names every file of the catalog; rows, links and texts have a line for each."""
        contents = _contents(wheel)

        ids = set(json.loads(contents["kb/data/catalog.json"])["offsets"])
        files = {path.stem for path in (ROOT / "catalog").glob("*/*.yaml")}
        words = {path.stem for path in (ROOT / "catalog/vocabulary").iterdir()}
        assert files - words == ids
        for part in ("entries", "rows", "links"):
            assert len(ids) == len(contents[f"kb/data/{part}.jsonl"].splitlines())

    def test_two_builds_are_byte_identical(self, wheel: Path, tmp_path: Path) -> None:
        """Another folder and other times of the files give the same wheel."""
        copy = _copy_of_checkout(tmp_path / "copy")
        for path in copy.rglob("*.py"):
            os.utime(path, (1, 1_600_000_000))

        again = _build(copy, "wheel", tmp_path / "out")

        assert (wheel.name, wheel.read_bytes()) == (again.name, again.read_bytes())

    def test_broken_catalog_cannot_be_built(self, checkout: Path, tmp_path: Path) -> None:
        """Whoever builds a wheel has validated what is in it."""
        copy = shutil.copytree(checkout, tmp_path / "copy")
        (copy / "catalog/issues/label-noise.yaml").write_text("id: x\n", encoding="utf-8")

        with pytest.raises(AssertionError, match=r"label-noise\.yaml:1:5: KB302"):
            _build(copy, "wheel", tmp_path / "out")


@pytest.mark.packaging
class TestSdist:
    """The source archive."""

    @pytest.fixture(scope="class", name="unpacked")
    @staticmethod
    def _unpacked(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
        top = tmp_path_factory.mktemp("sdist")
        with tarfile.open(_build(checkout, "sdist", top / "out")) as archive:
            archive.extractall(top / "unpacked", filter="data")
        (folder,) = (top / "unpacked").iterdir()
        return folder

    def test_wheel_built_from_it_is_the_same(
        self, unpacked: Path, wheel: Path, tmp_path: Path
    ) -> None:
        """Distributors who build from source ship what we ship."""
        source = shutil.copytree(unpacked, tmp_path / "source")

        built = _contents(_build(source, "wheel", tmp_path / "out"))

        shipped = _contents(wheel)
        assert set(shipped) == set(built)
        assert [] == [name for name, content in shipped.items() if content != built[name]]

    def test_has_what_a_build_needs_and_no_more(self, unpacked: Path) -> None:
        """Package, catalog, hook and papers: no test, no site, no generated file."""
        found = {path.relative_to(unpacked).parts[0] for path in unpacked.rglob("*")}

        papers = {"CHANGELOG.md", "CITATION.cff", "LICENSE", "PKG-INFO", "README.md"}
        parts = {"kb", "catalog", "scripts", "pyproject.toml", ".gitignore"}
        assert papers | parts == found
        assert ["hatch_build.py"] == [path.name for path in (unpacked / "scripts").iterdir()]
        assert not (unpacked / "kb/data").exists()


@pytest.mark.packaging
class TestInstalled:
    """The wheel in an environment and a folder that know nothing of the checkout."""

    def test_package_is_the_installed_one(self, installed: Installed) -> None:
        """Nothing of the checkout is imported by accident."""
        where = installed.python("-c", "import kb; print(kb.__file__)").strip()

        assert Path(where).is_relative_to(installed.bin.parent)

    def test_remedies_answer_from_an_empty_folder(self, installed: Installed) -> None:
        """The first thing that people try works without a catalog at hand."""
        told = installed.python("-c", REMEDIES)

        assert "share-one-feature-pipeline" in told

    def test_command_answers_from_an_empty_folder(self, installed: Installed) -> None:
        """`kb` is on the path of the environment and prints JSON."""
        told = _run(installed.bin / "kb", "show", "label-noise", "--json", cwd=installed.folder)

        assert "label-noise" in json.dumps(json.loads(told))

    def test_snapshot_answers_like_the_files(self, installed: Installed) -> None:
        """Entries, search, diagnosis, remedies and figures are those of the YAML catalog."""
        snapshot = json.loads(installed.python("-c", ANSWERS))
        files = json.loads(installed.python("-c", ANSWERS, ROOT / "catalog"))

        assert [] == [part for part in files if files[part] != snapshot[part]]

    def test_first_answer_imports_nothing_heavy(self, installed: Installed) -> None:
        """Remedies need the standard library only, so the answer is there at once."""
        command = [str(installed.bin / "python"), "-X", "importtime", "-c", REMEDIES]
        done = subprocess.run(
            command, cwd=installed.folder, capture_output=True, text=True, check=True
        )

        names = re.findall(r"\|\s+([\w.]+)$", done.stderr, re.MULTILINE)
        assert "kb.diagnosis.remedies" in names
        assert set() == HEAVY & {name.split(".")[0] for name in names}

    def test_public_face_is_typed_for_strict_users(
        self, installed: Installed, tmp_path: Path
    ) -> None:
        """A user's strict mypy sees our types: it accepts right use, and only that."""
        for name, text in (("user.py", USER), ("wrong.py", WRONG)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        options = ("--strict", "--no-incremental", "--python-executable", installed.bin / "python")
        command = [sys.executable, "-m", "mypy", *map(str, options), "user.py", "wrong.py"]

        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

        assert 1 == done.stdout.count("error:"), done.stdout
        assert "wrong.py:3: error: Incompatible types in assignment" in done.stdout
