"""A plan to take along: a Markdown checklist, or a table for a spreadsheet."""

from collections.abc import Iterator

from kb.diagnosis.results import Plan, Step
from kb.export.csv_cells import Cell, csv_text
from kb.graph.amounts import amount, span

__all__ = ["COLUMNS", "HEADINGS", "plan_csv", "plan_lines", "plan_markdown"]

COLUMNS = (
    "step",
    "stage",
    "id",
    "title",
    "for",
    "setup_days_low",
    "setup_days_high",
    "minutes",
    "done_when",
    "failure_sign",
    "may_worsen",
)
"""Columns of the table, one row per step."""

HEADINGS = {
    "confirm": "Confirm",
    "contain": "Contain",
    "correct": "Correct and reduce",
    "prevent": "Prevent",
    "watch": "Watch",
}
"""What the stages of a plan are called."""


def plan_markdown(plan: Plan, version: str) -> str:
    """Return a plan as a checklist that an issue tracker renders with boxes to tick.

    Args:
        plan: what `KnowledgeBase.plan` returned.
        version: the version of the catalog, printed at the end.
    """
    head, foot = f"# Plan for {', '.join(plan.issues)}", f"Catalog version {version}."
    return "\n".join((head, "", *plan_lines(plan), "", foot)) + "\n"


def plan_lines(plan: Plan) -> Iterator[str]:
    """Yield the lines of a plan, without its title."""
    yield f"Set-up of all steps: {amount(span(plan.days_low, plan.days_high), 'person-day')}."
    stage = ""
    for number, step in enumerate(plan.steps, 1):
        if step.stage != stage:
            stage = step.stage
            yield from ("", f"## {HEADINGS[stage]}", "")
        yield from _step(number, step)
    if plan.uncovered:
        yield from ("", "## Not covered", "")
        yield from (f"- {item.title} ({item.what}): {item.reason}" for item in plan.uncovered)
    if plan.left_out:
        yield from ("", "## Left out", "")
        yield from (f"- {item.title}: {item.reason}" for item in plan.left_out)


def _step(number: int, step: Step) -> Iterator[str]:
    yield f"- [ ] {number}. **{step.title}** (`{step.id}`, {step.price})"
    for item in step.reached:
        verb = "confirms" if step.kind == "check" else item.effect
        yield f"    - {verb} {item.title}: {item.why}"
    if step.needed_by:
        yield f"    - needed by {', '.join(step.needed_by)}"
    yield from (f"    - [ ] {action}" for action in step.actions)
    if step.verification and step.verification.expected:
        yield f"    - done when: {step.verification.expected}"
        if step.verification.failure_sign:
            yield f"    - it did not work when: {step.verification.failure_sign}"
    if step.worsens:
        yield f"    - may worsen {', '.join(step.worsens)}"


def plan_csv(plan: Plan) -> str:
    """Return a plan as comma-separated values; no cell can be taken for a formula."""
    return csv_text(COLUMNS, (_cells(number, step) for number, step in enumerate(plan.steps, 1)))


def _cells(number: int, step: Step) -> tuple[Cell, ...]:
    proof = step.verification
    return (
        number,
        step.stage,
        step.id,
        step.title,
        "; ".join(item.id for item in step.reached),
        step.effort.setup_low if step.effort else "",
        step.effort.setup_high if step.effort else "",
        step.minutes or "",
        proof.expected if proof else "",
        proof.failure_sign if proof else "",
        "; ".join(step.worsens),
    )
