"""KB401: a complete issue or symptom has enough links and phrases to be found and to be useful."""

from collections.abc import Iterator, Mapping

from kb.errors import Problem
from kb.graph.kinds import Detectability, Effect, Kind, Status
from kb.loading.loader import Catalog
from kb.models.issue import Issue

__all__ = ["FLOORS", "floors"]

FLOORS: Mapping[Kind, Mapping[str, int]] = {
    Kind.ISSUE: {
        "phrases": 12,
        "root_causes": 2,
        "symptoms": 3,
        "consequences": 2,
        "mitigations": 3,
        "checks": 1,
        "evidence": 1,
    },
    Kind.SYMPTOM: {"phrases": 6},
}
"""So many items have these lists at least in a complete entry."""


def floors(catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem for every field that falls short, and for one-sided mitigations."""
    for id, entry in catalog.entries.items():
        if entry.status is not Status.COMPLETE:
            continue
        for field, floor in FLOORS.get(catalog.kinds[id], {}).items():
            have = len(getattr(entry, field))
            if have < floor and not _excused(entry, field):
                what = f"{have} given, a complete {catalog.kinds[id].label} has {floor}"
                fix = "add more, or set status to stub"
                yield Problem(catalog.where(id, (field,)), "KB401", field, what, fix)
        if isinstance(entry, Issue) and len({link.effect for link in entry.mitigations}) == 1:
            only = entry.mitigations[0].effect
            *others, last = (effect.value for effect in Effect if effect is not only)
            what = f"all mitigations have the effect {only}"
            fix = f"add one that {', '.join(others)} or {last}, or set status to stub"
            yield Problem(catalog.where(id, ("mitigations",)), "KB401", "mitigations", what, fix)


def _excused(entry: object, field: str) -> bool:
    """A silent issue may have few symptoms; its checks reveal it."""
    return (
        field == "symptoms"
        and isinstance(entry, Issue)
        and entry.detectability is Detectability.SILENT
    )
