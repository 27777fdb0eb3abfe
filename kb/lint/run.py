"""Run every rule over a valid catalog."""

from kb.errors import Problem
from kb.lint.filler import filler
from kb.lint.floors import floors
from kb.lint.likeness import likeness
from kb.lint.lone_symptoms import lone_symptoms
from kb.lint.mentions import mentions
from kb.lint.mixed_scripts import mixed_scripts
from kb.lint.orphans import orphans
from kb.lint.phrases import phrases
from kb.lint.placeholders import placeholders
from kb.lint.repetition import repetition
from kb.lint.standing_alone import standing_alone
from kb.lint.uncited import uncited
from kb.loading.loader import Catalog

__all__ = ["RULES", "lint"]

RULES = (
    floors,
    mentions,
    orphans,
    repetition,
    standing_alone,
    phrases,
    likeness,
    lone_symptoms,
    uncited,
    filler,
    placeholders,
    mixed_scripts,
)
"""Rules in the order of their codes, each a function from a catalog to problems."""


def lint(catalog: Catalog) -> tuple[Problem, ...]:
    """Return what the rules complain about, sorted by place; of what is yet to be written, only that."""
    unwritten = {problem.where for problem in placeholders(catalog)}
    return tuple(
        sorted(
            {
                problem
                for rule in RULES
                for problem in rule(catalog)
                if rule is placeholders or problem.where not in unwritten
            }
        )
    )
