"""Run every rule over a valid catalog."""

from kb.errors import Problem
from kb.lint.floors import floors
from kb.lint.mentions import mentions
from kb.lint.orphans import orphans
from kb.lint.repetition import repetition
from kb.loading.loader import Catalog

__all__ = ["RULES", "lint"]

RULES = (floors, mentions, orphans, repetition)
"""Rules in the order of their codes, each a function from a catalog to problems."""


def lint(catalog: Catalog) -> tuple[Problem, ...]:
    """Return what the rules complain about, sorted by place."""
    return tuple(sorted({problem for rule in RULES for problem in rule(catalog)}))
