"""A symptom's page as a small differential diagnosis: which question tells its suspects apart."""

from kb.diagnosis.diagnose import diagnose
from kb.diagnosis.evidence import Findings
from kb.graph.amounts import amount
from kb.graph.kinds import Kind
from kb.models.check import Check
from kb.render.site import Site
from kb.render.views import AnswerRow, NextRow

__all__ = ["next_rows"]

_SHOWN = 4
"""Suspects that an answer names at most."""


def next_rows(site: Site, symptom: str) -> tuple[NextRow, ...]:
    """Return the most telling question or check for a symptom's suspects; none if nothing tells."""
    step = diagnose(site.knowledge, Findings(present=(symptom,)), limit=0).ask_next
    if step is None:
        return ()
    check = site.entries[step.id]
    texts = {"yes": "It is there as well", "no": "It is not there"}
    if isinstance(check, Check):
        texts = {outcome.key: site.prose.line(outcome.text) for outcome in check.outcomes}
    answers = tuple(
        AnswerRow(texts[key], tuple(map(site.chip, raised[:_SHOWN])))
        for key, raised in step.answers
        if raised
    )
    asks = site.tables.rows[step.id].kind is Kind.SYMPTOM
    lead = "Look whether this is there as well:" if asks else "Run this check:"
    minutes = "" if asks else amount(step.minutes, "minute")
    return (NextRow(lead, site.chip(step.id), minutes, answers),)
