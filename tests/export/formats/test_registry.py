"""Every format: says where it is from, is the same every time, holds the whole catalog."""

import hashlib
import json
from collections.abc import Callable, Mapping

import pytest

import kb
from kb.export.edition import edition_of
from kb.export.formats.registry import FORMATS, Form, Product
from kb.graph.tables import Tables
from tests.catalog_copy import TINY
from tests.own_process import run_python

Made = Callable[[str], Product]

CODE = """
import hashlib, json, sys, kb
from kb.export.edition import edition_of
from kb.export.formats.registry import FORMATS

tables = kb.load(sys.argv[1]).tables
made = {name: format.make(tables, edition_of(tables)) for name, format in FORMATS.items()}
print(json.dumps({
    name: hashlib.sha256(one if isinstance(one, bytes) else json.dumps(one).encode()).hexdigest()
    for name, one in made.items()
}))
"""
FORMS = {Form.TEXT: str, Form.BINARY: bytes, Form.FOLDER: Mapping}
QUICK = tuple(name for name in FORMATS if name not in ("turtle", "jsonld"))
"""Formats that do not take seconds; what the slow ones are made of is in `test_rdf.py`."""


def _digest(product: Product) -> str:
    content = product if isinstance(product, bytes) else json.dumps(product).encode()
    return hashlib.sha256(content).hexdigest()


def test_two_runs_make_the_same_bytes(made: Made) -> None:
    """Nothing depends on the clock, on the process or on the seed of its hashes."""
    elsewhere = json.loads(run_python(CODE, TINY, PYTHONHASHSEED="1"))

    assert elsewhere == {name: _digest(made(name)) for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_product_has_the_form_that_is_promised(made: Made, name: str) -> None:
    """The command line knows beforehand whether a terminal, a file or a folder can take it."""
    assert isinstance(made(name), FORMS[FORMATS[name].form])


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("key", ["data_version", "schema_version", "licence"])
def test_export_says_where_it_is_from(
    made: Made, tiny: kb.KnowledgeBase, name: str, key: str
) -> None:
    """Version of the data, version of the shape and licence stand in every export."""
    said, product = edition_of(tiny.tables).about(), made(name)

    content = product if isinstance(product, bytes) else json.dumps(product).encode()
    link = {"licence": said["licence_url"]}.get(key, said[key])
    assert said[key].encode() in content or link.encode() in content


@pytest.fixture(scope="module", name="real")
def _real() -> Tables:
    return kb.load().tables


@pytest.mark.parametrize("name", QUICK)
def test_real_catalog_can_be_exported(real: Tables, name: str) -> None:
    """No entry of the shipped catalog is too odd for a format."""
    product = FORMATS[name].make(real, edition_of(real))

    assert real.version in str(product)
