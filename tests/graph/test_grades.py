"""Every row of the table of grades in DESIGN 2.4."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.grades import Citation, grade_claim
from kb.graph.kinds import Design, Grade, Seen, Stance


def citation(design: Design, study: str = "one", **changes: Any) -> Citation:  # noqa: ANN401 - a factory
    """Return a citation of a source that was read in full and supports the claim."""
    return Citation(study, design, Seen.FULL, Stance.SUPPORTS)._replace(**changes)


def second_hand(design: Design, study: str = "one", **changes: Any) -> Citation:  # noqa: ANN401 - a factory
    """Return a citation of a source that is known only from another one."""
    return citation(design, study, seen=Seen.SECOND_HAND, **changes)


@pytest.mark.parametrize(
    ("citations", "grade"),
    [
        pytest.param([citation(Design.CONTROLLED_EXPERIMENT)], Grade.A, id="A-experiment"),
        pytest.param(
            [
                citation(Design.OBSERVATIONAL, "one"),
                citation(Design.SURVEY, "two"),
                citation(Design.INTERVIEW, "three"),
            ],
            Grade.A,
            id="A-three-empirical-studies",
        ),
        pytest.param(
            [citation(Design.INTERVIEW, name) for name in ("one", "two", "three")],
            Grade.A,
            id="A-three-interview-studies",
        ),
        pytest.param([citation(Design.OBSERVATIONAL)], Grade.B, id="B-observational"),
        pytest.param([citation(Design.SURVEY, respondents=50)], Grade.B, id="B-survey-of-50"),
        pytest.param(
            [citation(Design.INTERVIEW, "one"), citation(Design.INTERVIEW, "two")],
            Grade.B,
            id="B-two-interview-studies",
        ),
        pytest.param(
            [citation(Design.INTERVIEW, "one"), citation(Design.SURVEY, "two", respondents=12)],
            Grade.B,
            id="B-interviews-and-a-small-survey",
        ),
        pytest.param([citation(Design.INTERVIEW)], Grade.C, id="C-one-interview-study"),
        pytest.param([citation(Design.SURVEY, respondents=49)], Grade.C, id="C-survey-of-49"),
        pytest.param([citation(Design.SURVEY)], Grade.C, id="C-survey-of-unknown-size"),
        pytest.param([citation(Design.CASE_STUDY)], Grade.C, id="C-case-study"),
        pytest.param([citation(Design.INCIDENT_REPORT)], Grade.C, id="C-incident-report"),
        pytest.param([citation(Design.DOCUMENTATION)], Grade.C, id="C-documentation"),
        pytest.param(
            [citation(Design.CASE_STUDY, name) for name in ("one", "two", "three")],
            Grade.C,
            id="C-three-case-studies",
        ),
        pytest.param([citation(Design.EXPERIENCE_REPORT)], Grade.D, id="D-experience-report"),
        pytest.param([citation(Design.POSITION)], Grade.D, id="D-position"),
        pytest.param([], Grade.E, id="E-no-source"),
        pytest.param(
            [citation(Design.OBSERVATIONAL, stance=Stance.CONTRADICTS)],
            Grade.E,
            id="E-only-against",
        ),
    ],
)
def test_grade_follows_the_best_row_that_applies(citations: list[Citation], grade: Grade) -> None:
    """The evidence for a claim decides its grade."""
    assert grade is grade_claim(citations)[0]


@pytest.mark.parametrize(
    ("citations", "grade"),
    [
        pytest.param([second_hand(Design.CONTROLLED_EXPERIMENT)], Grade.B, id="experiment"),
        pytest.param([second_hand(Design.OBSERVATIONAL)], Grade.C, id="observational"),
        pytest.param([second_hand(Design.SURVEY, respondents=50)], Grade.C, id="large-survey"),
        pytest.param([second_hand(Design.INTERVIEW)], Grade.D, id="interview"),
        pytest.param([second_hand(Design.POSITION)], Grade.E, id="position"),
        pytest.param(
            [
                citation(Design.OBSERVATIONAL, "one"),
                citation(Design.INTERVIEW, "two"),
                second_hand(Design.INTERVIEW, "three"),
            ],
            Grade.B,
            id="third-of-three",
        ),
        pytest.param(
            [citation(Design.INTERVIEW, "one"), second_hand(Design.INTERVIEW, "two")],
            Grade.C,
            id="second-of-two",
        ),
        pytest.param(
            [
                *(citation(Design.INTERVIEW, name) for name in ("one", "two", "three")),
                second_hand(Design.INTERVIEW, "four"),
            ],
            Grade.A,
            id="fourth-is-not-needed",
        ),
    ],
)
def test_second_hand_source_counts_one_row_lower(citations: list[Citation], grade: Grade) -> None:
    """A source that was not read is worth one row less, alone and in a group that needs it."""
    assert grade is grade_claim(citations)[0]


@pytest.mark.parametrize(
    ("citations", "grade"),
    [
        pytest.param(
            [citation(Design.INTERVIEW, "one")] * 3, Grade.C, id="three-papers-on-one-study"
        ),
        pytest.param(
            [citation(Design.INTERVIEW, "one"), second_hand(Design.INTERVIEW, "one")],
            Grade.C,
            id="first-hand-paper-wins",
        ),
        pytest.param(
            [
                citation(Design.CASE_STUDY, "one"),
                citation(Design.SURVEY, "one"),
                citation(Design.SURVEY, "two"),
            ],
            Grade.B,
            id="second-paper-on-a-study-does-not-hide-the-first",
        ),
        pytest.param(
            [citation(Design.POSITION, "one"), citation(Design.OBSERVATIONAL, "one")],
            Grade.B,
            id="best-design-wins",
        ),
    ],
)
def test_one_study_counts_once(citations: list[Citation], grade: Grade) -> None:
    """Several sources on one study count as the best of them."""
    assert grade is grade_claim(citations)[0]


@pytest.mark.parametrize(
    ("stances", "contested"),
    [
        pytest.param([Stance.SUPPORTS], False, id="only-support"),
        pytest.param([Stance.SUPPORTS, Stance.CONTRADICTS], True, id="both"),
        pytest.param([Stance.CONTRADICTS], True, id="only-against"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_contradicting_evidence_marks_the_claim(stances: list[Stance], *, contested: bool) -> None:
    """A claim is contested when a source speaks against it."""
    citations = [citation(Design.INTERVIEW, stance=stance) for stance in stances]

    assert contested is grade_claim(citations)[1]


def test_contradiction_does_not_lower_the_grade() -> None:
    """What speaks against a claim is marked, not subtracted."""
    against = citation(Design.OBSERVATIONAL, "two", stance=Stance.CONTRADICTS)

    assert (Grade.B, True) == grade_claim([citation(Design.OBSERVATIONAL), against])


CITATIONS = st.lists(
    st.builds(
        Citation,
        st.sampled_from(["one", "two", "three", "four"]),
        st.sampled_from(Design),
        st.sampled_from(Seen),
        st.sampled_from(Stance),
        st.integers(0, 200),
    )
)


@given(CITATIONS, CITATIONS)
def test_more_evidence_never_lowers_a_grade(some: list[Citation], more: list[Citation]) -> None:
    """Whoever adds a source cannot make a claim look weaker."""
    assert grade_claim([*some, *more])[0].value <= grade_claim(some)[0].value


@given(CITATIONS)
def test_order_of_evidence_does_not_matter(citations: list[Citation]) -> None:
    """The same evidence in another order gives the same grade."""
    assert grade_claim(citations) == grade_claim(reversed(citations))
