"""GraphML, read back by networkx."""

import io
import re
from collections.abc import Callable

import networkx

import kb
from kb.export.network import to_networkx


def test_graph_comes_back_whole(text: Callable[[str], str], tiny: kb.KnowledgeBase) -> None:
    """The same nodes, edges and attributes; an edge has its name besides."""
    graph = to_networkx(tiny.tables)

    read = networkx.read_graphml(io.BytesIO(text("graphml").encode()), force_multigraph=True)

    assert dict(graph.nodes(data=True)) == dict(read.nodes(data=True))
    expected = [
        (source, target, {**told, "name": f"{source}/{key}/{target}"})
        for source, target, key, told in graph.edges(keys=True, data=True)
    ]
    assert expected == list(read.edges(data=True))


def test_every_edge_has_an_id_of_its_own(text: Callable[[str], str]) -> None:
    """Programs that keep edges by id lose none."""
    ids = re.findall(r'<edge [^>]*id="([^"]+)"', text("graphml"))

    assert len(ids) == len(set(ids))
