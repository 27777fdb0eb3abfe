"""Write scores as a study entry, ready for `catalog/studies/`."""

from datetime import date

from pydantic import ValidationError

from kb.errors import QueryError
from kb.graph.amounts import amount
from kb.graph.kinds import Kind
from kb.graph.tables import Tables
from kb.loading.comments import find_comments
from kb.loading.memory import Plain
from kb.loading.writer import write_lines
from kb.models.study import Study
from kb.study.scoring import FEWEST, Score
from kb.study.words import SCALE

__all__ = ["study_text"]

_MODELINE = "# yaml-language-server: $schema=../../kb/schema/study.schema.json"


def study_text(tables: Tables, id: str, score: Score, *, today: date) -> str:
    """Return the text of the file `<id>.yaml` in its canonical form.

    Args:
        tables: the catalog that it is for.
        id: its id.
        score: what the questionnaire gave.
        today: the date of the entry.

    Raises:
        QueryError: the id has the wrong form or belongs to another entry; no question has answers enough.
    """
    owner = tables.find(id)
    if owner and tables.rows[owner].kind is not Kind.STUDY:
        msg = f"the name {id!r} is taken by {owner}; choose another with --study-id"
        raise QueryError(msg)
    data = _data(id, score, today)
    try:
        Study.model_validate({**data, "added": today, "changed": today})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        msg = f"{id!r} cannot be a study: {field}: {first['msg']}"
        raise QueryError(msg) from None
    return "\n".join([_MODELINE, *write_lines(data, Study, find_comments(""))]) + "\n"


def _data(id: str, score: Score, today: date) -> dict[str, Plain]:
    ordered = sorted(score.questions, key=lambda item: item.issue)
    shown = [(item, item.summary) for item in ordered if item.summary]
    questions: list[Plain] = []
    results: list[Plain] = []
    for number, (item, summary) in enumerate(shown, start=1):
        name, text = f"q{number}", f"How often have you met this: {item.title}?"
        questions.append({"id": name, "issue": item.issue, "text": text, "scale": list(SCALE)})
        results.append({"question": name, "counts": list(summary.counts)})
    if not results:
        msg = f"no question has {FEWEST} answers or more; there is nothing to publish"
        raise QueryError(msg)
    asked = amount(len(results), "issue")
    told: dict[str, Plain] = {
        "id": id,
        "title": f"Survey {id} on {asked}",
        "summary": f"Survey {id}: {score.respondents} respondents, {asked}.\n",
        "method": "survey",
        "population": [{"unit": "respondents", "n": score.respondents}],
        "period": "unknown",
        "roles": list(score.roles),
        "limits": list(_limits(score)),
        "validity_checks": "unknown",
        "questions": questions,
        "results": results,
        "status": "stub",
        "added": today.isoformat(),
        "changed": today.isoformat(),
    }
    return {name: value for name, value in told.items() if value != []}


def _limits(score: Score) -> list[Plain]:
    """Return what is certain about the figures, too short to count as repeated in the next survey."""
    told: list[Plain] = ["Frequencies are remembered, not measured."]
    if score.min_experience:
        told.append(f"Experience under {score.min_experience:g} years excluded.")
    if any(item.summary is None for item in score.questions):
        told.append(f"Questions under {FEWEST} answers omitted.")
    return told
