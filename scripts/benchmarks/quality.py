"""How often the right issue is named, beside two baselines over the same texts.

The descriptions were written from the list of titles alone, by writers who had not seen the
phrases of the entries. The tuning half may be looked at; the validation half is only counted.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import TypedDict

import numpy as np
import yaml

import kb
from kb.models.issue import Issue
from scripts.benchmarks.minilm import MiniLM

__all__ = ["load_half", "measure", "misses", "table"]

_HERE = Path(__file__).parent
_TOP = (1, 3, 5)

Ranker = Callable[[str], Sequence[str]]


class Query(TypedDict):
    """A description with the issues that an expert would accept, the best first."""

    text: str
    accept: list[str]
    phase: str
    style: str


class Half(TypedDict):
    """One half of the descriptions."""

    queries: list[Query]
    out_of_scope: list[str]


def load_half(half: str) -> Half:
    """Return the descriptions of a half."""
    data: Half = yaml.safe_load((_HERE / f"queries-{half}.yaml").read_text(encoding="utf-8"))
    return data


def measure(half: str) -> dict[str, object]:
    """Return for each method its figures over a half, and for ours those by phase and style."""
    base, data = kb.load(), load_half(half)
    queries = data["queries"]
    rankers = _rankers(base, queries)
    result: dict[str, object] = {"queries": len(queries), "issues": len(base.issues)}
    for name, rank in rankers.items():
        result[name] = _figures(rank, queries)
    ours = rankers["kb diagnose"]
    for group in ("style", "phase"):
        values = sorted({query[group] for query in queries})  # type: ignore[literal-required]
        result[f"by {group}"] = {
            value: _figures(ours, [q for q in queries if q[group] == value])  # type: ignore[literal-required]
            for value in values
        }
    result["refused"] = {
        "of real ones": sum(base.diagnose(query["text"]).abstained for query in queries),
        "real ones": len(queries),
        "of others": sum(base.diagnose(text).abstained for text in data["out_of_scope"]),
        "others": len(data["out_of_scope"]),
    }
    return result


def misses(half: str) -> str:
    """Return the descriptions whose issue does not come first, with what does."""
    base = kb.load()
    lines = []
    for query in load_half(half)["queries"]:
        found = _diagnosed(base)(query["text"])
        if found[0] not in query["accept"]:
            place = next((i for i, id in enumerate(found, 1) if id in query["accept"]), 0)
            lines.append(f"{place:>4}  {query['accept'][0]:<36} not {found[0]:<36} {query['text']}")
    return "\n".join(lines)


def _rankers(base: kb.KnowledgeBase, queries: Sequence[Query]) -> dict[str, Ranker]:
    issues = dict(base.issues)
    everything = {id: " ".join(_texts(issue)) for id, issue in issues.items()}
    definitions = {id: f"{issue.title}. {issue.summary}" for id, issue in issues.items()}
    print(f"embedding {len(issues)} issues and {len(queries)} descriptions …", file=sys.stderr)
    model = MiniLM()
    asked = dict(
        zip(
            (query["text"] for query in queries),
            model.embed(query["text"] for query in queries),
            strict=True,
        )
    )
    return {
        "kb diagnose": _diagnosed(base),
        "BM25, names and definitions": _bm25(definitions),
        "BM25, same texts": _bm25(everything),
        "MiniLM, names and definitions": _nearest(
            asked, [*definitions], model.embed(definitions.values())
        ),
        "MiniLM, best phrase": _nearest(
            asked,
            [id for id, issue in issues.items() for _ in _texts(issue)],
            model.embed(text for issue in issues.values() for text in _texts(issue)),
        ),
    }


def _texts(issue: Issue) -> list[str]:
    """Return the texts of an issue that a search reads, one by one."""
    return [issue.title, issue.summary, *issue.aliases, *issue.phrases]


def _diagnosed(base: kb.KnowledgeBase) -> Ranker:
    everything = len(base.issues)

    def rank(text: str) -> list[str]:
        return [suspect.id for suspect in base.diagnose(text, limit=everything).suspects] or [""]

    return rank


def _bm25(texts: Mapping[str, str], k1: float = 1.2, b: float = 0.75) -> Ranker:
    """Return plain BM25 over lower-case words (Robertson and Zaragoza 2009, section 3.4)."""
    words = {id: Counter(re.findall(r"\w+", text.lower())) for id, text in texts.items()}
    sizes = {id: sum(count.values()) for id, count in words.items()}
    average = sum(sizes.values()) / len(sizes)
    having = Counter(word for count in words.values() for word in count)

    def weight(word: str, id: str) -> float:
        frequency = words[id][word]
        rarity = log(1 + (len(words) - having[word] + 0.5) / (having[word] + 0.5))
        return rarity * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * sizes[id] / average))

    def rank(text: str) -> list[str]:
        asked = set(re.findall(r"\w+", text.lower()))
        scores = {id: sum(weight(word, id) for word in asked) for id in words}
        return sorted(scores, key=lambda owner: (-scores[owner], owner))

    return rank


def _nearest(asked: Mapping[str, np.ndarray], owners: Sequence[str], vectors: np.ndarray) -> Ranker:
    """Return the owners of the vectors nearest to that of a text, each owner once."""

    def rank(text: str) -> list[str]:
        order = np.argsort(-(vectors @ asked[text]), kind="stable")
        return list(dict.fromkeys(owners[position] for position in order))

    return rank


def _figures(rank: Ranker, queries: Iterable[Query]) -> dict[str, float]:
    places = []
    for query in queries:
        found = rank(query["text"])
        places.append(next((i for i, id in enumerate(found, 1) if id in query["accept"]), 0))
    shares = {f"hit@{top}": sum(0 < place <= top for place in places) for top in _TOP}
    total = len(places)
    return {
        "n": total,
        **{name: round(count / total, 3) for name, count in shares.items()},
        "MRR": round(sum(1 / place for place in places if place) / total, 3),
    }


def table(half: str, result: Mapping[str, object]) -> str:
    """Return the figures of a half as a table."""
    head = f"{'n':>5}{'hit@1':>8}{'hit@3':>8}{'hit@5':>8}{'MRR':>8}"
    title = f"{half}: {result['queries']} descriptions, {result['issues']} issues"
    lines = ["", f"{title:<46}{head}"]
    for name, value in result.items():
        if not isinstance(value, dict):
            continue
        if "n" in value:
            lines.append(_line(name, value))
        elif name.startswith("by "):
            lines += ["", f"kb diagnose {name}"]
            lines += [_line(f"  {group}", figures) for group, figures in value.items()]
        else:
            others = f"{value['of others']} of {value['others']} that are out of scope"
            real = f"{value['of real ones']} of {value['real ones']} real ones"
            lines += ["", f"refused: {others}, {real}"]
    return "\n".join(lines)


def _line(name: str, figures: Mapping[str, float]) -> str:
    shares = "".join(f"{figures[f'hit@{top}']:>8.1%}" for top in _TOP)
    return f"{name:<46}{figures['n']:>5}{shares}{figures['MRR']:>8.3f}"
