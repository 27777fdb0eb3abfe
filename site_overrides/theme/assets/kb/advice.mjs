// What to do about a suspect, as kb/diagnosis/remedies.py ranks it: confirm, fix, verify.

import { load } from "./tables.mjs";

const MOST = 3;

export const loadAdvice = () => load("advice.json");

/** Return the outcomes of a check in words, in the order of their keys. */
export function outcomesOf(advice, knowledge, id) {
  return advice.outcomes[knowledge.checks.byId.get(id).place];
}

/** Return for the first suspect the check that would confirm it and the best remedies with their proof. */
export function adviceFor(advice, knowledge, found) {
  const [suspect] = found.suspects;
  if (!suspect) return undefined;
  const check = found.checks.find((other) => other.suspect === suspect.id);
  const fixes = advice.fixes[suspect.issue.place].map(([place, effect, grade, low, high]) => {
    const { id, title } = knowledge.mitigations.list[place];
    return { id, title, effect, grade, low, high, proof: advice.proofs[place] };
  });
  return { suspect, check: check && withOutcome(advice, knowledge, check), fixes };
}

/** Return the suspects between which nothing has decided yet, the first one at least. */
export function leading({ suspects }, { constants }) {
  const [first, ...others] = suspects;
  const close = others.filter(({ score, level }) => level !== "weak" && first.score - score < constants.stands_out);
  return [first, ...close.slice(0, MOST - 1)];
}

function withOutcome(advice, knowledge, check) {
  const { keys } = knowledge.checks.byId.get(check.id);
  return { ...check, expected: outcomesOf(advice, knowledge, check.id)[keys.indexOf(check.outcome)] };
}
