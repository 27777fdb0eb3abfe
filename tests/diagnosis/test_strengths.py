"""The table of probabilities and the bits that follow from it."""

from math import log2

import pytest

from kb.diagnosis.strengths import LEAK, PRODUCES, SUPPRESSES, absent_bits, present_bits
from kb.graph.kinds import FindingStrength

PRODUCING = [pytest.param(strength, id=strength.value) for strength in PRODUCES]
ALL = [pytest.param(strength, id=strength.value) for strength in FindingStrength]


@pytest.mark.parametrize("strength", PRODUCING)
def test_finding_appears_through_the_issue_or_through_the_leak(strength: FindingStrength) -> None:
    """The noisy-OR: a finding is missing only if both the issue and the leak fail to produce it."""
    missing = (1 - LEAK) * (1 - PRODUCES[strength])

    assert present_bits(strength) == pytest.approx(log2((1 - missing) / LEAK))
    assert absent_bits(strength) == pytest.approx(log2(missing / (1 - LEAK)))


def test_issue_that_argues_against_a_finding_suppresses_the_leak() -> None:
    """What an issue argues against is rarer under it than without it."""
    bits = present_bits(FindingStrength.ARGUES_AGAINST)

    assert bits == pytest.approx(log2(SUPPRESSES))


@pytest.mark.parametrize("strength", ALL)
def test_seen_and_not_seen_are_all_that_can_happen(strength: FindingStrength) -> None:
    """The two probabilities behind the bits add up to one."""
    seen, missing = present_bits(strength), absent_bits(strength)

    assert LEAK * 2**seen + (1 - LEAK) * 2**missing == pytest.approx(1)


def test_stronger_links_tell_more() -> None:
    """Seen, a hallmark tells most; missing, it speaks most against the issue."""
    strengths = list(FindingStrength)

    present = [present_bits(strength) for strength in strengths]
    absent = [absent_bits(strength) for strength in strengths]

    assert [*FindingStrength] == [
        FindingStrength.HALLMARK,
        FindingStrength.TYPICAL,
        FindingStrength.POSSIBLE,
        FindingStrength.ARGUES_AGAINST,
    ]
    assert sorted(present, reverse=True) == present
    assert sorted(absent) == absent


@pytest.mark.parametrize("strength", PRODUCING)
def test_produced_finding_speaks_for_the_issue(strength: FindingStrength) -> None:
    """Whatever an issue produces counts for it when seen, and against it when missing."""
    assert present_bits(strength) > 0 > absent_bits(strength)


def test_suppressed_finding_speaks_against_the_issue() -> None:
    """What an issue argues against counts against it when seen, and for it when missing."""
    against = FindingStrength.ARGUES_AGAINST

    assert present_bits(against) < 0 < absent_bits(against)
