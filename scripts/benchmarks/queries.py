"""How long questions to a loaded catalog take, each beside plain dictionaries of what it looks at."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

import kb
from scripts.benchmarks.inside import adding_up, timed
from scripts.benchmarks.process import Row, exponent, made
from scripts.benchmarks.quality import load_half

__all__ = ["measure"]

_SIZES = (1000, 10_000)
_CASES = 20
_CAUSAL = ("causes", "precedes", "manifests_as", "leads_to")


class _Question(NamedTuple):
    """A question with its floor, both called with every case."""

    what: str
    ask: Callable[[Any], object]
    floor: Callable[[Any], object]
    named: str
    cases: Sequence[object]
    differs: str = ""


def measure(*, full: bool = False) -> list[Row]:
    """Return one row per question and size, with the growth from one size to the other."""
    of_size = [_rows(size, turns=9 if full else 3) for size in _SIZES]
    rows: list[Row] = []
    for small, large in zip(*of_size, strict=True):
        large["growth"] = exponent([small["value"]], [large["value"]], _SIZES[1] / _SIZES[0])
        rows += [small, large]
    return rows


def _rows(size: int, turns: int) -> list[Row]:
    base, rng = kb.load(made(size)), Random(1)  # noqa: S311 - a sample, no secret
    return [
        timed(
            f"{one.what}, {size}",
            one.ask,
            one.floor,
            one.cases,
            named=one.named,
            turns=turns,
            differs=one.differs,
        )
        for one in (*_of_texts(base), *_of_links(base, rng), _of_facets(base), _of_tools(base, rng))
    ]


def _of_texts(base: kb.KnowledgeBase) -> Iterator[_Question]:
    texts = [query["text"] for query in load_half("tuning")["queries"]][:_CASES]
    floor, named = adding_up(base), "adding up the postings of the words"
    yield _Question("search", base.search, floor, named, texts, "also word parts and typing errors")
    told = "also compares the best 50 field by field"
    yield _Question("similar", base.similar, floor, named, texts, told)


def _of_links(base: kb.KnowledgeBase, rng: Random) -> Iterator[_Question]:
    remedies = {id: [link.target for link in base.neighbours(id, "mitigated_by")] for id in base}
    yield _Question(
        "neighbours of 100 issues",
        lambda ids: [base.neighbours(id, "mitigated_by") for id in ids],
        lambda ids: [remedies[id] for id in ids],
        "looking up lists of ids",
        [rng.choices(list(base.issues), k=100) for _ in range(_CASES)],
    )
    steps = {
        id: [link.target for name in _CAUSAL for link in base.neighbours(id, name)] for id in base
    }
    causes = rng.sample(list(base.root_causes), _CASES)
    yield _Question(
        "trace",
        lambda ends: base.trace(*ends),
        lambda ends: _reached(steps, *ends),
        "breadth-first search over lists of ids",
        [(id, rng.choice(_reached(steps, id))) for id in causes],
        "it finds one chain, not the ten shortest",
    )


def _of_facets(base: kb.KnowledgeBase) -> _Question:
    facets = {id: row.facets for id, row in base.tables.rows.items()}
    return _Question(
        "select a phase",
        lambda phase: base.select(phase=phase),
        lambda phase: [id for id, own in facets.items() if phase in own.get("phase", ())],
        "a pass over plain facets",
        [term["id"] for term in base.tables.terms["phases"]],
        "entries were made before",
    )


def _of_tools(base: kb.KnowledgeBase, rng: Random) -> _Question:
    using = {id: {*row.facets.get("tool", ())} for id, row in base.tables.rows.items()}
    ways = {
        id: {
            tool
            for name in ("mitigated_by", "confirmed_by")
            for link in base.neighbours(id, name)
            for tool in using[link.target]
        }
        for id in base.issues
    }
    tools = [term["id"] for term in base.tables.terms["tools"]]
    return _Question(
        "coverage of 3 tools",
        base.coverage,
        lambda asked: [id for id, own in ways.items() if own.intersection(asked)],
        "a pass over the tools of each issue",
        [rng.sample(tools, 3) for _ in range(_CASES)],
        "it does not tell through what, nor detecting from treating",
    )


def _reached(steps: Mapping[str, Sequence[str]], start: str, end: str = "") -> list[str]:
    """Return what can be reached from an entry, the nearest first, up to an end."""
    seen, waiting = {start: None}, deque([start])
    while waiting and end not in seen:
        for target in steps[waiting.popleft()]:
            if target not in seen:
                seen[target] = None
                waiting.append(target)
    return [*seen][1:]
