"""The fill rate of every field."""

import json

import kb
from kb.export.fill import FieldFill, fill_rates
from kb.loading.compile import compile_catalog
from kb.loading.loader import load_catalog
from tests.catalog_copy import CatalogCopy


def _by_field(catalog: CatalogCopy) -> dict[tuple[str, str], FieldFill]:
    tables = compile_catalog(load_catalog(catalog.root))
    return {(rate.kind, rate.field): rate for rate in fill_rates(tables)}


def test_filled_and_open_fields_are_counted_apart(tiny_copy: CatalogCopy) -> None:
    """A field that says `none-known` is answered, but not filled."""
    rates = _by_field(tiny_copy)

    assert (
        FieldFill("symptom", "log_patterns", 2, 2, 4, required=True)
        == rates["symptom", "log_patterns"]
    )
    assert FieldFill("issue", "title", 3, 0, 3, required=True) == rates["issue", "title"]
    assert not rates["issue", "aliases"].required


def test_retired_entries_do_not_count(tiny_copy: CatalogCopy) -> None:
    """What is kept for its address only need not be filled."""
    tiny_copy.write(
        "consequences/old-harm.yaml",
        "id: old-harm\ntitle: Old harm\nsummary: Nobody calls it so any more.\nstatus: retired\n"
        "replaced_by: users-lose-trust\nreason: Two names for one harm.\nadded: 2026-01-15\n",
    )

    assert 2 == _by_field(tiny_copy)["consequence", "scope"].of


def test_rate_of_nothing_is_zero() -> None:
    """A kind without entries has no share to speak of."""
    rate = FieldFill("study", "method", 0, 0, 0, required=True)

    assert (0.0, 0.0) == (rate.rate, rate.to_dict()["rate"])


def test_rates_are_json(tiny: kb.KnowledgeBase) -> None:
    """The share is rounded to four digits."""
    [aliases] = [
        rate for rate in fill_rates(tiny.tables) if (rate.kind, rate.field) == ("issue", "aliases")
    ]

    assert {
        "kind": "issue",
        "field": "aliases",
        "filled": aliases.filled,
        "open": 0,
        "of": 3,
        "required": False,
        "rate": round(aliases.filled / 3, 4),
    } == json.loads(json.dumps(aliases.to_dict()))
