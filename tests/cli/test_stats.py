"""`kb stats` as text."""

import json

import kb
from tests.catalog_copy import CatalogCopy
from tests.command_line import Run


def test_counts_are_tables(run: Run, tiny: kb.KnowledgeBase) -> None:
    """Entries, links and grades are counted under headings."""
    lines = run("stats").out.splitlines()

    assert f"22 entries (22 complete), version {tiny.version}" == lines[0]
    assert ["Entries", "Links", "Issues by evidence grade", "Missing"] == [
        line for line in lines[1:] if line and not line.startswith(" ")
    ]
    assert ["  issue            3", "  confused with       2", "  B      2"] == [
        line for line in lines if line.split()[:-1] in (["issue"], ["confused", "with"], ["B"])
    ]


def test_what_is_missing_is_named(run: Run, tiny_copy: CatalogCopy) -> None:
    """Issues that lack something and entries that nothing links to are listed by id."""
    tiny_copy.write(
        "issues/bare.yaml",
        "id: bare\ntitle: Bare issue\nsummary: Nothing.\nstatus: stub\nadded: 2026-01-15\n",
    )
    tiny_copy.write(
        "symptoms/lonely.yaml",
        "id: lonely\ntitle: Lonely\nsummary: Nobody.\nstatus: stub\nadded: 2026-01-15\n",
    )

    lines = run("--catalog", str(tiny_copy.root), "stats").out.splitlines()

    assert "24 entries (22 complete)" == lines[0].partition(",")[0]
    assert [
        "  issues without root cause      1  bare",
        "  issues without symptom         1  bare",
        "  issues without consequence     1  bare",
        "  issues without mitigation      1  bare",
        "  issues without check           1  bare",
        "  issues without source          1  bare",
        "  orphan entries                 1  lonely",
    ] == lines[lines.index("Missing") + 1 :]


def test_fill_prints_a_bar_for_each_field(run: Run) -> None:
    """Filled and open counts stand beside the share of all entries."""
    lines = run("stats", "--fill").out.splitlines()

    assert "symptom (4)" in lines
    assert "  log_patterns              *    2    2   50%  ██████████" in lines
    assert "  title                     *    3       100%  ████████████████████" in lines


def test_fill_as_json_is_a_list(run: Run) -> None:
    """Each field is one mapping."""
    rates = json.loads(run("stats", "--fill", "--json").out)

    assert {"kind": "symptom", "field": "log_patterns", "filled": 2, "open": 2, "of": 4} == {
        name: value
        for rate in rates
        if (rate["kind"], rate["field"]) == ("symptom", "log_patterns")
        for name, value in rate.items()
        if name not in {"rate", "required"}
    }
