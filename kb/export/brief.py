"""Answers in few words, for readers that pay for every one: ids, titles and what decides."""

from collections.abc import Iterable

from kb.diagnosis.next_step import STANDS_OUT
from kb.diagnosis.remedies import Remedies, Remedy
from kb.diagnosis.results import Diagnosis, NextStep, Plan, Step, Suspect
from kb.export.whole_entry import links_of
from kb.graph.tables import Tables
from kb.query.coverage import Coverage
from kb.query.search import Hit
from kb.query.similar import Similar
from kb.query.trace import Chain

__all__ = [
    "Brief",
    "brief_chains",
    "brief_coverage",
    "brief_diagnosis",
    "brief_entry",
    "brief_hits",
    "brief_plan",
    "brief_question",
    "brief_remedies",
    "brief_similar",
]

Brief = dict[str, object]

_REASONS = 3


def brief_diagnosis(found: Diagnosis) -> Brief:
    """Return the suspects with their best reasons, and what to look at next."""
    return {
        "suspects": [_suspect(suspect) for suspect in found.suspects],
        "abstained": found.abstained,
        "topic": found.topic,
        "matched_symptoms": [symptom.id for symptom in found.matched_symptoms],
        "checks": [
            {"id": check.id, "confirms": check.suspect, "if": check.outcome}
            for check in found.checks
        ],
        "ask_next": found.ask_next.id if found.ask_next else None,
    }


def _suspect(suspect: Suspect) -> Brief:
    reasons = [f"{reason.bits:+.1f} {reason.text}" for reason in suspect.reasons[:_REASONS]]
    told = {"id": suspect.id, "title": suspect.title, "level": suspect.level}
    return {**told, "bits": round(suspect.score, 1), "reasons": reasons}


def brief_question(tables: Tables, found: Diagnosis) -> Brief:
    """Return the next question, unless one suspect stands out or nothing is left to ask."""
    step = None if found.lead >= STANDS_OUT else found.ask_next
    leading = [
        {"id": suspect.id, "bits": round(suspect.score, 1)} for suspect in found.suspects[:_REASONS]
    ]
    return {"question": _question(tables, step) if step else None, "leading": leading}


def _question(tables: Tables, step: NextStep) -> Brief:
    answers = {answer: list(suspects) for answer, suspects in step.answers}
    told = {"id": step.id, "kind": step.kind, "title": step.title}
    summary = tables.rows[step.id].summary
    return {**told, "summary": summary, "minutes": step.minutes, "answers": answers}


def brief_hits(tables: Tables, hits: Iterable[Hit]) -> Brief:
    """Return search results with their grades."""
    return {
        "hits": [
            {
                "id": hit.id,
                "kind": hit.kind.value,
                "title": hit.title,
                "summary": hit.summary,
                "grade": tables.rows[hit.id].grade.value,
            }
            for hit in hits
        ]
    }


def brief_entry(tables: Tables, id: str) -> Brief:
    """Return what an entry is, and what it is linked to and how."""
    row = tables.rows[id]
    links = {
        name: [{"id": link.target, **link.attributes} for link in found]
        for name, found in links_of(tables, id)
    }
    return {**row.to_dict(), "links": links}


def brief_remedies(found: Remedies, limit: int) -> Brief:
    """Return the best remedies with price and proof, and what was left out."""
    return {
        "remedies": [_remedy(remedy) for remedy in found[:limit]],
        "more": max(0, len(found) - limit),
        "excluded": {item.id: item.reason for item in found.excluded},
    }


def _remedy(remedy: Remedy) -> Brief:
    return {
        "id": remedy.id,
        "title": remedy.title,
        "effect": remedy.effect,
        "effectiveness": remedy.effectiveness,
        "grade": remedy.grade,
        "acts_on": remedy.via,
        "why": remedy.why,
        "setup_days": [remedy.effort.setup_low, remedy.effort.setup_high],
        "works_when": remedy.verification.expected,
        "worsens": list(remedy.worsens),
        "requires": list(remedy.requires),
    }


def brief_plan(found: Plan) -> Brief:
    """Return the steps in order, their price, and what they leave open."""
    return {
        "issues": list(found.issues),
        "steps": [_step(step) for step in found.steps],
        "days": [found.days_low, found.days_high],
        "uncovered": {item.id: item.reason for item in found.uncovered},
    }


def _step(step: Step) -> Brief:
    told: Brief = {"stage": step.stage, "id": step.id, "title": step.title}
    if step.effort is None:
        return {**told, "minutes": step.minutes, "confirmed_if": step.reached[0].why}
    return {
        **told,
        "setup_days": [step.effort.setup_low, step.effort.setup_high],
        "actions": list(step.actions),
        "done_when": step.verification.expected if step.verification else "",
        "worsens": list(step.worsens),
    }


def brief_chains(chains: Iterable[Chain]) -> Brief:
    """Return causal chains, each step with its reason."""
    return {
        "chains": [
            [
                {"from": link.source, "relation": link.relation, "to": link.target, "why": link.why}
                for link in chain.links
            ]
            for chain in chains
        ]
    }


def brief_coverage(found: Coverage) -> Brief:
    """Return the issues by what some tools do for them."""
    return {
        "detected": {item.id: list(item.via) for item in found.detected},
        "treated": {item.id: list(item.via) for item in found.treated},
        "undetected": [item.id for item in found.undetected],
    }


def brief_similar(found: Similar) -> Brief:
    """Return what is close, and what was turned down before."""
    return {
        "entries": [
            {
                "id": entry.id,
                "kind": entry.kind.value,
                "title": entry.title,
                "closeness": entry.comparison.closeness,
                "alike": entry.comparison.alike,
            }
            for entry in found.entries
        ],
        "rejected": [
            {"title": item.title, "reason": item.reason, "instead": list(item.instead)}
            for item in found.rejected
        ],
    }
