"""RDF as real tools read it: the same graph in both forms, valid, documented, open to SPARQL."""

import sys
from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import BNode, _is_valid_uri

import kb
from kb.errors import QueryError
from kb.export.edition import Edition, edition_of
from kb.export.formats.rdf_graph import rdf_graph
from kb.export.formats.registry import FORMATS
from kb.graph import kinds

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

Text = Callable[[str], str]

BASE = "https://example.org/kb/"
FORMS = {"turtle": "turtle", "jsonld": "json-ld", "shacl": "turtle"}
KB = f"{BASE}ontology/#kb:"


def _read(text: str, name: str, base: str | None = BASE) -> Graph:
    """Return an export as rdflib reads it."""
    return Graph().parse(data=text, format=FORMS[name], publicID=base)


@pytest.fixture(scope="module", name="graph")
def _graph(text: Text) -> Graph:
    return _read(text("turtle"), "turtle")


@pytest.fixture(name="shapes")
def _shapes(text: Text) -> Graph:
    """Return the shapes, anew for every test: pyshacl adds to what it is given."""
    return _read(text("shacl"), "shacl")


@pytest.mark.parametrize("base", [BASE, None], ids=["read from an address", "read from nowhere"])
def test_both_forms_are_one_graph(text: Text, base: str | None) -> None:
    """Turtle and JSON-LD say the same, wherever they are read."""
    turtle, jsonld = (_read(text(name), name, base) for name in ("turtle", "jsonld"))

    assert isomorphic(turtle, jsonld)


def test_both_forms_are_one_graph_as_files(text: Text, tmp_path: Path) -> None:
    """Relative addresses are taken from the place of the file."""
    for name in ("turtle", "jsonld"):
        (tmp_path / name).write_text(text(name), encoding="utf-8")
    turtle, jsonld = (Graph().parse(tmp_path / n, format=FORMS[n]) for n in ("turtle", "jsonld"))

    assert isomorphic(turtle, jsonld)
    assert URIRef(f"{tmp_path.as_uri()}/issues/noisy-labels/") in set(turtle.subjects())


@pytest.mark.parametrize("home", [BASE, BASE.rstrip("/")])
def test_home_of_the_site_is_the_base(tiny: kb.KnowledgeBase, graph: Graph, home: str) -> None:
    """With an address of the site all names are absolute, and the graph is the same."""
    for name in ("turtle", "jsonld"):
        made = FORMATS[name].make(tiny.tables, edition_of(tiny.tables, home))
        assert isinstance(made, str)
        assert isomorphic(graph, _read(made, name, "https://elsewhere.example.org/"))


def test_shapes_share_the_home(tiny: kb.KnowledgeBase, shapes: Graph) -> None:
    """The shapes are about the same names as the data."""
    made = FORMATS["shacl"].make(tiny.tables, edition_of(tiny.tables, BASE))

    assert isinstance(made, str)
    assert isomorphic(shapes, _read(made, "shacl", "https://elsewhere.example.org/"))


def test_no_address_is_invented(text: Text) -> None:
    """Without a home, what is ours is relative to the file."""
    described = [line for line in text("turtle").splitlines() if line.startswith("<")]

    assert 150 <= len(described)
    assert [] == [line for line in described if "://" in line]


def test_data_satisfy_the_shapes(graph: Graph, shapes: Graph) -> None:
    """What is exported is valid."""
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)

    assert conforms, report


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        pytest.param("issues/noisy-labels/", "grade", Literal("F"), id="unknown grade"),
        pytest.param(
            "issues/noisy-labels/", "caused_by", URIRef(f"{BASE}checks/label-twice/"), id="kind"
        ),
        pytest.param("issues/noisy-labels/#evidence/1", "count_n", Literal(61), id="61 of 60"),
        pytest.param(
            "mitigations/label-guide/", "mitigated_by", URIRef(f"{BASE}x/"), id="wrong owner"
        ),
    ],
)
def test_shapes_refuse_wrong_data(
    graph: Graph, shapes: Graph, subject: str, predicate: str, value: Literal | URIRef
) -> None:
    """A wrong value is a violation, so that the shapes are worth shipping."""
    wrong = Graph() + graph
    wrong.set((URIRef(f"{BASE}{subject}"), URIRef(f"{KB}{predicate}"), value))

    assert not pyshacl.validate(wrong, shacl_graph=shapes)[0]


@pytest.mark.parametrize(
    ("path", "lists"),
    [
        pytest.param("grade", [kinds.Grade], id="grade"),
        pytest.param("strength", [kinds.CauseStrength, kinds.FindingStrength], id="strength"),
        pytest.param("likelihood", [kinds.Likelihood], id="likelihood"),
        pytest.param("effect", [kinds.Effect], id="effect"),
        pytest.param("effectiveness", [kinds.Effectiveness], id="effectiveness"),
        pytest.param("direction", [kinds.Direction], id="direction"),
        pytest.param("size", [kinds.Size], id="size"),
        pytest.param("stance", [kinds.Stance], id="stance"),
        pytest.param("status", [kinds.Status], id="status"),
        pytest.param("severity_rating", [kinds.Severity], id="severity"),
        pytest.param("detectability", [kinds.Detectability], id="detectability"),
    ],
)
def test_shapes_allow_the_values_of_the_models(
    shapes: Graph, path: str, lists: list[type[kinds.Grade]]
) -> None:
    """The lists in the shapes are those of the code."""
    question = f"SELECT ?value {{ ?shape sh:path <{KB}{path}> ; sh:in/rdf:rest*/rdf:first ?value }}"
    allowed = {str(row[0]) for row in shapes.query(question)}

    assert {value.value for values in lists for value in values} == allowed


def test_every_own_term_is_documented(graph: Graph) -> None:
    """What the data use and the namespace holds has a label and a comment, a property its ends."""
    used = {str(term) for triple in graph for term in triple[1:] if str(term).startswith(KB)}
    documented = {
        str(term)
        for term in graph.subjects(RDF.type)
        if graph.value(term, RDFS.label) and graph.value(term, RDFS.comment)
    }
    classes = {str(term) for term in graph.subjects(RDF.type, OWL.Class)}
    ended = {
        str(term)
        for term in graph.subjects(RDFS.domain)
        if graph.value(term, RDFS.domain) and graph.value(term, RDFS.range)
    }

    assert set() == used - documented
    assert set() == used - classes - ended


def test_entries_are_concepts(graph: Graph) -> None:
    """Names, definition, scheme and correspondences are said in SKOS."""
    entry = URIRef(f"{BASE}issues/noisy-labels/")

    assert Literal("Noisy labels", lang="en") == graph.value(entry, SKOS.prefLabel)
    assert Literal("Label noise", lang="en") in set(graph.objects(entry, SKOS.altLabel))
    assert URIRef(f"{BASE}issues/") == graph.value(entry, SKOS.inScheme)
    other = graph.value(entry, SKOS.closeMatch)
    assert Literal("accuracy") == graph.value(other, SKOS.notation)


def test_general_issue_is_the_broader_concept(graph: Graph) -> None:
    """Tools that know SKOS only see the hierarchy, too."""
    special = URIRef(f"{BASE}issues/stale-weather-feed/")

    assert URIRef(f"{BASE}issues/stale-features/") == graph.value(special, SKOS.broader)


def test_evidence_leads_to_its_source(graph: Graph) -> None:
    """From a link over its evidence to the work that says it, with the figure."""
    link = URIRef(f"{BASE}issues/stale-features/#caused_by/slow-nightly-job")
    evidence = graph.value(link, URIRef(f"{KB}evidence"))

    source = graph.value(evidence, PROV.hadPrimarySource)
    assert URIRef(f"{BASE}sources/doe2021interviews/") == source
    assert Literal(6) == graph.value(evidence, URIRef(f"{KB}count_n"))
    assert Literal("Jörg König") in set(graph.objects(source, DCTERMS.creator))


def test_root_causes_two_steps_from_a_harm_are_found(graph: Graph) -> None:
    """SPARQL follows the chain from a consequence over its issues."""
    question = f"""
        PREFIX kb: <{KB}>
        SELECT DISTINCT ?cause {{
          ?issue kb:leads_to <{BASE}consequences/users-lose-trust/> ; kb:caused_by ?cause
        }} ORDER BY ?cause
    """

    names = ("no-data-owner", "slow-nightly-job", "unclear-label-guide")
    expected = [URIRef(f"{BASE}root-causes/{name}/") for name in names]
    assert expected == [row[0] for row in graph.query(question)]


def test_real_catalog_makes_a_sound_graph() -> None:
    """Every address is one, and nothing is anonymous: two runs would not be the same."""
    tables = kb.load().tables
    terms = {term for triple in rdf_graph(tables, edition_of(tables)) for term in triple}

    assert [] == [term for term in terms if isinstance(term, BNode)]
    assert [] == [term for term in terms if isinstance(term, URIRef) and not _is_valid_uri(term)]


@pytest.mark.parametrize("name", ["turtle", "jsonld"])
def test_missing_package_is_named(
    tiny: kb.KnowledgeBase, edition: Edition, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """One line says what to install."""
    monkeypatch.setitem(sys.modules, "rdflib", None)

    with pytest.raises(QueryError, match=r"needs rdflib: pip install 'ml-quality-kb\[rdf\]'"):
        FORMATS[name].make(tiny.tables, edition)
