"""KB407: two entries that read alike say how they differ, or are one entry."""

from collections.abc import Collection, Iterator, Mapping

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.lint.tables import tables_of
from kb.loading.loader import Catalog
from kb.query.closeness import ALIKE, Closeness

__all__ = ["likeness"]

_KINDS = (
    Kind.ISSUE,
    Kind.ROOT_CAUSE,
    Kind.SYMPTOM,
    Kind.CONSEQUENCE,
    Kind.MITIGATION,
    Kind.CHECK,
)


def likeness(catalog: Catalog, about: Collection[str] = ()) -> Iterator[Problem]:
    """Yield one problem for every entry that is close to an earlier one and not linked with it.

    Args:
        catalog: the catalog.
        about: entries to be quick about; other kinds than theirs are not looked at then.
    """
    tables = tables_of(catalog)
    space = Closeness(tables)
    linked = {
        frozenset((id, link.target)) for id, links in tables.outgoing.items() for link in links
    }
    asked = {catalog.kinds[id] for id in about}
    for kind in (kind for kind in _KINDS if kind in asked or not asked):
        vectors = {
            id: space.vector(_told(catalog, space, id))
            for id, row in tables.rows.items()
            if row.kind is kind
        }
        for one, other, alike in _close(vectors, about):
            if frozenset((one, other)) not in linked:
                what = f"reads like {other} (likeness {alike:.2f})"
                where = catalog.where(one, ("summary",))
                yield Problem(where, "KB407", "summary", what, _FIX[kind], other=other)


def _told(catalog: Catalog, space: Closeness, id: str) -> list[str]:
    """Return the stems of what an entry says about itself."""
    known = catalog.memory.of(catalog.documents[id].key)
    if "stems" not in known:
        known["stems"] = space.told(id)
    return known["stems"]


_MERGE = "merge the two, or say in the summaries what tells them apart"
_FIX = dict.fromkeys(_KINDS, _MERGE) | {
    Kind.ISSUE: "merge the two, or link them by confused_with and say how to tell them apart",
    Kind.MITIGATION: "merge the two, or link them by alternative_to, requires or conflicts_with",
}


def _close(
    weights: Mapping[str, Mapping[str, float]], about: Collection[str]
) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs whose cosine reaches the limit, the later id first."""
    known: dict[str, list[tuple[str, float]]] = {}
    wanted = {stem for id in about for stem in weights.get(id, ())}
    for id, own in weights.items():
        cosines: dict[str, float] = {}
        for stem, weight in own.items():
            if wanted and stem not in wanted:
                continue
            for other, its_weight in known.get(stem, ()):
                cosines[other] = cosines.get(other, 0.0) + weight * its_weight
            known.setdefault(stem, []).append((id, weight))
        for other, alike in cosines.items():
            if alike >= ALIKE and (not wanted or id in about or other in about):
                yield id, other, alike
