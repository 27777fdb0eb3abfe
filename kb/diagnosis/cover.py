"""Weighted set cover with conflicts, requirements and a budget, exact as far as time allows.

Depth-first branch and bound. The bound is a feasible solution of the dual of the linear relaxation,
raised need by need (dual ascent, as in Balas and Ho 1980); weak duality makes it a lower bound.
Needs are met before money is saved: the objective is the pair (weight left open, price).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

__all__ = ["NODES", "Cover", "Offer", "cover"]

NODES = 2_000
"""Nodes of the search tree before the best plan so far is taken."""

_CLOSE = 1e-9


class Offer(NamedTuple):
    """Something that can be chosen: what it meets, its price, and what it brings along or bars."""

    id: str
    price: float
    days: float
    """What it takes from the budget."""
    meets: frozenset[str]
    requires: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()


class Cover(NamedTuple):
    """What was chosen, what stays open, and how good that is known to be."""

    chosen: tuple[str, ...]
    open: tuple[str, ...]
    price: float
    exact: bool
    bound: float
    """No choice that leaves as little open can be cheaper than this."""


class _State(NamedTuple):
    """A node: sets as bits of integers, by position of needs and offers."""

    chosen: int
    free: int
    open: int
    given_up: int
    price: float
    days: float


class _Problem:
    """The instance with ids turned into bits, which makes a node a few integers."""

    def __init__(
        self, offers: Sequence[Offer], needs: Mapping[str, int], budget: float | None
    ) -> None:
        self.offers = sorted(offers)
        self.needs = sorted(needs)
        self.weights = [needs[need] for need in self.needs]
        self.budget = float("inf") if budget is None else budget
        place = {offer.id: position for position, offer in enumerate(self.offers)}
        need_place = {need: position for position, need in enumerate(self.needs)}
        self.meets = [
            _bits(need_place[need] for need in offer.meets if need in need_place)
            for offer in self.offers
        ]
        self.packs = [_bits(_pack(offer.id, place, self.offers)) for offer in self.offers]
        self.bars = [0] * len(self.offers)
        for position, offer in enumerate(self.offers):
            for other in offer.conflicts & place.keys():
                self.bars[position] |= 1 << place[other]
                self.bars[place[other]] |= 1 << position
        impossible = _bits(
            position
            for position, offer in enumerate(self.offers)
            if not _closed(offer.id, place, self.offers) or self._bars_itself(self.packs[position])
        )
        self.start = _State(
            0, (1 << len(self.offers)) - 1 & ~impossible, (1 << len(self.needs)) - 1, 0, 0.0, 0.0
        )
        self.meeting = [
            _bits(offer for offer, met in enumerate(self.meets) if met >> need & 1)
            for need in range(len(self.needs))
        ]

    def _bars_itself(self, pack: int) -> bool:
        return any(self.bars[position] & pack for position in _positions(pack))

    def choose(self, state: _State, offer: int) -> _State | None:
        """Return the state with an offer and all that it requires, or nothing if that cannot be."""
        new = self.packs[offer] & ~state.chosen
        if new & ~state.free:
            return None
        price, days, open_needs, barred = state.price, state.days, state.open, 0
        for position in _positions(new):
            price += self.offers[position].price
            days += self.offers[position].days
            open_needs &= ~self.meets[position]
            barred |= self.bars[position]
        if days > self.budget + _CLOSE or barred & (state.chosen | new):
            return None
        free = state.free & ~new & ~barred
        return _State(state.chosen | new, free, open_needs, state.given_up, price, days)

    def usable(self, state: _State, need: int) -> int:
        """Return the offers that meet a need and can still be chosen."""
        return _bits(
            offer
            for offer in _positions(self.meeting[need] & state.free)
            if self.choose(state, offer) is not None
        )

    def left_open(self, needs: int) -> int:
        """Return the summed weight of needs."""
        return sum(self.weights[need] for need in _positions(needs))

    def bound(self, state: _State) -> tuple[int, float]:
        """Return weight and price that every completion of a state has at least."""
        lost, price = self.left_open(state.given_up), state.price
        rest = {offer: self.offers[offer].price for offer in _positions(state.free)}
        order = sorted(
            _positions(state.open), key=lambda need: (self.meeting[need] & state.free).bit_count()
        )
        for need in order:
            usable = list(_positions(self.meeting[need] & state.free))
            if not usable:
                lost += self.weights[need]
                continue
            raised = min(rest[offer] for offer in usable)
            price += raised
            for offer in usable:
                rest[offer] -= raised
        return lost, price


def cover(
    offers: Iterable[Offer],
    needs: Mapping[str, int],
    *,
    budget: float | None = None,
    nodes: int = NODES,
) -> Cover:
    """Choose offers that meet the needs at the lowest price.

    Args:
        offers: what can be chosen; ids are unique.
        needs: each need with the weight of leaving it open, a whole number from 1.
        budget: days that the chosen offers may take together.
        nodes: size of the search tree after which the best choice so far is returned; with 0
            that is the greedy one: again and again the offer that meets the most for its price.

    Returns:
        The choice with the least weight left open and, among those, the lowest price; `exact`
        says whether the search was finished.
    """
    problem = _Problem(list(offers), needs, budget)
    best = _greedy(problem)
    lowest = problem.bound(problem.start)
    stack = [problem.start]
    visited = 0
    while stack and visited < nodes:
        state = stack.pop()
        visited += 1
        if not _below(problem.bound(state), _worth(problem, best)):
            continue
        if not state.open:
            best = state
            continue
        stack += _branches(problem, state)
    exact = not stack
    lost, price = _worth(problem, best)
    bound = price if exact else lowest[1] if lost == lowest[0] else 0.0
    return _result(problem, best, exact=exact, bound=bound)


def _greedy(problem: _Problem) -> _State:
    state = problem.start
    while state.open:
        best: tuple[float, int, _State] | None = None
        for offer in _positions(state.free):
            after = problem.choose(state, offer) if problem.packs[offer] else None
            if after is None or after.open == state.open:
                continue
            met = problem.left_open(state.open & ~after.open)
            rank = ((after.price - state.price) / met, offer, after)
            if best is None or rank[:2] < best[:2]:
                best = rank
        if best is None:
            break
        state = best[2]
    return state._replace(open=0, given_up=state.given_up | state.open)


def _branches(problem: _Problem, state: _State) -> Iterable[_State]:
    """Return the ways to meet the need with the fewest offers, the most promising one last."""
    usable = {need: problem.usable(state, need) for need in _positions(state.open)}
    need = min(usable, key=lambda need: (usable[need].bit_count(), need))
    bit = 1 << need
    given_up = state._replace(
        open=state.open & ~bit, given_up=state.given_up | bit, free=state.free & ~usable[need]
    )
    found = [given_up]
    free = state.free
    by_price = sorted(_positions(usable[need]), key=lambda offer: problem.offers[offer].price)
    for offer in by_price:
        after = problem.choose(state._replace(free=free), offer)
        if after is not None:
            found.append(after)
        free &= ~(1 << offer)  # the later branches do without it
    return [found[0], *reversed(found[1:])]


def _worth(problem: _Problem, state: _State) -> tuple[int, float]:
    return problem.left_open(state.given_up | state.open), state.price


def _below(one: tuple[int, float], other: tuple[int, float]) -> bool:
    return one[0] < other[0] or (one[0] == other[0] and one[1] < other[1] - _CLOSE)


def _result(problem: _Problem, state: _State, *, exact: bool, bound: float) -> Cover:
    chosen = tuple(problem.offers[offer].id for offer in _positions(state.chosen))
    open_needs = tuple(problem.needs[need] for need in _positions(state.given_up | state.open))
    return Cover(chosen, open_needs, round(state.price, 9), exact, round(bound, 9))


def _pack(id: str, place: Mapping[str, int], offers: Sequence[Offer]) -> set[int]:
    """Return the positions of an offer and of everything that it needs, directly or not."""
    found: set[int] = set()
    waiting = [id]
    while waiting:
        position = place.get(waiting.pop())
        if position is not None and position not in found:
            found.add(position)
            waiting += offers[position].requires
    return found


def _closed(id: str, place: Mapping[str, int], offers: Sequence[Offer]) -> bool:
    """Whether everything that an offer needs is on offer."""
    return all(offers[position].requires <= place.keys() for position in _pack(id, place, offers))


def _bits(positions: Iterable[int]) -> int:
    bits = 0
    for position in positions:
        bits |= 1 << position
    return bits


def _positions(bits: int) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
