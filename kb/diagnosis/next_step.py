"""Choose the question or check with the highest expected information gain per minute.

The gain is the mutual information between the suspects and the answer (Cover and Thomas 2006,
section 2.3), with the answers' probabilities from the one table of strengths.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log2

from kb.diagnosis.knowledge import Knowledge
from kb.diagnosis.results import NextStep
from kb.diagnosis.strengths import LEAK, present_bits, probability
from kb.graph.kinds import FindingStrength

__all__ = ["CONSIDERED", "MINUTES_TO_LOOK", "MOST_QUESTIONS", "STANDS_OUT", "next_step"]

CONSIDERED = 8
"""Only the leading suspects are worth telling apart."""

MINUTES_TO_LOOK = 0.5
"""What it takes to say whether a symptom is there."""

MOST_QUESTIONS = 12
STANDS_OUT = 4.0
"""Bits by which the first suspect must lead for the questions to end: 16 to 1."""


def next_step(
    knowledge: Knowledge, ranked: Sequence[tuple[str, float]], known: set[str]
) -> NextStep | None:
    """Return the most informative unasked symptom or check, or nothing when none tells them apart.

    Args:
        knowledge: what the catalog says about its issues.
        ranked: issues with their bits, best first.
        known: symptoms and checks that need not be asked for.
    """
    leading = [(id, score) for id, score in ranked if score > 0][:CONSIDERED]
    if len(leading) <= 1:
        return None
    belief = _shares(dict(leading))
    steps = [*_symptoms(knowledge, belief, known), *_checks(knowledge, belief, known)]
    negative, id = min(((-gain, id) for gain, id in steps), default=(0.0, ""))
    return _told(knowledge, id, -negative, belief) if negative < 0 else None


def _symptoms(
    knowledge: Knowledge, belief: Mapping[str, float], known: set[str]
) -> Iterator[tuple[float, str]]:
    """Yield the gain per minute of looking for each symptom of a suspect."""
    shown: dict[str, list[tuple[float, FindingStrength]]] = {}
    for issue, share in belief.items():
        for id, strength in knowledge.symptoms.get(issue, {}).items():
            if id not in known:
                shown.setdefault(id, []).append((share, strength))
    for id, found in shown.items():
        rest = 1 - sum(share for share, _ in found)
        yes = rest * LEAK + sum(share * probability(strength) for share, strength in found)
        left = rest * _doubt(LEAK)
        left += sum(share * _doubt(probability(strength)) for share, strength in found)
        yield round((_doubt(yes) - left) / MINUTES_TO_LOOK, 9), id


def _checks(
    knowledge: Knowledge, belief: Mapping[str, float], known: set[str]
) -> Iterator[tuple[float, str]]:
    """Yield the gain per minute of each check of a suspect."""
    ids = {id for issue in belief for id in knowledge.outcomes.get(issue, {})} - known
    for id in ids:
        keys, minutes = knowledge.check(id)
        overall, left = [0.0] * len(keys), 0.0
        for issue, share in belief.items():
            told = knowledge.outcomes.get(issue, {}).get(id, {})
            chances, doubt = _chances(keys, tuple(told.items()))
            overall = [
                sofar + share * chance for sofar, chance in zip(overall, chances, strict=True)
            ]
            left += share * doubt
        yield round((_entropy(overall) - left) / minutes, 9), id


@lru_cache(maxsize=4096)  # the same for every description
def _chances(
    keys: Sequence[str], told: Sequence[tuple[str, FindingStrength]]
) -> tuple[list[float], float]:
    """Return how likely each outcome is for an issue, and the entropy; what it says nothing about is on a par."""
    bits = {key: present_bits(strength) for key, strength in told}
    weights = [2.0 ** bits[key] if key in bits else 1.0 for key in keys]
    total = sum(weights)
    chances = [weight / total for weight in weights]
    return chances, _entropy(chances)


def _told(knowledge: Knowledge, id: str, gain: float, belief: Mapping[str, float]) -> NextStep:
    """Return a step with the suspects that each of its answers would raise."""
    title = knowledge.tables.rows[id].title
    for_it: dict[str, list[tuple[float, str]]]
    if any(id in knowledge.symptoms.get(issue, {}) for issue in belief):
        strengths = {
            i: s for i in belief if (s := knowledge.symptoms.get(i, {}).get(id)) is not None
        }
        for_it = {
            "yes": [(present_bits(strength), issue) for issue, strength in strengths.items()],
            "no": [(-present_bits(strength), issue) for issue, strength in strengths.items()],
        }
        return NextStep("symptom", id, title, MINUTES_TO_LOOK, gain, _raised(for_it))
    keys, minutes = knowledge.check(id)
    for_it = {
        key: [
            (present_bits(told[key]), issue)
            for issue in belief
            if key in (told := knowledge.outcomes.get(issue, {}).get(id, {}))
        ]
        for key in keys
    }
    return NextStep("check", id, title, minutes, gain, _raised(for_it))


def _raised(
    answers: Mapping[str, Iterable[tuple[float, str]]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (
            answer,
            tuple(
                issue
                for bits, issue in sorted(found, key=lambda item: (-item[0], item[1]))
                if bits > 0
            ),
        )
        for answer, found in answers.items()
    )


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Turn bits into shares that add up to one; only their spread is used, never shown."""
    weights = {id: 2.0**score for id, score in scores.items()}
    total = sum(weights.values())
    return {id: weight / total for id, weight in weights.items()}


def _doubt(chance: float) -> float:
    """Return the entropy of a yes-or-no answer in bits."""
    return _entropy((chance, 1 - chance))


def _entropy(shares: Iterable[float]) -> float:
    return -sum(share * log2(share) for share in shares if share > 0)
