"""CSL-JSON, cited by a citation processor that is not ours."""

import json
import warnings
from collections.abc import Callable, Mapping

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

import kb
from kb.export.edition import edition_of
from kb.export.formats.registry import FORMATS
from tests.catalog_copy import CatalogCopy


def _printed(items: list[dict[str, object]]) -> str:
    """Return a bibliography in the Harvard style; what the processor does not know is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings(
            "ignore", "The following arguments for Reference are unsupported: custom"
        )
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        made.register(Citation([CitationItem(str(item["id"]).lower())]))
    return "\n".join(str(entry) for entry in made.bibliography())


def test_sources_can_be_cited(text: Callable[[str], str]) -> None:
    """Names, year, title and venue arrive where a style looks for them."""
    printed = _printed(json.loads(text("csl")))

    assert "Doe, J. and König, J. (2021) “Interviews on data in production”, Proceedings" in printed


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param("type: web", {"type": "webpage"}, id="type"),
        pytest.param("type: standard\nvenue: ISO", {"publisher": "ISO"}, id="publisher"),
        pytest.param("type: article\nvenue: J", {"container-title": "J"}, id="journal"),
        pytest.param("title: No type", {"type": "document"}, id="no type"),
        pytest.param("arxiv: 2001.00001", {"URL": "https://arxiv.org/abs/2001.00001"}, id="arxiv"),
        pytest.param(
            "type: preprint\narxiv: 2001.00001", {"number": "arXiv:2001.00001"}, id="preprint"
        ),
        pytest.param(
            "et_al: true\nauthors:\n  - family: Test Society",
            {"author": [{"literal": "Test Society"}, {"literal": "et al."}]},
            id="organisation and others",
        ),
    ],
)
def test_field_becomes_a_variable(
    tiny_copy: CatalogCopy, fields: str, expected: Mapping[str, object]
) -> None:
    """Each field has its name in CSL, and what is not known is left out."""
    title = "" if "title" in fields else "title: A title\n"
    rest = "summary: Says it.\nstatus: stub\nadded: 2026-01-15\n"
    tiny_copy.write("sources/roe2022.yaml", f"id: roe2022\n{title}{rest}{fields}\n")
    tables = kb.load(tiny_copy.root).tables

    made = FORMATS["csl"].make(tables, edition_of(tables))

    assert isinstance(made, str)
    [item] = [item for item in json.loads(made) if item["id"] == "roe2022"]
    assert expected == {name: item[name] for name in expected}
    assert "issued" not in item
