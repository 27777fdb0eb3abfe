"""Catalogs of any size that look like the real one: as many links, as long texts, the same words.

Every entry follows a real one of its kind. Its texts have as many lines, and these as many words,
but in pieces from any lines of the same field, so that sizes and words are real and hardly two texts
are alike; they make no sense to people. Links keep their number, kind and attributes and go to a follower
of the entry that they went to, so that what is linked often stays so.
"""

import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from random import Random

from pydantic import BaseModel

from kb.errors import CatalogError
from kb.graph.kinds import Kind
from kb.graph.relations import relations_from
from kb.lint.check import check_catalog, ids_of
from kb.loading.comments import find_comments
from kb.loading.loader import Catalog, load_catalog
from kb.loading.memory import Memory, Plain
from kb.loading.reader import read_file
from kb.loading.writer import write_lines
from kb.models.registry import MODELS, marked_fields
from kb.models.text import Refers
from kb.models.vocabulary import vocabulary_model
from scripts.benchmarks.synthetic_words import Words

__all__ = ["REAL", "synthetic_catalog", "write_catalog"]

REAL = Path(__file__).parents[2] / "catalog"
_PROGRAMS = tuple(Path(__file__).parent.glob("synthetic*.py"))

_NEEDED = {Kind.SYMPTOM: 2}
"""Links that must lead to an entry where one is too few: what a single issue shows tells nothing apart."""

_LATE = 0.9
"""From this share of the entries on, links go first to those that need some: who else would link them?"""

Data = dict[str, Plain]


def synthetic_catalog(size: int) -> Path:
    """Return a folder with a catalog of so many entries, made once for each state of the real one."""
    home = REAL.parent / ".cache" / "bench"
    state = max(path.stat().st_mtime_ns for path in (*_PROGRAMS, *REAL.rglob("*")))
    folder = home / f"{size}-{state}"
    if not folder.is_dir():
        for old in home.glob(f"{size}-*"):
            shutil.rmtree(old)
        draft = home / f"draft-{size}" / "catalog"
        shutil.rmtree(draft.parent, ignore_errors=True)
        write_catalog(draft, size)
        draft.parent.rename(folder)
    return folder / "catalog"


def write_catalog(folder: Path, size: int) -> None:
    """Write a catalog that passes the check; the same size and the same real one give the same bytes.

    Raises:
        CatalogError: after several draws there is still something to complain about.
    """
    maker = _Maker(_real(), size)
    for path in sorted((REAL / "vocabulary").glob("*.yaml")):
        model = vocabulary_model(path.stem)
        data = maker.pointed(_mapping(read_file(path, path.name).data), model)
        _write(folder / "vocabulary" / path.name, write_lines(data, model, _NONE))
    linked = {id: maker.linked(id) for id in maker.templates}
    memory, wanted, problems = Memory(), set(linked), ()
    for draw in range(_DRAWS):
        for id in sorted(wanted):
            kind = maker.kind(id)
            lines = write_lines(maker.worded(linked[id], draw), MODELS[kind], _NONE)
            _write(folder / kind.folder / f"{id}.yaml", lines)
        _, problems = check_catalog(folder, "", memory)
        if not problems:
            return
        wanted = ids_of(problem.where.path for problem in problems)
    raise CatalogError(problems)


_DRAWS = 9
"""Few entries need a second draw, because they read like another one by chance."""

_NONE = find_comments("")


@cache
def _real() -> Catalog:
    return load_catalog(REAL)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _mapping(data: Plain) -> Data:
    if not isinstance(data, dict):
        msg = "a file of the catalog holds no mapping"
        raise TypeError(msg)
    return data


class _Maker:
    """Draws entries from the real catalog."""

    def __init__(self, real: Catalog, size: int) -> None:
        self.real = real
        self._size = size
        self._rng = self._seeded("")
        alive = sorted(id for id, entry in real.entries.items() if entry.status != "retired")
        self._rng.shuffle(alive)
        drawn = [alive[number % len(alive)] for number in range(size)]
        self.templates = {f"{id[:57].rstrip('-')}-{number}": id for number, id in enumerate(drawn)}
        """Real entries by the ids of those that follow them."""
        self._followers: defaultdict[str, list[str]] = defaultdict(list)
        self._of_kind: defaultdict[Kind, list[str]] = defaultdict(list)
        for id, template in self.templates.items():
            self._followers[template].append(id)
            self._of_kind[real.kinds[template]].append(id)
        self._lonely = {kind: dict.fromkeys(ids) for kind, ids in self._of_kind.items()}
        """Entries that fewer links lead to than their kind needs."""
        self._late = False
        self._linked = Counter[str]()
        self._words = Words(
            (real.documents[id].data for id in sorted(real.documents)),
            (real.entries[id].title for id in alive),
            lambda old: next(iter(self._followers.get(old, ())), None),
        )

    def _seeded(self, text: str) -> Random:
        return Random(f"{self._size} {text}")  # noqa: S311 - a sample, no secret

    def kind(self, id: str) -> Kind:
        """Return the kind of a new entry."""
        return self.real.kinds[self.templates[id]]

    def linked(self, id: str) -> Data:
        """Return a new entry with links of its own, in the words of the real one."""
        kind = self.kind(id)
        self._rng, self._late = self._seeded(id), _number(id) >= _LATE * self._size
        data = {**_mapping(self.real.documents[self.templates[id]].data), "id": id}
        data.pop("former_ids", None)
        for relation in relations_from(kind):
            links = data.get(relation.field)
            if isinstance(links, list) and relation.name != "asks_about":
                kinds = (kind,) if relation.same_kind else relation.targets
                found = self._links(links, id, kinds[0], older=relation.name == "specialises")
                if len(found) < len(links):
                    data["status"] = "stub"  # what is complete has enough links of each kind
                data[relation.field] = found
        if kind is Kind.SOURCE and self._lonely.get(Kind.STUDY):
            data["study"] = ""  # any that nothing reports yet
        return self.pointed(data, MODELS[kind])

    def worded(self, linked: Data, draw: int) -> Data:
        """Return an entry in words of its own, others with each draw."""
        id = str(linked["id"])
        rng, number = self._seeded(f"{id} {draw}"), _number(id)
        data = _mapping(self._words.reworded(linked, "", rng))
        aliases = data.get("aliases")
        if isinstance(aliases, list):
            new = (self._words.name(str(alias), number, rng) for alias in aliases)
            data["aliases"] = [*dict.fromkeys(new)]
        return {**data, "title": self._words.name(str(data["title"]), number, rng)}

    def pointed(self, data: Data, model: type[BaseModel]) -> Data:
        """Return data whose fields that name an entry name a follower of it, or are not there."""
        for path, mark in marked_fields(model):
            if isinstance(mark, Refers):
                data = _mapping(_replaced(data, path, partial(self._follower, Kind(mark.kind))))
        return data

    def _links(self, links: list[Plain], own: str, kind: Kind, *, older: bool) -> list[Plain]:
        """Return links to followers, each once, none to the entry itself; only to older ones if asked."""
        found: dict[str, Data] = {}

        def fits(id: str) -> bool:
            return id not in {own, *found} and not (older and _number(id) > _number(own))

        for link in links:
            if not isinstance(link, dict):
                continue
            old = str(link["id"])
            target = self._follower(kind, old, fits)
            if target is None:
                continue
            new = {**link, "id": target}
            if "outcome" in link and self.templates[target] != old:
                new["outcome"] = self._rng.choice(self._outcomes(self.templates[target]))
            found[target] = new
        return [found[key] for key in sorted(found)]

    def _follower(
        self, kind: Kind, old: str, fits: Callable[[str], bool] = lambda _: True
    ) -> str | None:
        """Return an entry that follows the old one, else another of its kind."""
        choice = [*filter(fits, self._followers.get(old, ()))]
        choice = choice or [*filter(fits, self._of_kind.get(kind, ()))]
        if not choice:
            return None
        # The least linked first: no entry may be left without a link to it.
        found = min(choice, key=self._linked.__getitem__)
        if self._late and self._linked[found]:
            found = next(filter(fits, self._lonely[kind]), found)
        self._linked[found] += 1
        if self._linked[found] >= _NEEDED.get(kind, 1):
            self._lonely[kind].pop(found, None)
        return found

    def _outcomes(self, check: str) -> list[str]:
        data = self.real.documents[check].data
        outcomes = data["outcomes"] if isinstance(data, dict) else None
        return [str(one["key"]) for one in outcomes or () if isinstance(one, dict)]  # type: ignore[union-attr]


def _number(id: str) -> int:
    return int(id.rpartition("-")[2])


def _replaced(data: Plain, path: tuple[str, ...], new: Callable[[str], str | None]) -> Plain:
    """Return data with every text at a path replaced, `*` being every item; left out for None."""
    if not path:
        return new(data) if isinstance(data, str) else data
    if path[0] == "*" and isinstance(data, list):
        items = (_replaced(item, path[1:], new) for item in data)
        return [item for item in items if item is not None]
    if isinstance(data, dict) and path[0] in data:
        value = _replaced(data[path[0]], path[1:], new)
        rest = {path[0]: value} if value is not None else {}
        return {**{name: part for name, part in data.items() if name != path[0]}, **rest}
    return data


if __name__ == "__main__":
    print(synthetic_catalog(int(sys.argv[1])))
