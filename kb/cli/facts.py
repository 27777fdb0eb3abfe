"""What `kb show` tells about entries of one kind: the price of a fix, the outcomes of a check."""

import json
from collections.abc import Iterator

from kb.graph.amounts import amount, span

__all__ = ["facts"]


def facts(document: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield headings with their lines, from an entry's JSON."""
    yield from _of_fixes(document)
    yield from _of_checks(document)
    yield from _of_sources(document)
    yield from _of_studies(document)


def _of_fixes(document: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    data = json.loads(document)
    if severity := data.get("severity"):
        yield "Severity", (f"{severity['rating']}: {severity['why']}",)
    if undone := data.get("reversibility"):
        appears = f"Appears: {data['time_to_appear']}"
        yield (
            "Harm",
            (f"Reversibility: {undone}", *((appears,) if "time_to_appear" in data else ())),
        )
    if effort := data.get("effort"):
        setup, ongoing = effort["setup"], effort["ongoing"]
        price = amount(span(setup["low"], setup["high"]), "person-day")
        upkeep = span(ongoing["low"], ongoing["high"])
        yield "Effort", (f"{price} to set up, {upkeep} a month to keep",)
    if proof := data.get("verification"):
        works = f"It works when: {proof['expected']}"
        yield (
            "Verification",
            (works, f"Look: {proof['when']}", f"Bad sign: {proof['failure_sign']}"),
        )
    if moves := data.get("trade_offs"):
        yield (
            "Trade-offs",
            tuple(f"{m['direction']} {m['id']} ({m['size']}): {m['why']}" for m in moves),
        )


def _of_checks(document: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    data = json.loads(document)
    if minutes := data.get("minutes"):
        yield "Time", (f"{amount(minutes, 'minute')} for the first run",)
    if outcomes := data.get("outcomes"):
        yield "Outcomes", tuple(f"{outcome['key']}: {outcome['text']}" for outcome in outcomes)


def _of_sources(document: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    data = json.loads(document)
    if "authors" not in data:
        return
    names = [
        f"{person['family']}, {person['given']}" if "given" in person else person["family"]
        for person in data["authors"]
    ]
    authors = "; ".join(names) + (" et al." if data.get("et_al") else "")
    doi, arxiv = data.get("doi"), data.get("arxiv")
    lines = (
        " ".join(filter(None, (authors, f"({data['year']})" if "year" in data else ""))),
        data.get("venue"),
        f"https://doi.org/{doi}" if doi else None,
        f"https://arxiv.org/abs/{arxiv}" if arxiv else None,
        data.get("url"),
        f"Read for this catalog: {data['seen'].replace('-', ' ')}" if "seen" in data else None,
    )
    yield "Reference", tuple(line for line in lines if line)


def _of_studies(document: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    data = json.loads(document)
    people = [f"{part['n']} {part['unit']}" for part in data.get("population", ())]
    if people:
        period = (f"Period: {data['period']}",) if "period" in data else ()
        yield "Population", (*people, *period)
    questions = {question["id"]: question for question in data.get("questions", ())}
    results = [
        f"{questions[result['question']]['text']} "
        + ", ".join(
            f"{label} {count}"
            for label, count in zip(
                questions[result["question"]]["scale"], result["counts"], strict=True
            )
        )
        for result in data.get("results", ())
    ]
    if results:
        yield "Results", tuple(results)
