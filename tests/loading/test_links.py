"""References between files: whatever names an entry, a term or an outcome must name one that exists."""

import pytest

from tests.catalog_copy import CatalogCopy

ISSUE = "issues/stale-features.yaml"
FEED = "issues/stale-weather-feed.yaml"
LABELS = "issues/noisy-labels.yaml"
OWNER = "root-causes/no-data-owner.yaml"
STREAM = "mitigations/stream-features.yaml"
SYMPTOM = "symptoms/confident-errors.yaml"
SOURCE = "sources/tester2020survey.yaml"
STUDY = "studies/tester2020-survey.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "report"),
    [
        pytest.param(
            ISSUE,
            "- id: slow-nightly-job",
            "- id: slow-nightly-jobs",
            '60:9: KB202 root_causes.1.id: no root cause "slow-nightly-jobs"; did you mean '
            '"slow-nightly-job"?',
            id="missing entry with a close id",
        ),
        pytest.param(
            ISSUE,
            "- id: slow-nightly-job",
            "- id: gremlins",
            '60:9: KB202 root_causes.1.id: no root cause "gremlins"; add the root cause or '
            "correct the id",
            id="missing entry",
        ),
        pytest.param(
            ISSUE,
            "source: doe2021interviews",
            "source: doe2021interview",
            '64:17: KB202 root_causes.1.evidence.0.source: no source "doe2021interview"; did you '
            'mean "doe2021interviews"?',
            id="missing source of a link",
        ),
        pytest.param(
            STREAM,
            "check: replay-requests",
            "check: replay",
            '25:10: KB202 verification.check: no check "replay"; did you mean "replay-requests"?',
            id="missing check of a verification",
        ),
        pytest.param(
            SOURCE,
            "study: tester2020-survey",
            "study: none-known",
            '17:8: KB202 study: no study "none-known"; add the study or correct the id',
            id="missing study of a source",
        ),
        pytest.param(
            STUDY,
            "issue: noisy-labels",
            "issue: noisy-label",
            '26:12: KB202 questions.0.issue: no issue "noisy-label"; did you mean "noisy-labels"?',
            id="missing issue of a question",
        ),
        pytest.param(
            "vocabulary/quality-attributes.yaml",
            "- tester2020survey",
            "- nobody2020",
            '11:9: KB202 terms.0.origin.0: no source "nobody2020"; add the source or correct the '
            "id",
            id="missing origin of a term",
        ),
        pytest.param(
            ISSUE,
            "- id: slow-nightly-job",
            "- id: wrong-decisions",
            '60:9: KB203 root_causes.1.id: "wrong-decisions" is of the kind consequence; link a '
            "root cause here",
            id="entry of another kind",
        ),
        pytest.param(
            OWNER,
            "- id: slow-nightly-job",
            "- id: noisy-labels",
            '25:9: KB203 precedes.0.id: "noisy-labels" is of the kind issue; link a root cause '
            "here",
            id="a root cause precedes a root cause",
        ),
        pytest.param(
            STREAM,
            "check: replay-requests",
            "check: stale-features",
            '25:10: KB203 verification.check: "stale-features" is of the kind issue; link a check '
            "here",
            id="an issue for a check",
        ),
        pytest.param(
            ISSUE,
            "source: doe2021interviews",
            "source: tester2020-survey",
            '64:17: KB203 root_causes.1.evidence.0.source: "tester2020-survey" is of the kind '
            "study; link a source here",
            id="a study for its source",
        ),
        pytest.param(
            STREAM,
            "- id: hold-back-doubtful-cases",
            "- id: stream-features",
            "56:9: KB204 conflicts_with.0.id: an entry cannot link to itself; delete it, or name "
            "the entry you meant",
            id="link to itself",
        ),
        pytest.param(
            OWNER,
            "  - id: unclear-label-guide\n    likelihood: likely",
            "  - id: slow-nightly-job\n    likelihood: likely",
            '28:9: KB208 precedes.1.id: "slow-nightly-job" is linked twice; merge the two links',
            id="link written twice",
        ),
        pytest.param(
            LABELS,
            "outcome: labels-agree",
            "outcome: labels-differ",
            '84:9: KB208 checks.1.id: "label-twice" is linked twice; merge the two links',
            id="outcome written twice",
        ),
        pytest.param(
            LABELS,
            "outcome: labels-agree",
            "outcome: labels-agreed",
            '85:14: KB207 checks.1.outcome: the check has no outcome "labels-agreed"; did you mean '
            '"labels-agree" or "labels-differ"?',
            id="missing outcome with a close key",
        ),
        pytest.param(
            LABELS,
            "outcome: labels-agree",
            "outcome: success",
            '85:14: KB207 checks.1.outcome: the check has no outcome "success"; use one of '
            "labels-agree, labels-differ",
            id="missing outcome",
        ),
        pytest.param(
            ISSUE,
            "  - freshness",
            "  - freshnes",
            '25:5: KB107 tags.0: no term "freshnes" in the vocabulary tags; did you mean '
            '"freshness"?',
            id="unknown term with a close id",
        ),
        pytest.param(
            ISSUE,
            "phase_visible: deployment",
            "phase_visible: christmas",
            '28:16: KB107 phase_visible: no term "christmas" in the vocabulary phases; use one of '
            "data-collection, data-preparation, training, deployment",
            id="unknown term",
        ),
        pytest.param(
            ISSUE,
            "  owns:\n    - data-engineer",
            "  owns:\n    - data-enginer",
            '46:7: KB107 roles.owns.0: no term "data-enginer" in the vocabulary roles; did you '
            'mean "data-engineer" or "data-scientist"?',
            id="unknown term in a record",
        ),
        pytest.param(
            STREAM,
            "- id: efficiency",
            "- id: speed",
            '37:9: KB107 trade_offs.1.id: no term "speed" in the vocabulary quality-attributes; '
            "use one of correctness, efficiency, maintainability",
            id="unknown attribute of a trade-off",
        ),
        pytest.param(
            "vocabulary/contexts.yaml",
            "- id: efficiency",
            "- id: speed",
            '13:13: KB107 terms.0.weights.1.id: no term "speed" in the vocabulary '
            "quality-attributes; use one of correctness, efficiency, maintainability",
            id="unknown attribute of a context",
        ),
        pytest.param(
            LABELS,
            "scheme: iso-25012",
            "scheme: iso-99999",
            '109:13: KB107 mappings.0.scheme: no term "iso-99999" in the vocabulary schemes; did '
            'you mean "iso-25012"?',
            id="unknown scheme",
        ),
        pytest.param(
            FEED,
            "  - external-service",
            "  - unknown",
            '33:5: KB107 collection_processes.0: no term "unknown" in the vocabulary '
            "collection-processes; use one of data-collectors, generated-by-system, "
            "external-service",
            id="gap word as an item",
        ),
        pytest.param(
            ISSUE,
            "[[accuracy-sinks-during-the-day]]",
            "[[accuracy-sinks]]",
            '6:14: KB201 description: no entry "accuracy-sinks"; did you mean '
            '"accuracy-sinks-during-the-day"?',
            id="dead reference in prose",
        ),
        pytest.param(
            ISSUE,
            "why: The labels were right,",
            "why: The labels [[were]] right,",
            '119:10: KB201 not_helped_by.0.why: no entry "were"; correct the id or write plain '
            "text",
            id="dead reference in a reason",
        ),
        pytest.param(
            SYMPTOM,
            "status: complete",
            "status: retired\nreplaced_by: confident-mistakes\nreason: It has a better name.",
            '23:14: KB202 replaced_by: no entry "confident-mistakes"; did you mean '
            '"confident-errors"?',
            id="missing successor",
        ),
        pytest.param(
            SYMPTOM,
            "status: complete",
            "status: retired\nreplaced_by: confident-errors\nreason: It has a better name.",
            "23:14: KB204 replaced_by: an entry cannot replace itself; name the entry that took "
            "over",
            id="its own successor",
        ),
    ],
)
def test_reference_to_nothing_is_reported_at_its_place(
    tiny_copy: CatalogCopy, file: str, old: str, new: str, report: str
) -> None:
    """A reference that does not hold is one line with place, field, reason and remedy."""
    tiny_copy.replace(file, old, new)

    assert [f"{file}:{report}"] == [str(problem) for problem in tiny_copy.problems()]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(
            "mitigations/relabel-sample.yaml",
            '[["score", "label"]]',
            '[["nothing"]]',
            id="code of a snippet",
        ),
        pytest.param(
            ISSUE, "[[accuracy-sinks-during-the-day]]", "[accuracy][here]", id="single brackets"
        ),
    ],
)
def test_what_is_no_reference_is_left_alone(
    tiny_copy: CatalogCopy, file: str, old: str, new: str
) -> None:
    """Double brackets in code are code."""
    tiny_copy.replace(file, old, new)

    assert () == tiny_copy.problems()


def test_outcome_that_is_no_text_is_a_problem_of_form(tiny_copy: CatalogCopy) -> None:
    """A list in the place of an outcome is reported and does not stop the check."""
    tiny_copy.replace(LABELS, "outcome: labels-agree", "outcome: [labels-agree]")

    assert [("KB106", "checks.1.outcome")] == [
        (problem.code, problem.field) for problem in tiny_copy.problems()
    ]
