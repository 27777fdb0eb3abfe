// Choose offers that meet weighted needs, greedily: kb/diagnosis/cover.py without its search.

import { compare, rounded } from "./tables.mjs";

const CLOSE = 1e-9;

/**
 * Choose, again and again, the offer that meets the most weight for its price.
 * `offers` are sorted by id; `needs` map keys to weights. No choice that leaves as little open
 * can be cheaper than `bound`, which is 0 where that is not known.
 */
export function greedyCover(offers, needs, budget) {
  const problem = problemOf(offers, needs, budget ?? Infinity);
  let state = problem.start;
  while (state.open.size) {
    const best = cheapest(problem, state);
    if (!best) break;
    state = best;
  }
  const lowest = bound(problem);
  const known = weightOf(problem, state.open) === lowest.lost;
  const chosen = offers.filter((_, at) => state.chosen.has(at)).map(({ id }) => id);
  return { chosen, open: state.open, price: rounded(state.price), bound: known ? rounded(lowest.price) : 0 };
}

function problemOf(offers, needs, budget) {
  const place = new Map(offers.map(({ id }, at) => [id, at]));
  const packs = offers.map((_, at) => pack(at, offers, place));
  const bars = offers.map(() => new Set());
  offers.forEach((offer, at) => {
    for (const other of offer.bars.filter((id) => place.has(id)).map((id) => place.get(id))) {
      bars[at].add(other);
      bars[other].add(at);
    }
  });
  const isClosed = (places) => places.every((at) => offers[at].requires.every((id) => place.has(id)));
  const barsItself = (places) => places.some((at) => places.some((other) => bars[at].has(other)));
  const possible = [...offers.keys()].filter((at) => isClosed(packs[at]) && !barsItself(packs[at]));
  const start = { chosen: new Set(), free: new Set(possible), open: new Set(needs.keys()), price: 0, days: 0 };
  return { offers, needs, budget, packs, bars, start };
}

/** Return the places of an offer and of everything that it needs, directly or not, in order. */
function pack(first, offers, place) {
  const found = new Set([first]);
  for (const at of found) {
    for (const id of offers[at].requires) if (place.has(id)) found.add(place.get(id));
  }
  return [...found].sort((a, b) => a - b);
}

/** Return the state after the best next choice, if there is one; the first of equals is taken. */
function cheapest(problem, state) {
  let best;
  let lowest = Infinity;
  for (const at of [...state.free].sort((a, b) => a - b)) {
    const after = choose(problem, state, at);
    if (!after || after.open.size === state.open.size) continue;
    const met = weightOf(problem, state.open) - weightOf(problem, after.open);
    const rank = (after.price - state.price) / met;
    if (rank < lowest) [best, lowest] = [after, rank];
  }
  return best;
}

/** Return the state with an offer and all that it requires, or nothing if that cannot be. */
function choose({ offers, packs, bars, budget }, state, at) {
  const fresh = packs[at].filter((other) => !state.chosen.has(other));
  if (!fresh.every((other) => state.free.has(other))) return undefined;
  const next = { chosen: new Set([...state.chosen, ...fresh]), free: new Set(state.free), open: new Set(state.open) };
  next.price = state.price;
  next.days = state.days;
  for (const other of fresh) {
    next.price += offers[other].price;
    next.days += offers[other].days;
    next.free.delete(other);
    for (const need of offers[other].meets) next.open.delete(need);
    for (const barred of bars[other]) {
      if (next.chosen.has(barred)) return undefined;
      next.free.delete(barred);
    }
  }
  return next.days > budget + CLOSE ? undefined : next;
}

function weightOf({ needs }, open) {
  return [...open].reduce((sum, need) => sum + needs.get(need), 0);
}

/** Return weight and price that every choice has at least: a solution of the dual problem. */
function bound({ offers, needs, start }) {
  const rest = offers.map(({ price }) => price);
  const meeting = new Map([...needs.keys()].sort(compare).map((need) =>
    [need, [...start.free].filter((at) => offers[at].meets.has(need))]));
  const order = [...meeting].sort(([, one], [, other]) => one.length - other.length);
  let lost = 0;
  let price = 0;
  for (const [need, usable] of order) {
    if (usable.length) {
      const raised = Math.min(...usable.map((at) => rest[at]));
      price += raised;
      for (const at of usable) rest[at] -= raised;
    } else lost += needs.get(need);
  }
  return { lost, price };
}
