// The question or check with the highest expected information gain per minute, as kb/diagnosis/next_step.py.

import { compare, rounded } from "./tables.mjs";

/**
 * Return the most informative unasked symptom or check, or nothing when none tells the suspects apart.
 * `ranked` holds issues with their scores, best first; `known` is what need not be asked for.
 */
export function nextStep(knowledge, ranked, known) {
  const leading = ranked
    .filter(({ score }) => score > 0)
    .slice(0, knowledge.constants.considered);
  if (leading.length <= 1) return null;
  const belief = shares(leading);
  const steps = [...symptoms(knowledge, belief, known), ...checks(knowledge, belief, known)];
  steps.sort((a, b) => b.gain - a.gain || compare(a.id, b.id));
  return steps.length && steps[0].gain > 0 ? told(knowledge, steps[0], belief) : null;
}

function symptoms({ constants }, belief, known) {
  const { leak, minutes_to_look } = constants;
  const shown = new Map();
  for (const { issue, share } of belief) {
    for (const [id, { probability }] of issue.symptoms) {
      if (known.has(id)) continue;
      if (!shown.has(id)) shown.set(id, []);
      shown.get(id).push({ share, probability });
    }
  }
  return [...shown].map(([id, found]) => {
    const rest = 1 - sum(found.map(({ share }) => share));
    const yes = rest * leak + sum(found.map(({ share, probability }) => share * probability));
    const left =
      rest * doubt(leak) + sum(found.map(({ share, probability }) => share * doubt(probability)));
    return { kind: "symptom", id, gain: rounded((doubt(yes) - left) / minutes_to_look) };
  });
}

function checks(knowledge, belief, known) {
  const ids = new Set(belief.flatMap(({ issue }) => [...issue.outcomes.keys()]));
  return [...ids]
    .filter((id) => !known.has(id))
    .map((id) => {
      const { keys, minutes } = knowledge.checks.byId.get(id);
      const overall = keys.map(() => 0);
      let left = 0;
      for (const { issue, share } of belief) {
        const chances = chancesOf(keys, issue.outcomes.get(id));
        chances.forEach((chance, place) => (overall[place] += share * chance));
        left += share * entropy(chances);
      }
      return { kind: "check", id, gain: rounded((entropy(overall) - left) / minutes) };
    });
}

/** Return how likely each outcome is for an issue; those it says nothing about are on a par. */
function chancesOf(keys, told) {
  const weights = keys.map((key) => (told?.has(key) ? 2 ** told.get(key).present : 1));
  const all = sum(weights);
  return weights.map((weight) => weight / all);
}

/** Return a step with the suspects that each of its answers would raise. */
function told(knowledge, { kind, id, gain }, belief) {
  const issues = belief.map(({ issue }) => issue);
  if (kind === "symptom") {
    const { title, summary } = knowledge.symptoms.byId.get(id);
    const speaking = issues.filter((issue) => issue.symptoms.has(id));
    const bits = speaking.map((issue) => [issue.symptoms.get(id).present, issue.id]);
    const answers = [
      ["yes", raised(bits)],
      ["no", raised(bits.map(([value, issue]) => [-value, issue]))],
    ];
    const minutes = knowledge.constants.minutes_to_look;
    return { kind, id, title, summary, minutes, bitsPerMinute: gain, answers };
  }
  const { title, summary, keys, minutes } = knowledge.checks.byId.get(id);
  const answers = keys.map((key) => {
    const speaking = issues.filter((issue) => issue.outcomes.get(id)?.has(key));
    return [key, raised(speaking.map((issue) => [issue.outcomes.get(id).get(key).present, issue.id]))];
  });
  return { kind, id, title, summary, minutes, bitsPerMinute: gain, answers };
}

function raised(found) {
  return found
    .filter(([bits]) => bits > 0)
    .sort((a, b) => b[0] - a[0] || compare(a[1], b[1]))
    .map(([, issue]) => issue);
}

/** Turn bits into shares that add up to one; only their spread is used, never shown. */
function shares(leading) {
  const weights = leading.map(({ score }) => 2 ** score);
  const all = sum(weights);
  return leading.map(({ issue }, place) => ({ issue, share: weights[place] / all }));
}

function doubt(chance) {
  return entropy([chance, 1 - chance]);
}

function entropy(parts) {
  return -sum(parts.filter((share) => share > 0).map((share) => share * Math.log2(share)));
}

function sum(numbers) {
  return numbers.reduce((all, number) => all + number, 0);
}
