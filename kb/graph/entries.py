"""A mapping whose values are made when they are touched: entries, their texts, their links."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from kb.graph.amounts import amount

_Entry = TypeVar("_Entry")

__all__ = ["Entries"]

_SHOWN = 3


class Entries(Mapping[str, _Entry]):
    """Entries by id, or what belongs to them, in order; each is made when it is touched."""

    def __init__(self, ids: Iterable[str], make: Callable[[str], _Entry]) -> None:
        self._ids = dict.fromkeys(ids)
        self._make = make

    def __getitem__(self, id: str) -> _Entry:
        if id not in self._ids:
            raise KeyError(id)
        return self._make(id)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __repr__(self) -> str:
        first = ", ".join(list(self._ids)[:_SHOWN])
        return f"<{amount(len(self), 'entry', 'entries')}: {first}{', …' if len(self) > _SHOWN else ''}>"
