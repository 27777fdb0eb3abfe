"""Files that were written to hurt: each is refused quickly, in one piece and without a traceback."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.loading.reader import Document, read_file
from tests.catalog_copy import CatalogCopy
from tests.payloads import BOMB, COSTLY, DEEP, TERMINAL, YAML_PIECES, cases

Read = Callable[[str | bytes], Document]

ISSUE = "issues/stale-features.yaml"
HARM = "consequences/users-lose-trust.yaml"
PATIENCE = 2.0
"""Seconds of processor time, which other work on the machine does not change."""


@pytest.mark.security(2)
def test_alias_bomb_is_refused_without_expanding_it(read: Read) -> None:
    """Nine levels of nine aliases would be 387 million values."""
    start = process_time()

    document = read(BOMB)

    assert process_time() - start < 0.05
    assert ["entry.yaml:2:40: KB502: more than 8 anchors and aliases; write all values out"] == [
        str(problem) for problem in document.problems
    ]


def test_few_aliases_are_reported_at_their_places(read: Read) -> None:
    """An author who did not know better sees each of them."""
    document = read("a: &a x\nb: *a\nc: *a\n")

    assert [("KB502", 1), ("KB502", 2), ("KB502", 3)] == [
        (problem.code, problem.where.line) for problem in document.problems
    ]


@pytest.mark.security(3)
@pytest.mark.parametrize("text", cases(DEEP))
def test_deep_nesting_ends_the_command_in_order(tiny_copy: CatalogCopy, text: str) -> None:
    """Where other readers overflow the stack or crash the process, `kb check` prints one line."""
    tiny_copy.write(HARM, text)

    result = subprocess.run(
        [sys.executable, "-m", "kb.cli", "check", str(tiny_copy.root)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert 1 == result.returncode
    assert 1 == len(result.stdout.splitlines())
    assert re.search(": (KB505: nested deeper|KB103: a key that is not text)", result.stdout)
    assert "Traceback" not in result.stderr


@pytest.mark.security(4, 23)
@pytest.mark.parametrize("text", cases(COSTLY))
def test_costly_file_is_refused_quickly(tiny_copy: CatalogCopy, text: str) -> None:
    """No file within the limits of size keeps a check busy."""
    tiny_copy.write(ISSUE, text)
    start = process_time()

    problems = tiny_copy.problems()

    assert process_time() - start < PATIENCE
    assert problems


@pytest.mark.security(24)
@pytest.mark.parametrize("text", cases(TERMINAL))
def test_order_to_a_terminal_is_refused(tiny_copy: CatalogCopy, text: str) -> None:
    """By an escape, ESC and its like would get past a look at the bytes."""
    tiny_copy.replace("issues/noisy-labels.yaml", "title: Noisy labels", f"title: {_flow(text)}")

    assert "KB503" in {problem.code for problem in tiny_copy.problems()}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file to write examples into."""
    return tmp_path_factory.mktemp("fuzz") / "entry.yaml"


@settings(deadline=None, max_examples=200)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(file: Path, content: bytes) -> None:
    """Bytes give a mapping or at least one problem, never an exception."""
    file.write_bytes(content)
    start = process_time()

    document = read_file(file, "entry.yaml")

    assert process_time() - start < PATIENCE
    assert isinstance(document.data, dict) or document.problems


@settings(deadline=None, max_examples=400)
@given(content=st.lists(st.sampled_from(YAML_PIECES), max_size=60).map("".join))
def test_anything_like_yaml_is_read_or_refused(file: Path, content: str) -> None:
    """Pieces of YAML in any order give a mapping or at least one problem, each inside the file."""
    file.write_bytes(content.encode())
    start = process_time()

    document = read_file(file, "entry.yaml")

    assert process_time() - start < PATIENCE
    assert isinstance(document.data, dict) or document.problems
    assert all(
        problem.where.line <= content.count("\n") + 2 and str(problem).isprintable()
        for problem in document.problems
    )


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(("unknown", "none-known", "stale-features", "scores-agree", "x\ny", "[[x]]"))
    | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("id", "why", "outcome", "key", "terms", "source", "gaps", "n", "of")),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> CatalogCopy:
    """Return a copy of the tiny catalog in which the examples replace one file after another."""
    return CatalogCopy(tmp_path_factory.mktemp("fuzz") / "catalog")


def _flow(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _keys(document: Document) -> Iterator[str]:
    yield from document.data if isinstance(document.data, dict) else ()
    yield from ("gaps", "replaced_by", "precedes", "verification", "terms", "x\ny")


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_value_in_any_field_is_accepted_or_reported(
    catalog: CatalogCopy, data: st.DataObject
) -> None:
    """A field of any entry or vocabulary may hold any value; the answer is a list of problems."""
    paths = sorted(path.relative_to(catalog.root) for path in catalog.root.rglob("*.yaml"))
    path = data.draw(st.sampled_from(paths), label="file")
    original = (catalog.root / path).read_bytes()
    document = read_file(catalog.root / path, str(path))
    field = data.draw(st.sampled_from(sorted(set(_keys(document)))), label="field")
    value = data.draw(VALUES, label="value")
    catalog.write(str(path), _flow({**dict(document.data), field: value}))

    try:
        lines = [str(problem) for problem in catalog.problems()]
    finally:
        catalog.write(str(path), original)

    assert all(line.isprintable() for line in lines)
    assert len(set(lines)) == len(lines)
