"""Find the names that two entries would share: ids, aliases, former ids and titles."""

from collections.abc import Iterable, Iterator, Mapping

from kb.errors import Problem
from kb.graph.kinds import Kind
from kb.graph.names import fold
from kb.loading.links import Known, texts_at
from kb.loading.reader import Document
from kb.loading.shape import dotted

__all__ = ["is_twin", "name_clashes"]


def is_twin(
    stem: str,
    documents: Mapping[str, Document],
    document: Document,
    below: Known,
    problems: list[Problem],
) -> bool:
    """Whether the id of a file is taken; then that is added to the problems."""
    if stem not in documents and stem not in below.kinds:
        return False
    place = documents[stem].path if stem in documents else "the catalog that this adds to"
    what, fix = f"the id {stem!r} exists already in {place}", "choose another id"
    problems.append(Problem(document.where(("id",)), "KB206", "id", what, fix, other=stem))
    return True


def name_clashes(
    valid: Iterable[str], kinds: Mapping[str, Kind], documents: Mapping[str, Document], below: Known
) -> Iterator[Problem]:
    """Yield ids, aliases and former ids that would make a look-up ambiguous."""
    owners = {**{id: id for id in valid}, **below.names}
    titles = {
        id: fold(title)
        for id in valid
        if kinds[id] is not Kind.SOURCE  # they bear the titles that others gave them
        for _, title in texts_at(documents[id].data, ("title",))
    }
    titled = {title: id for id, title in titles.items()}
    for id in valid:
        data = documents[id].data
        aliases, former = (texts_at(data, (field, "*")) for field in ("aliases", "former_ids"))
        for path, name in ((("id",), id), *aliases, *former):
            # A name without any Latin letter folds to nothing and cannot be looked up.
            folded = fold(name)
            owner = owners.setdefault(folded, id) if folded else id
            if owner == id and folded != titles.get(id):
                owner = titled.get(folded, id)
            if owner != id:
                where = documents[id].where(path)
                what = f"{name.strip()!r} already names {owner!r}"
                fix = "choose another name"
                yield Problem(where, "KB206", dotted(path), what, fix, other=owner)
