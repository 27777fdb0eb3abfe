"""KB408: a symptom of one issue only tells nothing apart; a warning, for it may be the truth."""

from collections import Counter
from collections.abc import Iterator

from kb.errors import Level, Problem
from kb.graph.kinds import Kind
from kb.loading.links import texts_at
from kb.loading.loader import Catalog

__all__ = ["lone_symptoms"]


def lone_symptoms(catalog: Catalog) -> Iterator[Problem]:
    """Yield one warning for every symptom that a single issue shows."""
    shown_by = Counter(
        id
        for issue, kind in catalog.kinds.items()
        if kind is Kind.ISSUE
        for _, id in texts_at(catalog.documents[issue].data, ("symptoms", "*", "id"))
    )
    for id, kind in catalog.kinds.items():
        if kind is Kind.SYMPTOM and shown_by[id] == 1:
            what = "only one issue shows this symptom"
            fix = "link it from every issue that can look like this, with the fitting strength"
            yield Problem(catalog.where(id, ("id",)), "KB408", "id", what, fix, Level.WARNING)
