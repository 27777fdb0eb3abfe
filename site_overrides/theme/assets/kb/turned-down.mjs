// Proposals that were turned down before and are close to a text: the cosine of kb/query/closeness.py.

import { stems } from "./text.mjs";

/** Return the proposals of a kind that are as close to one of the texts as `alike` or closer, closest first. */
export function turnedDown(index, { rejected, alike }, kind, texts) {
  const asked = texts.map((text) => vector(index, text));
  return rejected
    .filter((proposal) => proposal.kind === kind)
    .map((proposal) => {
      const lines = [...proposal.lines, proposal.lines.join(" \n")].map((line) => vector(index, line));
      const closeness = Math.max(...asked.flatMap((one) => lines.map((line) => cosine(one, line))));
      return { ...proposal, closeness };
    })
    .filter(({ closeness }) => closeness >= alike)
    .sort((one, other) => other.closeness - one.closeness);
}

/** Return the stems of a text with their weights, of length 1. */
function vector(index, text) {
  const counts = new Map();
  for (const stem of stems(text, index.rules)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const weights = [...counts].map(([stem, times]) => [stem, (1 + Math.log(times)) * rarity(index, stem)]);
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
  return new Map(weights.map(([stem, weight]) => [stem, weight / length]));
}

function rarity(index, stem) {
  const number = index.numbers.get(stem);
  const using = number === undefined ? 1 : index.starts[number + 1] - index.starts[number];
  return Math.log(1 + (index.size - using + 0.5) / (using + 0.5));
}

function cosine(one, other) {
  return [...one].reduce((sum, [stem, weight]) => sum + weight * (other.get(stem) ?? 0), 0);
}
