"""What is remembered of a file changes no answer, only the time that it takes."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.lint.check import Checked, check_catalog
from kb.loading import reader
from kb.loading.memory import Memory, open_memory
from kb.loading.user_cache import FOLDER, KEPT
from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"
EDITS = {
    ISSUE: (
        ("rating: high", "rating: huge"),
        ("title: Stale features", "title: Things that are bad"),
        ("id: users-lose-trust", "id: users-lose-trus"),
        ("summary: |\n", "summary: |\n  It should be noted that @bob knows.\n"),
        ("root_causes:", "root_cause:"),
    ),
    "checks/label-twice.yaml": (("key: ", "key: other-"), ("title:", "titel:"), ("\n", "\n\n")),
    "root-causes/no-data-owner.yaml": (("title:", "aliases:\n  - Stale features\ntitle:"),),
    "vocabulary/phases.yaml": (("id: deployment", "id: deployed"),),
}
"""Files, each with pieces of text and what an edit makes of them."""

_edit = st.sampled_from([(file, *edit) for file, edits in EDITS.items() for edit in edits])


def _checked(catalog: CatalogCopy, memory: Memory | None = None) -> Checked:
    return check_catalog(catalog.root, "", memory or Memory())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=st.lists(_edit, max_size=6), removed=st.sampled_from(["", *EDITS]))
def test_memory_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, str]], removed: str
) -> None:
    """After any edit, and after taking it back, a check that remembers says what a fresh one says."""
    catalog = CatalogCopy(tmp_path_factory.mktemp("edited") / "catalog")
    before = {file: (catalog.root / file).read_text(encoding="utf-8") for file in EDITS}
    memory = Memory()
    first = _checked(catalog, memory)
    for file, old, new in edits:
        text = (catalog.root / file).read_text(encoding="utf-8")
        catalog.write(file, text.replace(old, new))
        assert _checked(catalog) == _checked(catalog, memory)
    if removed:
        catalog.remove(removed)
        assert _checked(catalog) == _checked(catalog, memory)
    for file, text in before.items():
        catalog.write(file, text)
    assert first == _checked(catalog, memory)


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("**/ml-quality-kb/memory/*/*.json"))


def test_edit_writes_little(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known of other files is not written again, but where a key begins alike."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "memory"))
    with open_memory(tiny_copy.root) as memory:
        _checked(tiny_copy, memory)
    before = {path: path.stat().st_ino for path in _kept(tmp_path / "memory")}
    tiny_copy.replace(ISSUE, "title: Stale features", "title: Old features")
    with open_memory(tiny_copy.root) as memory:
        _checked(tiny_copy, memory)

    written = [path for path, number in before.items() if path.stat().st_ino != number]
    assert len(before) > 2 >= len(written) > 0


def test_place_is_known_without_reading_again(tiny_copy: CatalogCopy) -> None:
    """A problem that comes up in an unchanged file has the line and column as ever."""
    memory = Memory()
    _checked(tiny_copy, memory)
    tiny_copy.remove("consequences/users-lose-trust.yaml")

    remembered = _checked(tiny_copy, memory)

    assert remembered.problems
    assert _checked(tiny_copy) == remembered
    assert all(problem.where.line > 1 for problem in remembered.problems)


def test_unchanged_files_are_not_parsed(
    tiny_copy: CatalogCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second check parses the file that was edited, and no other."""
    parsed: list[str] = []
    read = reader.read_document
    with open_memory(tiny_copy.root) as memory:
        first = _checked(tiny_copy, memory)
    tiny_copy.replace(ISSUE, "title: Stale features", "title: Old features")

    def counted(text: str, shown: str) -> reader.Document:
        parsed.append(shown)
        return read(text, shown)

    monkeypatch.setattr(reader, "read_document", counted)
    with open_memory(tiny_copy.root) as memory:
        second = _checked(tiny_copy, memory)

    assert [ISSUE] == parsed
    assert first == second


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="other JSON"),
        pytest.param('{"code": "of another version", "known": 1}', id="other version"),
    ],
)
def test_memory_of_another_kind_is_no_memory(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """What another version left, or a full disk, is made again."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "memory"))
    with open_memory(tiny_copy.root) as memory:
        first = _checked(tiny_copy, memory)
    good = {path: path.read_text(encoding="utf-8") for path in _kept(tmp_path / "memory")}
    for path in good:
        path.write_text(content, encoding="utf-8")

    with open_memory(tiny_copy.root) as memory:
        second = _checked(tiny_copy, memory)

    assert first == second
    for path, text in good.items():
        assert json.loads(text) == json.loads(path.read_text(encoding="utf-8"))


def test_what_is_no_longer_there_is_forgotten(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory does not grow with every edit, nor the folder with every catalog."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "memory"))
    with open_memory(tiny_copy.root) as memory:
        _checked(tiny_copy, memory)
    before = len(memory.used)
    tiny_copy.replace(ISSUE, "title: Stale features", "title: Old features")
    with open_memory(tiny_copy.root) as memory:
        _checked(tiny_copy, memory)
    for number in range(10):
        with open_memory(tmp_path / str(number)) as other:
            other.of("a")["said"] = ""

    assert before == len(memory.used)
    assert KEPT == len({path.parent for path in _kept(tmp_path / "memory")})


@pytest.mark.parametrize("named", [pytest.param("", id="none"), pytest.param("file", id="file")])
def test_no_place_to_remember_is_no_obstacle(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """The answer is the same where nothing can be kept, or should not be."""
    (tmp_path / "file").touch()
    monkeypatch.setenv(FOLDER, named and str(tmp_path / named))

    with open_memory(tiny_copy.root) as memory:
        assert () == _checked(tiny_copy, memory).problems


def test_write_that_fails_leaves_nothing(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the answer is the same, and no draft stays."""

    def full(*_: object) -> Path:
        raise OSError

    monkeypatch.setenv(FOLDER, str(tmp_path / "memory"))
    monkeypatch.setattr(Path, "replace", full)
    with open_memory(tiny_copy.root) as memory:
        assert () == _checked(tiny_copy, memory).problems

    assert [] == [path for path in (tmp_path / "memory").rglob("*") if path.is_file()]


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "HOME"])
def test_folder_is_the_users(
    tiny_copy: CatalogCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Without a folder of choice it is the user's folder for such things, never the checkout."""
    for name in (FOLDER, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path / "user"))

    with open_memory(tiny_copy.root) as memory:
        memory.of("a")["said"] = ""

    assert 1 == len(_kept(tmp_path / "user"))
