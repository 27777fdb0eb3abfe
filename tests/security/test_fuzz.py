"""Whatever is in a file or on the command line: an answer, never a crash, never a step outside."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.catalog_copy import TINY, CatalogCopy
from tests.payloads import (
    ADDRESSES,
    BOMB,
    FORMULAS,
    IDS,
    INVISIBLE,
    LOG_LINES,
    LOOKALIKES,
    MARKUP,
    QUESTIONS,
    TERMINAL,
    TITLES,
    YAML_PIECES,
)
from tests.security.guarded import Guarded, Result

PATIENCE = 2.0
"""Seconds of processor time, which other work on the machine does not change."""

PRIVATE = "what-nobody-may-read"
FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*.yaml"))
CORPUS = (MARKUP, TITLES, IDS, ADDRESSES, FORMULAS, QUESTIONS, LOG_LINES, TERMINAL, LOOKALIKES)
PAYLOADS = st.sampled_from(
    sorted({*(text for part in CORPUS for text in part.values()), *INVISIBLE.values(), BOMB})
)
TOKENS = st.sampled_from(YAML_PIECES)
TEXTS = PAYLOADS | st.text(max_size=60) | st.lists(TOKENS | PAYLOADS, max_size=8).map("".join)

fuzz = settings(
    deadline=None, max_examples=60, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture(scope="module", name="catalog")
def _catalog(tmp_path_factory: pytest.TempPathFactory) -> CatalogCopy:
    """Return a copy of the tiny catalog, with a secret beside it that nothing may read."""
    top = tmp_path_factory.mktemp("fuzz")
    top.joinpath("secret.yaml").write_text(f"id: {PRIVATE}\n", encoding="utf-8")
    return CatalogCopy(top / "catalog")


@pytest.fixture(scope="module", name="kb")
def _kb(catalog: CatalogCopy) -> Iterator[Guarded]:
    guarded = Guarded(catalog.root)
    for command in (["check", "."], ["fmt", "."], ["render"], ["--catalog", ".", "search", "a"]):
        assert (0, "") == guarded(*command)[::3]  # what is imported once is not the question
    yield guarded
    guarded.close()


def _is_fine(result: Result) -> bool:
    """Whether a command ended in order; tells what is wrong otherwise."""
    assert "" == result.crash
    assert [] == result.touched
    assert result.code in (0, 1, 2)
    assert "Traceback" not in result.err
    assert PRIVATE not in result.out + result.err
    assert result.seconds < PATIENCE
    return True


def _lines_are_fine(result: Result) -> bool:
    """Whether a report can be shown in a terminal and in the log of a CI."""
    for line in (result.out + result.err).splitlines():
        assert line.isprintable()
        assert not re.match(r"\s*::|.*##\[|.*##vso|.*##teamcity", line)
    return True


def _check(kb: Guarded, catalog: CatalogCopy, file: str, content: bytes) -> Result:
    """Check, render and format the catalog with one file replaced, and put the old one back."""
    catalog.write(file, content)
    try:
        result = kb("check", ".")
        if result.code == 0:
            assert _is_fine(kb("render"))
        told = kb("check", "--format", "github", ".")
        assert _is_fine(told)
        assert all(re.match(r"::(error|warning) file=", line) for line in told.out.splitlines())
        formatted = kb("fmt", file)
        assert _is_fine(formatted)
        assert _lines_are_fine(formatted)
        assert formatted.code == kb("fmt", "--check", file).code
    finally:
        shutil.copyfile(TINY / file, catalog.root / file)
    return result


@pytest.mark.security(1, 2, 3, 4, 5, 7, 24)
@fuzz
@given(file=st.sampled_from(FILES), content=st.binary(max_size=300))
def test_any_bytes(kb: Guarded, catalog: CatalogCopy, file: str, content: bytes) -> None:
    """A file of any bytes is refused line by line."""
    result = _check(kb, catalog, file, content)

    assert _is_fine(result)
    assert _lines_are_fine(result)
    assert 1 == result.code


@pytest.mark.security(1, 2, 3, 4, 5, 7, 24)
@fuzz
@given(file=st.sampled_from(FILES), content=st.lists(TOKENS | PAYLOADS, max_size=40).map("".join))
def test_anything_like_yaml(kb: Guarded, catalog: CatalogCopy, file: str, content: str) -> None:
    """Pieces of YAML and payloads in any order are refused line by line."""
    result = _check(kb, catalog, file, content.encode())

    assert _is_fine(result)
    assert _lines_are_fine(result)


def _mutated(text: str, changes: list[tuple[int, str, str]]) -> str:
    """Return a file with some of its lines deleted, doubled, moved in or given other values."""
    lines = text.splitlines(keepends=True)
    for place, change, new in changes:
        index = place % len(lines)
        line, key = lines[index], lines[index].partition(":")[0]
        lines[index] = {
            "delete": "\n",
            "double": line * 2,
            "indent": f"  {line}",
            "value": f"{key}: {new}\n",
            "quoted": f"{key}: {json.dumps(new)}\n",
            "block": f"{key}: |\n      {new}\n",
            "insert": line[: place % 7] + new + line[place % 7 :],
        }[change]
    return "".join(lines)


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 200),
        st.sampled_from(("delete", "double", "indent", "value", "quoted", "block", "insert")),
        TEXTS,
    ),
    min_size=1,
    max_size=3,
)


@pytest.mark.security(9, 10, 11, 12, 14, 24)
@settings(fuzz, max_examples=120)
@given(file=st.sampled_from(FILES), changes=CHANGES)
def test_mutated_entry(
    kb: Guarded, catalog: CatalogCopy, file: str, changes: list[tuple[int, str, str]]
) -> None:
    """A real file with some of its lines changed is accepted or refused."""
    text = (TINY / file).read_text(encoding="utf-8")

    result = _check(kb, catalog, file, _mutated(text, changes).encode())

    assert _is_fine(result)
    assert _lines_are_fine(result)


Shape = tuple[str, ...]


@pytest.fixture(scope="module", name="known")
def _known(kb: Guarded) -> set[Shape]:
    """Return the elements with their attributes that pages may have."""
    prose = ("a href rel", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul")
    shapes, _ = json.loads(kb("render").out)
    return {*map(tuple, shapes), *(tuple(shape.split()) for shape in prose)}


@pytest.mark.security(11, 12, 13, 14, 19, 20)
@fuzz
@given(
    field=st.sampled_from(("title", "summary", "description", "why_missed", "example")), text=TEXTS
)
def test_any_text_on_a_page(
    kb: Guarded, catalog: CatalogCopy, known: set[Shape], field: str, text: str
) -> None:
    """Where a text is accepted, pages hold no elements and attributes but those of prose."""
    stub = {"id": "odd", "status": "stub", "added": "2026-01-15", "title": "Odd", "summary": "Odd."}
    catalog.write("issues/odd.yaml", json.dumps({**stub, field: text}, ensure_ascii=False))

    result = kb("render")

    catalog.remove("issues/odd.yaml")
    if "CatalogError" not in result.crash:
        assert _is_fine(result)
        found, outside = json.loads(result.out)
        assert (set(), []) == ({*map(tuple, found)} - known, outside)


@pytest.mark.security(8, 9, 24)
@fuzz
@given(name=TEXTS | st.sampled_from(sorted(IDS.values())), folder=st.sampled_from(("", "issues")))
def test_any_file_name(kb: Guarded, catalog: CatalogCopy, name: str, folder: str) -> None:
    """A file of any name, and a link of that name to a secret, is refused and never opened."""
    plain = name.replace("/", "").replace("\0", "")[:60] or "x"
    path = Path(catalog.root, folder, f"{plain}.yaml")
    secret = catalog.root.parent / "secret.yaml"
    for make in (lambda: path.write_bytes(b"id: x\n"), lambda: path.symlink_to(secret)):
        make()
        try:
            result = kb("check", ".")
        finally:
            path.unlink()

        assert _is_fine(result)
        assert _lines_are_fine(result)
        assert result.code == 1 or plain.startswith(".")


COMMANDS = (
    *(("search",), ("search", "--json"), ("diagnose",), ("diagnose", "--json"), ("show",)),
    *(("plan",), ("plan", "--format", "csv"), ("remedies",), ("trace",), ("rule",), ("coverage",)),
    *(("search", "x", "--kind"), ("diagnose", "x", "--phase"), ("diagnose", "x", "--symptom")),
    *(("diagnose", "x", "--check"), ("remedies", "noisy-labels", "--context")),
    *(("similar",), ("schema",), ("new", "issue", "--dry-run"), ("export",)),
    *(("plan", "noisy-labels", "--protect"), ("plan", "noisy-labels", "--max-effort")),
)


@pytest.mark.security(22, 23, 24)
@settings(fuzz, max_examples=150)
@given(
    command=st.sampled_from(COMMANDS),
    texts=st.lists(TEXTS, min_size=1, max_size=2),
    dashes=st.booleans(),
)
def test_any_argument(
    kb: Guarded, command: tuple[str, ...], texts: list[str], *, dashes: bool
) -> None:
    """Any text to any question gives an answer, or one line and exit code 2."""
    arguments = [text.replace("\0", "") for text in texts]

    result = kb("--catalog", ".", *command, *(["--"] if dashes else []), *arguments)

    assert _is_fine(result)
    assert result.code == 0 or result.err


@pytest.mark.security(9, 10, 12)
@fuzz
@given(title=TEXTS, id=st.none() | st.sampled_from(sorted(IDS.values())) | TEXTS)
def test_any_draft(kb: Guarded, catalog: CatalogCopy, title: str, id: str | None) -> None:
    """A new entry of any title and id is written below its folder and read again, or refused."""
    named = [] if id is None else [f"--id={id}"]
    arguments = [text.replace("\0", "") for text in (*named, "--", "issue", title)]
    before = set(catalog.root.rglob("*"))

    result = kb("--catalog", ".", "new", "--anyway", *arguments)

    added = [path for path in set(catalog.root.rglob("*")) - before if ".memory" not in path.parts]
    assert _is_fine(result)
    assert (result.code == 0) is bool(added)
    for path in added:
        checked = kb("check", ".").out
        path.unlink()
        assert catalog.root / "issues" == path.parent
        assert "KB1" not in checked.replace("KB105", "")
        assert "KB5" not in checked.replace("KB507", "")


@pytest.mark.security(23)
@pytest.mark.parametrize("command", [("search",), ("diagnose",), ("show",), ("plan",), ("rule",)])
@pytest.mark.parametrize("unit", ["a", "label ", "a-", "labl ", "-", "' ", "\u0430", "[["])
def test_very_long_argument_takes_no_time(kb: Guarded, command: tuple[str, ...], unit: str) -> None:
    """Thousands of words, known or not, are answered or refused."""
    length = os.sysconf("SC_PAGE_SIZE") * 24  # near the longest argument that a system passes on

    assert _is_fine(kb("--catalog", ".", *command, "--", unit * (length // len(unit))))


def test_step_outside_is_noticed(kb: Guarded, catalog: CatalogCopy) -> None:
    """The watch that all tests above rely on sees a file that is read where none should be."""
    shutil.copytree(TINY, catalog.root.parent / "other")

    touched = kb("check", "../other").touched

    assert any(line.startswith("open ") and line.endswith("label-twice.yaml") for line in touched)


def test_step_outside_is_noticed_when_it_writes(kb: Guarded, catalog: CatalogCopy) -> None:
    """It sees a file that is written, too."""
    place = catalog.root.parent / "sources.bib"

    touched = kb("--catalog", ".", "export", "bibtex", "-o", str(place)).touched

    assert any(line.startswith("os.rename") for line in touched)
