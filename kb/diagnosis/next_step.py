"""Choose the question or check with the highest expected information gain per minute."""

import json
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from kb.diagnosis.results import NextStep, Suspect
from kb.diagnosis.strengths import LEAK, absent_bits, present_bits
from kb.graph.kinds import FindingStrength
from kb.graph.tables import Tables

__all__ = ["next_step"]

CONSIDERED = 8
"""Only the leading suspects are worth telling apart."""

MINUTES_TO_LOOK = 0.5
"""What it takes to say whether a symptom is there."""


def next_step(tables: Tables, ranked: Sequence[Suspect], known: set[str]) -> NextStep | None:
    """Return the most informative unasked symptom or check, or nothing when none tells them apart."""
    leading = [suspect for suspect in ranked if suspect.score > 0][:CONSIDERED]
    if len(leading) <= 1:
        return None
    belief = _shares({suspect.id: suspect.score for suspect in leading})
    best: NextStep | None = None
    for kind, id, minutes, answers in _candidates(tables, leading, known):
        gain = round(_expected_gain(belief, answers, _leak(kind, answers)) / minutes, 9)
        if gain > 0 and (best is None or (-gain, id) < (-best.bits_per_minute, best.id)):
            raised = tuple((answer, _raised(bits)) for answer, bits in answers.items())
            best = NextStep(kind, id, tables.rows[id].title, minutes, gain, raised)
    return best


def _candidates(
    tables: Tables, leading: Iterable[Suspect], known: set[str]
) -> Iterable[tuple[str, str, float, dict[str, dict[str, float]]]]:
    """Yield each step with the bits that every answer would give to every suspect."""
    symptoms: dict[str, dict[str, dict[str, float]]] = {}
    checks: dict[str, dict[str, dict[str, float]]] = {}
    for suspect in leading:
        for link in tables.links(suspect.id, "manifests_as"):
            if link.target not in known:
                strength = FindingStrength(link.attributes["strength"])
                answers = symptoms.setdefault(link.target, {"yes": {}, "no": {}})
                answers["yes"][suspect.id] = present_bits(strength)
                answers["no"][suspect.id] = absent_bits(strength)
        for link in tables.links(suspect.id, "confirmed_by"):
            strength = FindingStrength(link.attributes["strength"])
            outcomes = checks.setdefault(link.target, {})
            outcomes.setdefault(link.attributes["outcome"], {})[suspect.id] = present_bits(strength)
    for id in sorted(symptoms):
        yield "symptom", id, MINUTES_TO_LOOK, symptoms[id]
    for id in sorted(checks):
        data = json.loads(tables.documents[id])
        answers = {
            outcome["key"]: checks[id].get(outcome["key"], {}) for outcome in data["outcomes"]
        }
        yield "check", id, max(float(data.get("minutes") or 1), MINUTES_TO_LOOK), answers


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Turn bits into shares that add up to one; only their spread is used, never shown."""
    weights = {id: 2.0**score for id, score in scores.items()}
    total = sum(weights.values())
    return {id: weight / total for id, weight in weights.items()}


def _leak(kind: str, answers: Iterable[str]) -> dict[str, float]:
    """Return how likely each answer is when no suspect has a say; outcomes of a check are on a par."""
    if kind == "symptom":
        return {"yes": LEAK, "no": 1 - LEAK}
    return dict.fromkeys(answers, 1.0)


def _expected_gain(
    belief: Mapping[str, float],
    answers: Mapping[str, Mapping[str, float]],
    leak: Mapping[str, float],
) -> float:
    """Return the entropy that an answer is expected to remove, in bits."""
    joint: dict[str, list[float]] = {answer: [] for answer in answers}
    for id, share in belief.items():
        chances = {a: leak[a] * 2.0 ** bits.get(id, 0.0) for a, bits in answers.items()}
        total = sum(chances.values())
        for answer, chance in chances.items():
            joint[answer].append(share * chance / total)
    remaining = 0.0
    for shares in joint.values():
        probability = sum(shares)
        remaining += probability * _entropy(share / probability for share in shares)
    return _entropy(belief.values()) - remaining


def _entropy(shares: Iterable[float]) -> float:
    return -sum(share * log2(share) for share in shares if share > 0)


def _raised(bits: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(
        id for id, value in sorted(bits.items(), key=lambda item: (-item[1], item[0])) if value > 0
    )
