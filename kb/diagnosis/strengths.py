"""The one table of probabilities behind a diagnosis, and the bits that follow from it.

The link is the noisy-OR of QMR-DT (Shwe et al. 1991): a finding appears if the issue produces it
or if something unknown, the leak, does. The figures are editor judgement, set once for all links.
"""

from functools import cache
from math import log2

from kb.graph.kinds import FindingStrength

__all__ = ["LEAK", "PRODUCES", "absent_bits", "present_bits", "probability"]

LEAK = 0.05
"""Probability that a finding is there although no issue of the catalog produces it."""

PRODUCES = {
    FindingStrength.HALLMARK: 0.85,
    FindingStrength.TYPICAL: 0.5,
    FindingStrength.POSSIBLE: 0.2,
}
"""Probability that an issue produces a finding, by the strength of their link."""

SUPPRESSES = 0.2
"""What is left of the leak when the issue argues against the finding."""


@cache
def probability(strength: FindingStrength) -> float:
    """Return P(finding | issue): the issue or the leak produces it."""
    if strength is FindingStrength.ARGUES_AGAINST:
        return LEAK * SUPPRESSES
    return 1 - (1 - LEAK) * (1 - PRODUCES[strength])


@cache
def present_bits(strength: FindingStrength) -> float:
    """Return log2 P(finding | issue) / P(finding | leak)."""
    return log2(probability(strength) / LEAK)


@cache
def absent_bits(strength: FindingStrength) -> float:
    """Return log2 P(no finding | issue) / P(no finding | leak)."""
    return log2((1 - probability(strength)) / (1 - LEAK))
