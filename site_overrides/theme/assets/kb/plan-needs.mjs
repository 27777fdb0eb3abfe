// What a plan has to meet, what may meet it, and at what price: kb/diagnosis/needs.py once more.

import { amount, days } from "./amounts.mjs";
import { compare, rounded } from "./tables.mjs";

/** Return the issues, the watch over the silent ones, and their main root causes, each with its ways. */
export function needs(planner, issues) {
  const { constants } = planner;
  const found = [];
  const causes = new Map();
  for (const id of issues) {
    const links = [id, ...general(planner, id)].flatMap((one) => planner.issues.get(one).fixes);
    const treating = links.filter(({ effect }) => effect !== "detects");
    const acting = treating.filter(({ effect }) => effect !== "prevents");
    const need = { subject: planner.issues.get(id), issues: [id] };
    const main = acting.length ? acting : treating;
    found.push({ ...need, key: id, what: "issue", weight: constants.issue, ways: main });
    const best = [acting, treating].map(high).find(({ length }) => length);
    if (best) found.push({ ...need, key: `well ${id}`, what: "best remedy", weight: constants.best, ways: best });
    if (planner.issues.get(id).silent) {
      const watching = links.filter(({ effect }) => effect === "detects");
      found.push({ ...need, key: `watch ${id}`, what: "watch", weight: constants.watch, ways: watching });
    }
    for (const cause of planner.issues.get(id).causes) causes.set(cause, [...(causes.get(cause) ?? []), id]);
  }
  for (const [id, of] of causes) {
    const subject = planner.causes.get(id);
    const ways = subject.fixes.filter(({ effect }) => effect !== "detects");
    found.push({ subject, issues: of, key: id, what: "root-cause", weight: constants.cause, ways });
  }
  return found;
}

const high = (links) => links.filter(({ effectiveness }) => effectiveness === "high");

function general(planner, id) {
  return planner.issues.get(id).general.flatMap((other) => [other, ...general(planner, other)]);
}

/** Return what may not be used at all, by id, each with its reason. */
export function leftOut(planner, wanted, limits) {
  const left = new Map();
  for (const { target } of wanted.flatMap(({ ways }) => ways)) {
    const reason = objection(planner, target, limits, []);
    if (reason) left.set(target, reason);
  }
  return left;
}

function objection(planner, id, limits, seen) {
  const { effort, requires } = planner.mitigations.get(id);
  const harmed = worsened(planner, id).filter((name) => limits.protect.includes(name));
  if (harmed.length) return `worsens ${harmed.join(" and ")}, which you protect`;
  if (limits.maxEffort !== null && effort.high > limits.maxEffort) {
    return `takes up to ${amount(days(effort.high), "day")}, more than the whole plan may`;
  }
  const missing = requires.find((other) => !seen.includes(other) && objection(planner, other, limits, [...seen, id]));
  return missing ? `needs ${missing}, which is left out` : "";
}

/** Return the quality attributes that a mitigation worsens. */
export function worsened(planner, id) {
  return planner.mitigations.get(id).shifts.filter(([, shift]) => shift < 0).map(([name]) => name);
}

/** Return the links that meet a need: the effective ones, or the weak ones if there are no others. */
export function sound(planner, need, left) {
  const allowed = need.ways.filter(({ target }) => !left.has(target) && !isVain(planner, need, target));
  const effective = allowed.filter(({ effectiveness }) => planner.constants.sound.includes(effectiveness));
  return effective.length ? effective : allowed;
}

/** Whether a mitigation helps against none of the issues of a need. */
export function isVain(planner, need, target) {
  return need.issues.every((issue) => planner.issues.get(issue).vain.has(target));
}

/** Return what may be chosen, with all that it requires, at the price under some priorities. */
export function offers(planner, usable, left, weights) {
  const meets = new Map();
  for (const [key, links] of usable) {
    for (const link of links) {
      if (!meets.has(link.target)) meets.set(link.target, new Map());
      meets.get(link.target).set(key, link);
    }
  }
  const waiting = [...meets.keys()];
  for (const id of waiting) {
    for (const other of planner.mitigations.get(id).requires) {
      if (meets.has(other) || left.has(other)) continue;
      meets.set(other, new Map());
      waiting.push(other); // the list grows by what is required
    }
  }
  const made = waiting.map((id) => {
    const { effort, requires, bars } = planner.mitigations.get(id);
    const price = priceOf(planner, id, [...meets.get(id).values()], weights);
    return { id, price, days: effort.high, meets: new Set(meets.get(id).keys()), requires, bars };
  });
  return made.sort((a, b) => compare(a.id, b.id));
}

/** Return days, dearer by side effects, by weak effect and by weak evidence. */
function priceOf({ constants, mitigations }, id, links, weights) {
  const { effort, shifts } = mitigations.get(id);
  const worth = links.length ? Math.max(...links.map((link) => link.worth)) : 1;
  const moved = shifts.reduce((total, [name, shift]) => total + shift * (weights[name] ?? 1), 0);
  const share = Math.max(constants.cheapest, 1 - constants.side_effects * moved);
  return rounded(((1 + effort.days) * share) / worth);
}
