"""Which entries others refer to, for rules about those that nobody does."""

from collections.abc import Iterator

from kb.graph.kinds import Kind
from kb.loading.links import references
from kb.loading.loader import Catalog

__all__ = ["nameless", "names_in"]


def names_in(catalog: Catalog, id: str) -> list[str]:
    """Return the ids that an entry refers to; only a new content is looked at."""
    document = catalog.documents[id]
    known = catalog.memory.of(document.key)
    if "names" not in known:
        known["names"] = " ".join(dict.fromkeys(references(document, catalog.kinds[id])))
    return known["names"].split()


def nameless(catalog: Catalog) -> Iterator[str]:
    """Yield the entries that no entry and no term refers to and that stand on no page of another.

    An issue needs nobody; a study that asks about an issue stands on that issue's page.
    """
    named = {name for id in catalog.documents for name in names_in(catalog, id)}
    for vocabulary in catalog.vocabularies.values():
        for term in vocabulary.terms:
            named.update(getattr(term, "origin", ()))
    for id, kind in sorted(catalog.kinds.items()):
        asks = kind is Kind.STUDY and any(
            catalog.kinds[name] is Kind.ISSUE for name in names_in(catalog, id)
        )
        if kind is not Kind.ISSUE and id not in named and not asks:
            yield id
