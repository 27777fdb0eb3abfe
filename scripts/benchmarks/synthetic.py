"""Catalogs of any size that look like the real one: as many links, as long texts, the same words.

Every entry follows a real one of its kind. Its texts have as many lines, and these as many words,
but in pieces from any lines of the same field, so that sizes and words are real and hardly two texts
are alike; they make no sense to people. Links keep their number, kind and attributes and go to a follower
of the entry that they went to, so that what is linked often stays so.
"""

import re
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from random import Random

from pydantic import BaseModel

from kb.graph.kinds import Kind
from kb.graph.relations import relations_from
from kb.loading.comments import find_comments
from kb.loading.loader import Catalog, load_catalog
from kb.loading.memory import Plain
from kb.loading.reader import read_file
from kb.loading.writer import write_lines
from kb.models.registry import MODELS, marked_fields
from kb.models.text import Refers
from kb.models.vocabulary import vocabulary_model

__all__ = ["REAL", "synthetic_catalog", "write_catalog"]

REAL = Path(__file__).parents[2] / "catalog"

_KEPT = frozenset({"snippet", "title", "venue", "family", "given", "url", "locator"})
"""Fields whose text is no prose."""

_SENTENCE = 5
"""Texts of fewer words stay as they are."""

_PIECE = 4
"""So many words in a row come from one line: fewer and no phrase is real, more and entries read alike."""

_LONGEST = 600
_REFERENCE = re.compile(r"\[\[([^\[\]]+)\]\]")

Data = dict[str, Plain]


def synthetic_catalog(size: int) -> Path:
    """Return a folder with a catalog of so many entries, made once for each state of the real one."""
    home = REAL.parent / ".cache" / "bench"
    state = max(path.stat().st_mtime_ns for path in (Path(__file__), *REAL.rglob("*")))
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
    """Write a valid catalog into a folder; the same size and the same real catalog give the same bytes."""
    maker = _Maker(_real(), size)
    for number, (id, template) in enumerate(maker.templates.items()):
        kind = maker.real.kinds[template]
        data = maker.entry(number, id)
        _write(folder / kind.folder / f"{id}.yaml", write_lines(data, MODELS[kind], _NONE))
    for path in sorted((REAL / "vocabulary").glob("*.yaml")):
        model = vocabulary_model(path.stem)
        data = maker.pointed(_mapping(read_file(path, path.name).data), model)
        _write(folder / "vocabulary" / path.name, write_lines(data, model, _NONE))


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
        self._rng = Random(size)  # noqa: S311 - a sample, no secret
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
        self._titles = [word for id in alive for word in real.entries[id].title.split()]
        self._linked = Counter[str]()
        self._lines: defaultdict[str, list[list[str]]] = defaultdict(list)
        for id in sorted(real.documents):
            for key, text in _texts(real.documents[id].data, ""):
                self._lines[key] += [words for words in map(str.split, text.splitlines()) if words]

    def entry(self, number: int, id: str) -> Data:
        """Return the data of a new entry."""
        template = self.templates[id]
        kind = self.real.kinds[template]
        data = _mapping(self._reworded(self.real.documents[template].data, ""))
        data.pop("former_ids", None)
        size = min(len(str(data["title"]).split()), 16)
        data["id"] = id
        data["title"] = " ".join((*self._rng.sample(self._titles, size), str(number)))
        aliases = data.get("aliases")
        if isinstance(aliases, list):
            data["aliases"] = [f"{alias} {number}" for alias in aliases]
        for relation in relations_from(kind):
            links = data.get(relation.field)
            if isinstance(links, list) and relation.name != "asks_about":
                older = number if relation.name == "specialises" else None
                kinds = (kind,) if relation.same_kind else relation.targets
                found = self._links(links, id, kinds[0], older)
                if len(found) < len(links):
                    data["status"] = "stub"  # what is complete has enough links of each kind
                data = {**data, relation.field: found}
        if kind is Kind.SOURCE and not all(map(self._linked.get, self._of_kind[Kind.STUDY])):
            data["study"] = ""  # any that nothing reports yet
        return self.pointed(data, MODELS[kind])

    def pointed(self, data: Data, model: type[BaseModel]) -> Data:
        """Return data whose fields that name an entry name a follower of it, or are not there."""
        for path, mark in marked_fields(model):
            if isinstance(mark, Refers):
                data = _mapping(_replaced(data, path, partial(self._follower, Kind(mark.kind))))
        return data

    def _links(self, links: list[Plain], own: str, kind: Kind, older: int | None) -> list[Plain]:
        """Return links to followers, each once, none to the entry itself, without a cycle if `older`."""
        found: dict[tuple[str, str], Data] = {}
        for link in links:
            if not isinstance(link, dict):
                continue
            old = str(link["id"])
            target = self._follower(kind, old)
            if target is None or target == own:
                continue
            if older is not None and int(target.rpartition("-")[2]) >= older:
                continue
            new = {**link, "id": target}
            if "outcome" in link and self.templates[target] != old:
                new["outcome"] = self._rng.choice(self._outcomes(self.templates[target]))
            found[target, str(new.get("outcome"))] = new
        return [found[key] for key in sorted(found)]

    def _follower(self, kind: Kind, old: str) -> str | None:
        """Return an entry that follows the old one, else another of its kind."""
        choice = self._followers.get(old) or self._of_kind.get(kind)
        if not choice:
            return None
        # The least linked first: no entry may be left without a link to it.
        found = min(choice, key=self._linked.__getitem__)
        self._linked[found] += 1
        return found

    def _outcomes(self, check: str) -> list[str]:
        data = self.real.documents[check].data
        outcomes = data["outcomes"] if isinstance(data, dict) else None
        return [str(one["key"]) for one in outcomes or () if isinstance(one, dict)]  # type: ignore[union-attr]

    def _reworded(self, value: Plain, key: str) -> Plain:
        if isinstance(value, dict):
            return {name: self._reworded(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [self._reworded(part, key) for part in value]
        if not isinstance(value, str) or not _is_prose(key, value):
            return value
        end = "\n" if value.endswith("\n") else ""
        return "\n".join(self._remade(line, key) for line in value.splitlines()) + end

    def _remade(self, line: str, key: str) -> str:
        """Return as many words, from other lines of the field."""
        size = len(line.split())
        words = line.split()[:2]  # a summary may not begin like the rest of a sentence
        while size >= _SENTENCE and len(words) < size:
            other = self._rng.choice(self._lines[key])
            start = self._rng.randrange(len(other))
            words += other[start : start + _PIECE]
        # One sentence per line: two short ones in it could stand elsewhere, word for word.
        new = " ".join(word.rstrip(".!?") for word in words[:size])
        new = f"{new}." if line.endswith(".") else new
        return _REFERENCE.sub(self._mention, new if len(new) <= _LONGEST else line)

    def _mention(self, match: re.Match[str]) -> str:
        found = self._followers.get(match[1])
        return f"[[{found[0]}]]" if found else match[1].replace("-", " ")


def _is_prose(key: str, value: str) -> bool:
    return key not in _KEPT and len(value.split()) >= _SENTENCE


def _texts(value: Plain, key: str) -> Iterator[tuple[str, str]]:
    """Yield every text of prose with the name of its field."""
    parts: Iterator[tuple[str, Plain]] = iter(())
    if isinstance(value, dict):
        parts = iter(value.items())
    elif isinstance(value, list):
        parts = ((key, part) for part in value)
    elif isinstance(value, str) and _is_prose(key, value):
        yield key, value
    for name, part in parts:
        yield from _texts(part, name)


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
