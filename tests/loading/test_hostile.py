"""Files that were written to hurt: each is refused quickly, in one piece and without a traceback."""

import json
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

Read = Callable[[str | bytes], Document]

ISSUE = "issues/stale-features.yaml"
HARM = "consequences/users-lose-trust.yaml"
PATIENCE = 2.0
"""Seconds of processor time, which other work on the machine does not change."""

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
)


def test_alias_bomb_is_refused_without_expanding_it(read: Read) -> None:
    """Nine levels of nine aliases would be 387 million values."""
    start = process_time()

    document = read(BOMB)

    assert process_time() - start < 0.05
    assert {"KB502"} == {problem.code for problem in document.problems}
    assert 9 + 8 * 9 == len(document.problems)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("[" * 100_000, "KB505", id="brackets"),
        pytest.param("a: " + "{a: " * 50_000, "KB505", id="braces"),
        pytest.param("- " * 100_000, "KB505", id="lists in a block"),
        pytest.param("? " * 100_000, "KB103", id="keys in a block"),
        pytest.param(
            "".join(f"{' ' * n}a:\n" for n in range(600)), "KB505", id="mappings in a block"
        ),
    ],
)
def test_deep_nesting_ends_the_command_in_order(
    tiny_copy: CatalogCopy, text: str, code: str
) -> None:
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
    assert f": {code}: " in result.stdout
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 250_000, id="spaces"),
        pytest.param("\n" * 250_000, id="empty lines"),
        pytest.param("#" * 250_000, id="comment"),
        pytest.param("%" * 250_000, id="directive"),
        pytest.param("!" * 250_000, id="tag"),
        pytest.param("a: &" + "b" * 250_000, id="long anchor"),
        pytest.param("a: !<" + "b" * 250_000 + ">", id="long tag"),
        pytest.param('a: "' + "\\x41" * 60_000 + '"', id="escapes"),
        pytest.param('a: "' + "\n" * 250_000 + '"', id="lines in quotes"),
        pytest.param("a: |\n" + " \n" * 120_000, id="blank lines in a block"),
        pytest.param("a: " + "b-" * 120_000, id="long word"),
        pytest.param("a" * 250_000 + ": b", id="long key"),
        pytest.param("? " + "a" * 250_000, id="long explicit key"),
        pytest.param("a: [" + "," * 250_000, id="commas"),
        pytest.param("a: [" + "x," * 19_000 + "]", id="many items"),
        pytest.param("a: 1\n" * 9_000, id="one key many times"),
        pytest.param("a: *b\n" * 9_000, id="many aliases"),
        pytest.param("".join(f"key-{n}: 1\n" for n in range(9_000)), id="many unknown fields"),
        pytest.param(
            "tags:\n" + "".join(f"  - freshness-{n}\n" for n in range(9_000)),
            id="many unknown terms",
        ),
        pytest.param(
            "root_causes:\n" + "".join(f"  - id: slow-job-{n}\n" for n in range(4_500)),
            id="many dangling links",
        ),
        pytest.param("root_causes:\n  - id: " + "slow-" * 50_000, id="long dangling link"),
        pytest.param("detectability: " + "quiet " * 40_000, id="long unknown word"),
        pytest.param("description: '" + "[[" * 120_000 + "'", id="open references"),
        pytest.param("description: '" + "[[a]]" * 5_000 + "'", id="many dead references"),
        pytest.param("url: https://" + "a." * 120_000, id="long host"),
        pytest.param("title: " + "a-" * 120_000, id="long title"),
        pytest.param("added: " + "9" * 250_000, id="long number"),
    ],
)
def test_costly_file_is_refused_quickly(tiny_copy: CatalogCopy, text: str) -> None:
    """No file within the limits of size keeps a check busy."""
    tiny_copy.write(ISSUE, text)
    start = process_time()

    problems = tiny_copy.problems()

    assert process_time() - start < PATIENCE
    assert problems


TOKENS = st.sampled_from(
    (
        *("\n", "\n", "\n  ", "\n    ", " ", "\t", "\r\n", "- ", ": ", ":", ", ", "? ", "# "),
        *("{", "}", "[", "]", "'", '"', "|\n", ">\n", "|-\n", "&a ", "*a", "<<", "!x ", "!!str "),
        *("---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "\\u202e", "\\x", "\u202e", "\ufeff"),
        *("id", "title", "true", "null", "0", "-7", "1e3", "é", "e\u0301", "[[x]]", "~", "@", "`"),
    )
)


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
@given(content=st.lists(TOKENS, max_size=60).map("".join))
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
