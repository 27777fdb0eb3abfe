"""The form writes drafts as `kb fmt` would, and complains where the models do."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import ValidationError

import kb
from kb.graph.kinds import Kind
from kb.loading.comments import find_comments
from kb.loading.file_text import Refused, clean_text
from kb.loading.formatter import format_file
from kb.loading.overlay import with_overlay
from kb.loading.reader import read_document
from kb.loading.scaffold import id_for
from kb.loading.writer import write_lines
from kb.models.registry import MODELS
from kb.models.scripts import mixed_word
from kb.render.propose_table import FIELDS
from tests.site.building import ROOT, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]

TODAY = datetime(2026, 11, 21, tzinfo=UTC).date().isoformat()

TEXTS = (
    "plain words",
    "no",
    "NO",
    "~",
    "null",
    "true",
    "3.10",
    "010",
    "0",
    "-7",
    "+1e5",
    "0x1f",
    ".inf",
    "12:30",
    "2026-01-31",
    "- a dash first",
    "-no space",
    "---",
    "...",
    "? a question",
    "?really",
    ": a colon first",
    "key: value",
    "ends with a colon:",
    "time 12:30 # no comment",
    "a #hash",
    "#hash first",
    "'single' and \"double\"",
    '"quoted"',
    "it's",
    "back\\slash",
    "[list, of, things]",
    "{a: b}",
    "<b>bold</b> & *star* !tag &anchor %percent @at `tick`",
    "!tag",
    "&anchor",
    "*alias",
    "|",
    "> folded",
    "%directive",
    "@someone",
    "`code`",
    "  spaces around  ",
    "a\ttab",
    "two\nlines",
    "two\r\nlines and\rmore",
    "first\n  indented\n\n\nlast\n",
    "\n\nafter empty lines",
    "trailing spaces  \nin a line",
    "k\u00f6nnte e\u0301tude \u540d\u524d \U0001f600",
    "non\u00a0breaking",
    "L\u0430bel noise",
    "5 \u03bcs for \u0394t, and K\u00f6nig",
    "\uff21 wide letter",
    "zero\u200bwidth",
    "bidi \u202e text",
    "bell \x07",
    "nobody \ufdd0",
    "[[label-noise]] and [[no-such-entry]]",
    "x",
    "",
    " ",
    "word " * 200,
    "constructor",
    "__proto__",
)
IDS = ("", "no", "3", "con", "index", "Upper", "a--b", "fine-id", "label-noise", "x" * 65)
ENTRIES = {
    Kind.ROOT_CAUSE: "features-coded-twice",
    Kind.SYMPTOM: "live-accuracy-below-offline-from-day-one",
    Kind.CONSEQUENCE: "wrong-automated-decisions",
    Kind.MITIGATION: "tune-decision-threshold",
    Kind.CHECK: "review-high-loss-examples",
    Kind.SOURCE: "nahar2022collaboration",
}

ASK = """async ([folder, cases, day]) => {
  const [drafts, checks, { load }, { loadTables }] = await Promise.all(
    ["draft", "draft-checks", "tables", "search"].map((name) => import(`${folder}${name}.mjs`)));
  const [table, { entries }] = await Promise.all([load("propose.json"), loadTables()]);
  const known = new Map(Object.entries(entries).flatMap(([kind, rows]) =>
    rows.map(([id, title]) => [id, { id, kind, title }])));
  return cases.map(([name, values]) => {
    const kind = table.kinds.find((one) => one.kind === name);
    const all = drafts.filledIn(kind, values, day);
    const draft = drafts.draftOf(kind, all);
    return {
      id: drafts.idFor(values.title, 64),
      text: drafts.draftText(kind, draft, table.modeline),
      wrong: [...checks.complaints(kind, all, { ...table, known }).keys()],
    };
  });
}"""

WRITE = """async ([folder, values]) => {
  const { yamlLines } = await import(`${folder}draft-yaml.mjs`);
  return values.map((value) => yamlLines(value).join("\\n"));
}"""


CLOSE = """async ([folder, texts]) => {
  const [{ turnedDown }, { load }, { loadIndex }] = await Promise.all(
    ["turned-down", "tables", "text-index"].map((name) => import(`${folder}${name}.mjs`)));
  const [table, index] = await Promise.all([load("propose.json"), loadIndex()]);
  return texts.map((text) => turnedDown(index, { ...table, alike: 0.2 }, "issue", [text])
    .map(({ title, closeness }) => [title, closeness]));
}"""


class Case(NamedTuple):
    """What was typed, and what the browser made of it."""

    kind: Kind
    values: dict
    made: dict


def _drawn(table: dict) -> Iterator[tuple[str, dict]]:
    """Yield drafts of every kind: strides put each text into each field, where it belongs and not."""
    for kind in table["kinds"]:
        for n in range(2 * len(TEXTS)):
            fair = n >= len(TEXTS)
            values = _record(kind["fields"], n, every=1 + n % 4, fair=fair)
            id = f"drawn-{kind['kind']}-{n}" if fair else IDS[n % len(IDS)]
            yield kind["kind"], {**values, "id": id}


def _record(fields: list[dict], n: int, *, every: int, fair: bool) -> dict:
    return {
        field["name"]: _value(field, n * 7 + at * 5, every=every, fair=fair)
        for at, field in enumerate(fields)
        if field["required"] or at % every == 0
    }


def _value(field: dict, n: int, *, every: int, fair: bool) -> object:
    if "fields" in field:
        one = _record(field["fields"], n, every=every, fair=fair)
        return one if field["form"] == "record" else [one, {}]
    if "choices" in field:
        chosen = field["choices"][n % len(field["choices"])][0]
        return chosen if field["form"] == "choice" else [chosen, "no-such-choice"]
    if fair and field["form"] == "entry":
        return ENTRIES[field["kind"]]
    if fair and field["form"] == "whole":
        return field["example"]
    fitting = [text for text in TEXTS if not fair or _fits(field, text)] or [field["example"]]
    count = 3 if field["form"] == "lines" else 1
    return "\n".join(fitting[(n + k) % len(fitting)] for k in range(count))


def _fits(field: dict, text: str) -> bool:
    """Whether a text may stand in a field, as far as the models' own words tell."""
    told = " ".join(text.split())
    shown = told.isprintable() and "\ufdd0" not in text and "[[no" not in text
    right = re.search(field.get("pattern", ""), told) and not mixed_word(told)
    return bool(shown and right and field.get("least", 1) <= len(told) <= field.get("most", 0))


@pytest.fixture(scope="module", name="page")
def _page(site: Site, chromium: object) -> Iterator[object]:
    page = chromium.new_page()
    page.goto(site.address)
    yield page
    page.close()


@pytest.fixture(scope="module", name="cases")
def _cases(site: Site, page: object) -> list[Case]:
    table = json.loads((site.folder / "assets/kb/propose.json").read_text(encoding="utf-8"))
    drawn = list(_drawn(table))
    made = page.evaluate(ASK, [f"{site.address}assets/kb/", drawn, TODAY])
    return [Case(Kind(kind), values, one) for (kind, values), one in zip(drawn, made, strict=True)]


def _refused(case: Case) -> bool:
    """Whether the reader or the model refuses a draft."""
    try:
        document = read_document(clean_text(case.made["text"].encode(), ""), "")
        MODELS[case.kind].model_validate(document.data)
    except (Refused, ValidationError):
        return True
    return bool(document.problems)


def test_same_lines_as_the_writer(site: Site, page: object) -> None:
    """Every text, alone and in lists and records, is written as Python writes it."""
    texts = [text for text in TEXTS if text.isprintable() or "\n" in text]
    values = [{"a": text, "b": [text, {"c": text, "d": [text, 3]}]} for text in texts]

    written = page.evaluate(WRITE, [f"{site.address}assets/kb/", values])

    assert ["\n".join(write_lines(value, None, find_comments(""))) for value in values] == written


def test_formatter_changes_nothing(cases: list[Case], tmp_path: Path) -> None:
    """What the reader accepts stays as the form wrote it."""
    changed, formatted = [], 0
    for number, case in enumerate(cases):
        path = tmp_path / str(number) / case.kind.folder / "draft.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(case.made["text"], encoding="utf-8", newline="")
        found = format_file(path, "draft.yaml")
        formatted += not found.problems
        changed += [] if found.problems or found.after == case.made["text"] else [case]

    assert ([], True) == (changed, formatted > len(cases) / 2)


def test_ready_draft_is_accepted(cases: list[Case], tmp_path: Path) -> None:
    """Where the form has no complaint, the draft can be added to the catalog; there are many of each kind."""
    ready = {
        id: case
        for case in cases
        if (id := case.values["id"]).startswith("drawn-") and not case.made["wrong"]
    }
    for id, case in ready.items():
        path = tmp_path / case.kind.folder / f"{id}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(case.made["text"], encoding="utf-8")

    tables = with_overlay(kb.load(ROOT / "catalog").tables, tmp_path)

    assert ready.keys() <= tables.rows.keys()
    assert dict.fromkeys(FIELDS, True) == {
        kind: sum(case.kind is kind for case in ready.values()) >= len(TEXTS) for kind in FIELDS
    }


def test_complaint_has_a_reason(cases: list[Case]) -> None:
    """Where the form complains of a single field, so do reader and model, unless it is about other entries."""
    others = ("[[no-such-entry]]", "label-noise", "training-serving-skew")
    judged = [
        case
        for case in cases
        if case.made["wrong"]
        and not any(path.endswith((".id", ".source", ".check")) for path in case.made["wrong"])
        and not any(name in case.made["text"] for name in others)
    ]

    assert [] == [(case.made["text"], case.made["wrong"]) for case in judged if not _refused(case)]
    assert len(judged) > len(TEXTS)


def test_same_id(cases: list[Case]) -> None:
    """A title suggests the id that `kb new` would take."""
    titles = [case.values["title"] for case in cases]

    assert [id_for(title) for title in titles] == [case.made["id"] for case in cases]


def test_same_proposals_turned_down(site: Site, page: object) -> None:
    """The names of rejected issues find the proposals that `kb similar` finds, as close."""
    base = kb.load(ROOT / "catalog")
    issues = [one for one in base.tables.rejected if one.kind is Kind.ISSUE]
    texts = [line for one in issues for line in (one.title, *one.phrases)]

    found = page.evaluate(CLOSE, [f"{site.address}assets/kb/", texts])

    ours = [
        {
            one.title: one.comparison.closeness
            for one in base.similar(text, kind="issue", limit=99).rejected
        }
        for text in texts
    ]
    assert ours == [
        {title: pytest.approx(close, abs=1e-4) for title, close in all} for all in found
    ]
