"""From a description to suspects: each issue scored alone, in bits that add up."""

import json
from collections.abc import Iterable, Iterator, Sequence

from kb.diagnosis.evidence import NONE_OF_THESE, Evidence, Findings
from kb.diagnosis.knowledge import Knowledge
from kb.diagnosis.next_step import next_step
from kb.diagnosis.results import Diagnosis, SuggestedCheck, Suspect
from kb.graph.kinds import FindingStrength
from kb.graph.tables import Tables

__all__ = ["PLAUSIBLE", "STRONG", "diagnose"]

STRONG, PLAUSIBLE = 5.0, 2.5
"""Bits from which a suspect is strong or plausible."""


def diagnose(knowledge: Knowledge, findings: Findings, *, limit: int = 5) -> Diagnosis:
    """Rank the issues that would explain the findings.

    Args:
        knowledge: what the catalog says about its issues.
        findings: words, symptoms that are there or not there, checks done, and the situation.
        limit: how many suspects at most.
    """
    evidence = Evidence(knowledge, findings)
    scored = sorted((-evidence.score(row.id), row.id) for row in knowledge.issues)
    ranked = [(id, -negative) for negative, id in scored if negative < 0]
    shown = tuple(_suspect(evidence, id, score) for id, score in ranked[:limit])
    topic, bits = evidence.topic
    abstained = not shown or shown[0].score < evidence.none_of_these
    known = {symptom.id for symptom in evidence.seen} | {*findings.absent, *findings.unknown}
    done = {check for check, _ in findings.outcomes}
    return Diagnosis(
        suspects=shown,
        abstained=abstained,
        none_of_these=evidence.none_of_these,
        lead=_lead([score for _, score in ranked]),
        topic=topic if abstained and bits > NONE_OF_THESE else "",
        matched_symptoms=tuple(
            sorted(evidence.seen, key=lambda symptom: (-symptom.confidence, symptom.id))
        ),
        ask_next=next_step(knowledge, ranked, known | done),
        checks=tuple(_checks(knowledge.tables, shown, done)),
    )


def _lead(scores: Sequence[float]) -> float:
    return scores[0] - scores[1] if len(scores) > 1 else sum(scores)


def _suspect(evidence: Evidence, id: str, score: float) -> Suspect:
    level = "strong" if score >= STRONG else "plausible" if score >= PLAUSIBLE else "weak"
    title = evidence.knowledge.tables.rows[id].title
    return Suspect(id, title, score, level, evidence.reasons(id))


def _checks(
    tables: Tables, suspects: Iterable[Suspect], done: set[str]
) -> Iterator[SuggestedCheck]:
    """Yield the strongest check of each suspect, once per check."""
    used = set(done)
    order = list(FindingStrength)
    for suspect in suspects:
        links = tables.links(suspect.id, "confirmed_by")
        for link in sorted(
            links, key=lambda link: order.index(FindingStrength(link.attributes["strength"]))
        ):
            if link.target in used or link.attributes["strength"] == FindingStrength.ARGUES_AGAINST:
                continue
            used.add(link.target)
            data = json.loads(tables.documents[link.target])
            outcome = next(
                (
                    item["text"]
                    for item in data.get("outcomes", ())
                    if item["key"] == link.attributes["outcome"]
                ),
                "",
            )
            title = tables.rows[link.target].title
            yield SuggestedCheck(link.target, title, suspect.id, outcome, data.get("minutes") or 0)
            break
