"""What the browser needs to diagnose like Python: links, constants, and what to do about it."""

import json
from typing import TYPE_CHECKING

from kb.diagnosis import diagnose, evidence, next_step
from kb.diagnosis.knowledge import Knowledge
from kb.diagnosis.remedies import Remedy, Wishes, remedies
from kb.diagnosis.strengths import LEAK, absent_bits, present_bits, probability
from kb.graph.kinds import FindingStrength, Kind
from kb.graph.tables import Row, Tables
from kb.query.select import VOCABULARIES
from kb.query.topics import VOCABULARY as TOPICS
from kb.query.topics import topic_id
from kb.render.word_tables import document_order

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FIXES", "advice_tables", "diagnosis_tables", "of_kind", "places"]

FIXES = 3
"""Remedies that are shown with a suspect; its page has all."""

_FACETS = ("phase", "data_type", "collection_process")
_STRENGTHS = list(FindingStrength)


def diagnosis_tables(tables: Tables) -> dict[str, object]:
    """Return the model behind a diagnosis; entries are named by their place among their kind."""
    knowledge = Knowledge(tables)
    place = places(tables)
    titles = {topic_id(term["id"]): term["title"] for term in tables.terms.get(TOPICS, ())}
    known = {row.id for row in knowledge.issues}
    return {
        "constants": _constants(),
        "strengths": _strengths(),
        "facets": {
            facet: [
                [term["id"], term["title"]] for term in tables.terms.get(VOCABULARIES[facet], ())
            ]
            for facet in _FACETS
        },
        "topics": [titles[id] for id in document_order(tables) if id not in tables.rows],
        "issues": [
            _issue(knowledge, row, place) if row.id in known else None
            for row in of_kind(tables, Kind.ISSUE)
        ],
        "checks": [knowledge.check(row.id) for row in of_kind(tables, Kind.CHECK)],
    }


def advice_tables(tables: Tables) -> dict[str, object]:
    """Return what to do about each issue: the outcomes of checks in words, and the best remedies."""
    place = places(tables)
    best = {
        row.id: remedies(tables, row.id, Wishes())[:FIXES]
        for row in of_kind(tables, Kind.ISSUE)
        if row.status != "retired"
    }
    proofs = {
        place[remedy.id]: remedy.verification.expected
        for fixes in best.values()
        for remedy in fixes
    }
    return {
        "outcomes": [
            [
                outcome["text"]
                for outcome in json.loads(tables.documents[row.id]).get("outcomes", ())
            ]
            for row in of_kind(tables, Kind.CHECK)
        ],
        "fixes": [
            [_fix(remedy, place) for remedy in best.get(row.id, ())]
            for row in of_kind(tables, Kind.ISSUE)
        ],
        "proofs": {str(number): proofs[number] for number in sorted(proofs)},
    }


def _constants() -> dict[str, float]:
    return {
        "bits_per_point": evidence.BITS_PER_POINT,
        "words": evidence.WORDS,
        "symptoms_from_text": evidence.SYMPTOMS_FROM_TEXT,
        "full_match": evidence.FULL_MATCH,
        "most_confident": evidence.MOST_CONFIDENT,
        "faint": evidence.FAINT,
        "share": evidence.SHARE,
        "enough": evidence.ENOUGH,
        "none_of_these": evidence.NONE_OF_THESE,
        "topic_weight": evidence.TOPIC_WEIGHT,
        "by_chance": evidence.BY_CHANCE,
        "chance_starts": evidence.CHANCE_STARTS,
        "context_bits": evidence.CONTEXT_BITS,
        "words_shown": evidence.WORDS_SHOWN,
        "strong": diagnose.STRONG,
        "plausible": diagnose.PLAUSIBLE,
        "leak": LEAK,
        "considered": next_step.CONSIDERED,
        "minutes_to_look": next_step.MINUTES_TO_LOOK,
        "most_questions": next_step.MOST_QUESTIONS,
        "stands_out": next_step.STANDS_OUT,
    }


def _strengths() -> list[dict[str, object]]:
    return [
        {
            "name": strength,
            "present": present_bits(strength),
            "absent": absent_bits(strength),
            "probability": probability(strength),
        }
        for strength in _STRENGTHS
    ]


def _issue(knowledge: Knowledge, row: Row, place: dict[str, int]) -> dict[str, object]:
    symptoms = knowledge.symptoms[row.id].items()
    return {
        "symptoms": [[place[id], _STRENGTHS.index(strength)] for id, strength in symptoms],
        "checks": [list(told) for told in _told(knowledge, row, place)],
        "upstream": [
            [place[id], relation, share] for id, relation, share in knowledge.upstream[row.id]
        ],
        "facets": [list(row.facets.get(facet, ())) for facet in _FACETS],
    }


def _told(
    knowledge: Knowledge, row: Row, place: dict[str, int]
) -> "Iterator[tuple[int, int, int]]":
    """Yield check, outcome and strength of each link, in the order of the links."""
    for link in knowledge.tables.links(row.id, "confirmed_by"):
        keys, _ = knowledge.check(link.target)
        strength = FindingStrength(link.attributes["strength"])
        yield place[link.target], keys.index(link.attributes["outcome"]), _STRENGTHS.index(strength)


def _fix(remedy: Remedy, place: dict[str, int]) -> list[object]:
    effort = remedy.effort
    return [place[remedy.id], remedy.effect, remedy.grade, effort.setup_low, effort.setup_high]


def places(tables: Tables) -> dict[str, int]:
    """Return for each entry its place among its kind."""
    return {row.id: n for kind in Kind for n, row in enumerate(of_kind(tables, kind))}


def of_kind(tables: Tables, kind: Kind) -> list[Row]:
    """Return the rows of a kind in the order of their ids."""
    return sorted(row for row in tables.rows.values() if row.kind is kind)
