"""Run every rule over a valid catalog."""

from collections.abc import Collection, Iterator

from kb.errors import Level, Location, Problem
from kb.graph.collector import collector_paused
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
from kb.loading.memory import Complaint

__all__ = ["ALONE", "RULES", "lint", "lint_alone"]

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

ALONE = (floors, mentions, standing_alone, phrases, filler, placeholders, mixed_scripts)
"""Rules that judge each entry by its own file, so that what they say of it can be kept."""

_UNWRITTEN = "KB411"


COMPARING = (repetition, likeness)
"""Rules that take most of the time, and can be quick about a few entries."""


def lint(catalog: Catalog, about: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return what the rules complain about, sorted by place; of what is yet to be written, only that.

    Args:
        catalog: the catalog.
        about: the entries that matter, if not all do; complaints about others may be missing then.
    """
    asked = catalog.kinds.keys() & {*about}
    with collector_paused():
        found = {*_alone(catalog)}
        for rule in RULES:
            if rule not in (*ALONE, *COMPARING):
                found.update(rule(catalog))
        for compare in COMPARING:
            found.update(compare(catalog, asked))
    return _telling(found)


def lint_alone(catalog: Catalog) -> tuple[Problem, ...]:
    """Return only what the rules complain about that look at one entry, for part of a catalog."""
    return _telling({*_alone(catalog)})


def _telling(found: Collection[Problem]) -> tuple[Problem, ...]:
    unwritten = {problem.where for problem in found if problem.code == _UNWRITTEN}
    return tuple(
        sorted(
            problem
            for problem in found
            if problem.code == _UNWRITTEN or problem.where not in unwritten
        )
    )


def _alone(catalog: Catalog) -> Iterator[Problem]:
    """Yield what the rules say that look at one entry only; only new contents are looked at."""
    for id, document in catalog.documents.items():
        known = catalog.memory.of(document.key)
        if "own" not in known:
            one = catalog._replace(documents={id: document}, entries={id: catalog.entries[id]})
            known["own"] = [_told(problem) for rule in ALONE for problem in rule(one)]
        for line, column, code, field, what, fix, level, other in known["own"]:
            where = Location(document.path, line, column)
            yield Problem(where, code, field, what, fix, Level(level), other)


def _told(problem: Problem) -> Complaint:
    (_, line, column), code, field, what, fix, level, other = problem
    return line, column, code, field, what, fix, str(level), other
