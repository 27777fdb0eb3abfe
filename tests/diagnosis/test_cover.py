"""The solver against an independent one (HiGHS, through scipy), and its promises one by one."""

import random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from kb.diagnosis.cover import NODES, Cover, Offer, cover

_OPEN = 1e5
"""What leaving a need open costs the independent solver: more than any set of offers."""


def _solve(offers: list[Offer], needs: dict[str, int], budget: float | None) -> tuple[int, float]:
    """Return weight left open and price of the optimum, from the mixed-integer program."""
    names, place = sorted(needs), {offer.id: number for number, offer in enumerate(offers)}
    width = len(offers) + len(names)
    rows: list[tuple[np.ndarray, float, float]] = []
    for number, need in enumerate(names):
        row = np.zeros(width)
        row[len(offers) + number] = 1
        row[[place[offer.id] for offer in offers if need in offer.meets]] = 1
        rows.append((row, 1, np.inf))
    for offer in offers:
        for other in offer.requires:
            row = np.zeros(width)
            row[place[offer.id]] = 1
            row[place[other]] -= 1
            rows.append((row, -np.inf, 0))
        for other in offer.conflicts:
            row = np.zeros(width)
            row[[place[offer.id], place[other]]] = 1
            rows.append((row, -np.inf, 1))
    if budget is not None:
        days = [offer.days for offer in offers] + [0.0] * len(names)
        rows.append((np.array(days), -np.inf, budget))
    costs = [offer.price for offer in offers] + [_OPEN * needs[need] for need in names]
    constraints = LinearConstraint(*(np.array(part) for part in zip(*rows, strict=True)))
    found = milp(costs, constraints=constraints, integrality=np.ones(width), bounds=Bounds(0, 1))
    taken = np.round(found.x)
    lost = sum(needs[need] for number, need in enumerate(names) if taken[len(offers) + number])
    return lost, sum(offer.price for number, offer in enumerate(offers) if taken[number])


def _instance(seed: int) -> tuple[list[Offer], dict[str, int], float | None]:
    """Return a random instance with requirements, conflicts and, half of the time, a budget."""
    draw = random.Random(seed)  # noqa: S311 - instances, not secrets
    needs = {f"n{number:02}": draw.choice((1, 1, 3)) for number in range(draw.randint(1, 15))}
    size = draw.randint(3, 25)
    others = [f"o{number:02}" for number in range(size)]
    offers = [
        Offer(
            id,
            round(draw.uniform(0.5, 20), 1),
            round(draw.uniform(0, 10), 1),
            frozenset(need for need in needs if draw.random() < 0.25),
            frozenset({draw.choice(others)} - {id}) if draw.random() < 0.15 else frozenset(),
            frozenset({draw.choice(others)} - {id}) if draw.random() < 0.1 else frozenset(),
        )
        for id in others
    ]
    return offers, needs, draw.choice((None, None, 15.0, 40.0))


@pytest.mark.parametrize("seed", range(200))
def test_optimum_equals_that_of_another_solver(seed: int) -> None:
    """Exact means exact: the same weight left open and the same price."""
    offers, needs, budget = _instance(seed)

    found = cover(offers, needs, budget=budget, nodes=100_000)

    assert found.exact
    lost, price = _solve(offers, needs, budget)
    assert (lost, pytest.approx(price)) == (sum(needs[need] for need in found.open), found.price)
    assert found.bound == found.price


@pytest.mark.parametrize("seed", range(30))
def test_cut_off_search_keeps_its_promises(seed: int) -> None:
    """After one node there is a valid choice, and the bound is not above the optimum."""
    offers, needs, budget = _instance(seed)

    cut = cover(offers, needs, budget=budget, nodes=1)

    best = cover(offers, needs, budget=budget, nodes=100_000)
    assert _valid(cut, offers, budget)
    if set(cut.open) == set(best.open):
        assert cut.bound <= best.price <= cut.price


@pytest.mark.parametrize("seed", range(30))
def test_greedy_choice_is_valid_and_never_better(seed: int) -> None:
    """The browser's planner is greedy; it may be dearer, never wrong."""
    offers, needs, budget = _instance(seed)

    found, best = (cover(offers, needs, budget=budget, nodes=nodes) for nodes in (0, NODES))

    weight = [sum(needs[need] for need in choice.open) for choice in (best, found)]
    assert _valid(found, offers, budget)
    assert not found.exact
    assert (weight[0], best.price) <= (weight[1], found.price)


def _valid(found: Cover, offers: list[Offer], budget: float | None) -> bool:
    chosen = [offer for offer in offers if offer.id in found.chosen]
    met = {need for offer in chosen for need in offer.meets}
    return (
        not met & set(found.open)
        and all(offer.requires <= set(found.chosen) for offer in chosen)
        and not any(offer.conflicts & set(found.chosen) for offer in chosen)
        and (budget is None or sum(offer.days for offer in chosen) <= budget + 1e-6)
    )


def _offer(id: str, price: float, meets: str, **more: frozenset[str]) -> Offer:
    return Offer(id, price, price, frozenset(meets), **more)


@pytest.mark.parametrize(
    ("offers", "needs", "chosen", "left"),
    [
        pytest.param([], {}, (), (), id="nothing to do"),
        pytest.param([], {"a": 1}, (), ("a",), id="nothing on offer"),
        pytest.param([_offer("x", 3, "ab"), _offer("y", 1, "a")], {"a": 1}, ("y",), (), id="price"),
        pytest.param(
            [_offer("x", 3, "ab"), _offer("y", 2, "a"), _offer("z", 2, "b")],
            {"a": 1, "b": 1},
            ("x",),
            (),
            id="one for two",
        ),
        pytest.param(
            [_offer("x", 1, "a", requires=frozenset({"y"})), _offer("y", 1, "")],
            {"a": 1},
            ("x", "y"),
            (),
            id="what is required comes along",
        ),
        pytest.param(
            [_offer("x", 1, "a", requires=frozenset({"gone"})), _offer("y", 9, "a")],
            {"a": 1},
            ("y",),
            (),
            id="required thing is not on offer",
        ),
        pytest.param(
            [_offer("x", 1, "a", conflicts=frozenset({"y"})), _offer("y", 1, "b")],
            {"a": 1, "b": 2},
            ("y",),
            ("a",),
            id="conflict leaves the lighter need open",
        ),
        pytest.param(
            [
                _offer("x", 1, "a", requires=frozenset({"y"})),
                _offer("y", 1, "", conflicts=frozenset({"x"})),
            ],
            {"a": 1},
            (),
            ("a",),
            id="conflicts with what it requires",
        ),
    ],
)
def test_small_cases(
    offers: list[Offer], needs: dict[str, int], chosen: tuple[str, ...], left: tuple[str, ...]
) -> None:
    """Cases whose answer can be seen."""
    found = cover(offers, needs)

    assert (chosen, left, True) == (found.chosen, found.open, found.exact)


def test_budget_limits_the_days() -> None:
    """The heavier need is met when there is time for one."""
    offers = [_offer("x", 4, "a"), _offer("y", 4, "b")]

    assert ("y",) == cover(offers, {"a": 1, "b": 2}, budget=5).chosen
    assert ("x", "y") == cover(offers, {"a": 1, "b": 2}, budget=8).chosen


def test_order_of_the_offers_does_not_matter() -> None:
    """The same offers in another order give the same choice."""
    offers, needs, budget = _instance(7)

    assert cover(offers, needs, budget=budget) == cover(offers[::-1], needs, budget=budget)
