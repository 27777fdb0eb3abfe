"""From a description to suspects: each issue scored alone, in bits that add up."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kb.diagnosis.next_step import next_step
from kb.diagnosis.results import Diagnosis, MatchedSymptom, Reason, SuggestedCheck, Suspect
from kb.diagnosis.strengths import absent_bits, present_bits
from kb.graph.kinds import FindingStrength, Kind
from kb.graph.tables import Row, Tables
from kb.query.search import Match, match_text
from kb.query.text import stems

__all__ = ["Findings", "diagnose"]

SYMPTOMS_FROM_TEXT = 5
"""How many symptoms a description may bring in by itself."""

HALF_SCORE = 8.0
"""BM25 score at which a text match counts half; the growth beyond it flattens."""

FAINT = 0.3
"""A symptom match below this confidence is not evidence."""

TEXT_BITS = 6.0
"""The most that words shared with the issue itself can contribute."""

CONTEXT_BITS = 0.5
"""What a fitting phase or data type adds, and a contradicting one takes."""

_SHOWN = 6
"""Words that a reason names at most."""

STRONG, PLAUSIBLE, NONE_OF_THESE = 5.0, 2.5, 1.5
"""Bits from which a suspect is strong or plausible, and that `none of these` scores by itself."""


class Findings(NamedTuple):
    """What is known about a problem: words, symptoms seen and not seen, the situation."""

    text: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    context: tuple[tuple[str, str], ...] = ()
    """Facets with their terms, such as ("phase", "deployment")."""


def diagnose(tables: Tables, findings: Findings, *, limit: int = 5) -> Diagnosis:
    """Rank the issues that would explain the findings.

    Args:
        tables: the catalog.
        findings: words, ids of symptoms that are there or not there, and the situation.
        limit: how many suspects at most.
    """
    matches = match_text(tables, findings.text) if findings.text else ()
    seen = _symptoms_in(tables, matches, exclude={*findings.present, *findings.absent})
    seen += [MatchedSymptom(id, tables.rows[id].title, 1.0) for id in findings.present]
    direct = {match.id: match for match in matches}
    suspects = []
    for row in tables.rows.values():
        if row.kind is Kind.ISSUE and row.status != "retired":
            reasons = tuple(_reasons(tables, row, seen, findings, direct.get(row.id)))
            suspects.append(_suspect(row, reasons))
    ranked = sorted(suspects, key=lambda suspect: (-suspect.score, suspect.id))
    shown = tuple(suspect for suspect in ranked if suspect.score > 0)[:limit]
    known = {symptom.id for symptom in seen} | set(findings.absent)
    return Diagnosis(
        suspects=shown,
        abstained=not shown or shown[0].score < NONE_OF_THESE,
        matched_symptoms=tuple(sorted(seen, key=lambda symptom: (-symptom.confidence, symptom.id))),
        ask_next=next_step(tables, ranked, known),
        checks=tuple(_checks(tables, shown)),
    )


def _symptoms_in(
    tables: Tables, matches: Iterable[Match], *, exclude: set[str]
) -> list[MatchedSymptom]:
    found = []
    for match in matches:
        row = tables.rows[match.id]
        if row.kind is Kind.SYMPTOM and match.id not in exclude:
            confidence = _confidence(match)
            if confidence >= FAINT:
                found.append(MatchedSymptom(row.id, row.title, confidence))
    return found[:SYMPTOMS_FROM_TEXT]


def _confidence(match: Match) -> float:
    """Squash a BM25 score to 0..1, scaled by the share of the description that it covers."""
    return round(match.score / (match.score + HALF_SCORE) * match.coverage, 9)


def _reasons(
    tables: Tables,
    row: Row,
    seen: Sequence[MatchedSymptom],
    findings: Findings,
    match: Match | None,
) -> Iterable[Reason]:
    strengths = {
        link.target: FindingStrength(link.attributes["strength"])
        for link in tables.links(row.id, "manifests_as")
    }
    for symptom in seen:
        if symptom.id in strengths:
            bits = present_bits(strengths[symptom.id]) * symptom.confidence
            yield Reason(round(bits, 9), "symptom", symptom.id, symptom.title)
    for id in findings.absent:
        if id in strengths:
            title = tables.rows[id].title
            yield Reason(round(absent_bits(strengths[id]), 9), "absent", id, title)
    if match is not None and (bits := round(TEXT_BITS * _confidence(match), 9)) > 0:
        where = " and ".join(field.replace("_", " ") for field in match.fields)
        yield Reason(bits, "text", "", f"{_words_of(findings.text, match)} in its {where}")
    for facet, term in findings.context:
        terms = row.facets.get(facet, ())
        if terms:
            fits = bool({term, "any"} & set(terms))
            word = "fits" if fits else "does not fit"
            text = f"{facet.replace('_', ' ')} {term} {word}"
            yield Reason(CONTEXT_BITS if fits else -CONTEXT_BITS, "context", term, text)


def _words_of(text: str, match: Match) -> str:
    """Return the words of a description that a match rests on, as they were written."""
    known = set(match.words)
    words = dict.fromkeys(word.strip(".,;:!?\"'()") for word in text.split())
    found = [word for word in words if known & set(stems(word))]
    shown = ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
    return f"your words {shown}" if found else "words like yours"


def _suspect(row: Row, reasons: tuple[Reason, ...]) -> Suspect:
    score = round(sum(reason.bits for reason in reasons), 9)
    level = "strong" if score >= STRONG else "plausible" if score >= PLAUSIBLE else "weak"
    ordered = tuple(sorted(reasons, key=lambda reason: (-abs(reason.bits), reason.kind, reason.id)))
    return Suspect(row.id, row.title, score, level, ordered)


def _checks(tables: Tables, suspects: Iterable[Suspect]) -> Iterable[SuggestedCheck]:
    """Yield the strongest check of each suspect, once per check."""
    used: set[str] = set()
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
                    for item in data["outcomes"]
                    if item["key"] == link.attributes["outcome"]
                ),
                "",
            )
            title = tables.rows[link.target].title
            yield SuggestedCheck(link.target, title, suspect.id, outcome, data.get("minutes") or 0)
            break
