// A plan for several issues and their main root causes: kb/diagnosis/plan.py, with a greedy choice.

import { days } from "./amounts.mjs";
import { greedyCover } from "./plan-cover.mjs";
import { isVain, leftOut, needs, offers, sound, worsened } from "./plan-needs.mjs";
import { compare, rounded } from "./tables.mjs";

/** Limits that limit nothing. */
export const NO_LIMITS = Object.freeze({ context: "", protect: [], maxEffort: null });

/** Choose and order the mitigations for some issues, by their ids. */
export function plan(planner, issues, limits = NO_LIMITS) {
  const weights = planner.contexts.get(limits.context)?.weights ?? {};
  const wanted = needs(planner, issues);
  const left = leftOut(planner, wanted, limits);
  const usable = new Map(wanted.map((need) => [need.key, sound(planner, need, left)]));
  const weighed = new Map(wanted.map(({ key, weight }) => [key, weight]));
  const found = greedyCover(offers(planner, usable, left, weights), weighed, limits.maxEffort);
  const steps = [...confirm(planner, issues), ...stepsFor(planner, found.chosen, wanted, usable)];
  const sum = (end) => rounded(steps.reduce((total, { effort }) => total + (effort?.[end] ?? 0), 0));
  return {
    issues,
    steps,
    uncovered: wanted.filter(({ key }) => found.open.has(key)).map((need) => gap(need, usable.get(need.key), left)),
    leftOut: told(planner, left, wanted, issues),
    daysLow: sum("low"),
    daysHigh: sum("high"),
    price: found.price,
    bound: found.bound,
  };
}

/** Return for each issue the check that says most per minute, once per check. */
function confirm(planner, issues) {
  const chosen = new Map();
  for (const issue of issues.map((id) => planner.issues.get(id)).filter(({ check }) => check)) {
    const { id, outcome } = issue.check;
    const reached = { id: issue.id, title: issue.title, verb: "confirms", why: outcome };
    chosen.set(id, [...(chosen.get(id) ?? []), reached]);
  }
  return [...chosen].map(([id, reached]) => {
    const { title, minutes } = planner.checks.get(id);
    const nothing = { worsens: [], mayCause: [], neededBy: [], actions: [] };
    return { stage: "confirm", kind: "check", id, title, reached, minutes, ...nothing };
  });
}

/** Return the chosen mitigations in order of their stages, what they require before them. */
function stepsFor(planner, chosen, wanted, usable) {
  const order = [...planner.stages.keys()];
  const links = wanted.flatMap(({ key }) => usable.get(key));
  const serves = new Map(chosen.map((id) => [id, links.filter(({ target }) => target === id)]));
  const requires = (id) => planner.mitigations.get(id).requires;
  const neededBy = new Map(chosen.map((id) => [id, chosen.filter((other) => requires(other).includes(id))]));
  const stages = new Map(chosen.map((id) =>
    [id, Math.min(9, ...serves.get(id).map(({ effect }) => order.indexOf(planner.stageOf.get(effect))))]));
  for (const _ of chosen) { // what is required is due no later than what requires it
    for (const id of chosen) {
      const due = neededBy.get(id).map((other) => stages.get(other));
      stages.set(id, Math.min(stages.get(id), ...due));
    }
  }
  const depth = new Map(chosen.map((id) => [id, before(requires, id, chosen).size]));
  const sorted = [...chosen].sort((a, b) =>
    stages.get(a) - stages.get(b) || depth.get(a) - depth.get(b) || compare(a, b));
  return sorted.map((id) => step(planner, id, order[stages.get(id)], serves.get(id), neededBy.get(id)));
}

/** Return everything among the chosen that a mitigation requires, directly or not. */
function before(requires, id, chosen) {
  const found = new Set([id]);
  for (const one of found) {
    for (const other of requires(one)) if (chosen.includes(other)) found.add(other);
  }
  found.delete(id);
  return found;
}

function step(planner, id, stage, links, neededBy) {
  const { title, effort, proof, mayCause, actions } = planner.mitigations.get(id);
  const reached = new Map();
  for (const { source, effect, why } of links) {
    const { title: name } = planner.issues.get(source) ?? planner.causes.get(source);
    reached.set(source, { id: source, title: name, verb: effect, why });
  }
  const worsens = worsened(planner, id);
  const aims = [...reached.values()];
  return { stage, kind: "mitigation", id, title, reached: aims, effort, proof, worsens, mayCause, neededBy, actions };
}

/** Return what was left out, and what people try in vain unless it could serve another need. */
function told(planner, left, wanted, issues) {
  const useful = new Set(wanted.flatMap((need) =>
    need.ways.map(({ target }) => target).filter((target) => !isVain(planner, need, target))));
  const reasons = new Map();
  for (const issue of issues) {
    for (const [id, why] of planner.issues.get(issue).vain) {
      if (!useful.has(id)) reasons.set(id, `does not help against ${issue}: ${why}`);
    }
  }
  for (const [id, reason] of left) reasons.set(id, reason);
  const sorted = [...reasons].sort(([one], [other]) => compare(one, other));
  return sorted.map(([id, reason]) => ({ id, title: planner.mitigations.get(id).title, reason }));
}

function gap({ subject, what, ways }, usable, left) {
  const [reason, links] = whyOpen(what, ways, usable, left);
  const names = [...new Set(links.map(({ target }) => target))].sort(compare);
  return { id: subject.id, title: subject.title, what, reason, names };
}

/** Return why a need stays open, and the links that this is about. */
function whyOpen(what, ways, usable, left) {
  if (usable.length) return ["not together with the rest, by effort or conflict", usable];
  if (ways.length) return ["everything for it is left out", ways.filter(({ target }) => left.has(target))];
  if (what === "watch") return ["no remedy of the catalog would notice it; repeat the checks", []];
  return ["the catalog knows nothing for it", []];
}

/** Return the command that searches for the cheapest plan. */
export function commandFor(issues, { context, protect, maxEffort }) {
  const wishes = [context && `--context ${context}`, ...protect.map((name) => `--protect ${name}`)];
  if (maxEffort !== null) wishes.push(`--max-effort ${days(maxEffort)}`);
  return ["kb plan", ...issues, ...wishes.filter(Boolean)].join(" ");
}
