"""Make a questionnaire of issues: how often each was met, and what came of it."""

from collections.abc import Iterable
from typing import NamedTuple

from kb.errors import QueryError
from kb.graph.kinds import Kind, Status
from kb.graph.tables import Tables
from kb.study.words import CANNOT_ANSWER, SCALE

__all__ = ["SIZES", "Question", "Survey", "issues_for", "make_survey"]

SIZES = ("1 to 9", "10 to 49", "50 to 249", "250 to 999", "1000 or more")
"""People in an organisation."""


class Question(NamedTuple):
    """One issue as respondents see it: what one notices, what it is, and what is asked."""

    id: str
    issue: str
    title: str
    symptoms: tuple[str, ...]
    description: str

    @property
    def text(self) -> str:
        """The closed question."""
        return f"How often have you met this: {self.title}?"


class Survey(NamedTuple):
    """A questionnaire; the roles to choose from are terms with their titles."""

    title: str
    questions: tuple[Question, ...]
    roles: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, object]:
        """Return the questionnaire as JSON-ready data."""
        return {
            "title": self.title,
            "scale": list(SCALE),
            "cannot_answer": CANNOT_ANSWER,
            "questions": [
                {**item._asdict(), "symptoms": list(item.symptoms), "text": item.text}
                for item in self.questions
            ],
            "demographics": {
                "role": [{"id": id, "title": title} for id, title in self.roles],
                "experience": "years",
                "organisation-size": list(SIZES),
            },
        }


def issues_for(
    tables: Tables, *, named: Iterable[str] = (), phase: str = "", every: bool = False
) -> tuple[str, ...]:
    """Return the ids of the issues to ask about: those named, those of a phase, or all in use.

    Raises:
        EntryNotFound: a name is of no entry.
        QueryError: an entry is no issue, or no issue is left.
    """
    chosen = tuple(dict.fromkeys(tables.resolve(name) for name in named))
    for id in chosen:
        if tables.rows[id].kind is not Kind.ISSUE:
            msg = f"{id!r} is a {tables.rows[id].kind.label}; a survey asks about issues"
            raise QueryError(msg)
    rows = (row for row in tables.rows.values() if row.kind is Kind.ISSUE)
    kept = (row for row in rows if row.status != Status.RETIRED)
    others = tuple(
        row.id for row in kept if every or (phase and phase in row.facets.get("phase", ()))
    )
    if not chosen and not others:
        what = f"no issue shows or begins in the phase {phase!r}" if phase else "no issue chosen"
        msg = f"{what}; name some with --issues, or use --all"
        raise QueryError(msg)
    return tuple(dict.fromkeys((*chosen, *others)))


def make_survey(tables: Tables, issues: Iterable[str], *, title: str) -> Survey:
    """Return the questionnaire on some issues, in their order."""
    questions = []
    for number, id in enumerate(issues, start=1):
        row = tables.rows[id]
        symptoms = tuple(
            tables.rows[link.target].title
            for link in tables.links(id, "manifests_as")
            if link.attributes.get("strength") != "argues-against"
        )
        questions.append(Question(f"q{number}", id, row.title, symptoms, row.summary))
    roles = tuple((term["id"], term["title"]) for term in tables.terms.get("roles", ()))
    return Survey(title, tuple(questions), roles)
