"""The page of the self-assessment: a form, and what its module has to know to judge the answers."""

from collections.abc import Mapping
from typing import NamedTuple

from kb.graph.kinds import Severity
from kb.graph.tables import Tables
from kb.models.guide import Guide
from kb.study.assessment import advice, self_checks

__all__ = ["ANSWERED", "FormSection", "assessment_table", "form"]

ANSWERED = (("yes", "yes"), ("partly", "partly"), ("no", "no"), ("unknown", "don't know"))
"""What a question may be answered with, and how the form says it."""


class FormSection(NamedTuple):
    """A part of the form: its heading, and its questions as id and text."""

    title: str
    questions: tuple[tuple[str, str], ...]


def _guide(tables: Tables) -> Guide | None:
    text = tables.guide()
    return Guide.model_validate_json(text) if text else None


def form(tables: Tables) -> tuple[FormSection, ...]:
    """Return the sections that have questions; none without a guide."""
    guide = _guide(tables)
    sections = guide.sections if guide else ()
    return tuple(
        FormSection(
            section.title.en, tuple((check.id, check.ask.en) for check in section.self_assessment)
        )
        for section in sections
        if section.self_assessment
    )


def assessment_table(tables: Tables) -> Mapping[str, object]:
    """Return the questions with their good answers and issues, and what is said of each issue."""
    guide = _guide(tables)
    asked = self_checks(guide) if guide else {}
    issues = sorted({issue for check in asked.values() for issue in check.issues})
    found = {id: advice(tables, id) for id in issues}
    proposed = {id for one in found.values() for id in (*one.checks, *one.remedies)}
    return {
        "version": tables.version,
        "severities": [str(severity) for severity in Severity],
        "questions": {
            id: [check.ask.en, check.good, list(check.issues)] for id, check in asked.items()
        },
        "issues": {
            id: [str(one.severity), list(one.checks), list(one.remedies)]
            for id, one in found.items()
        },
        "titles": {id: tables.rows[id].title for id in sorted({*issues, *proposed})},
    }
