// A plan to take along, in the words of kb/export/checklist.py: a Markdown checklist, or a table.

import { amount, span } from "./amounts.mjs";
import { csvText } from "./csv-cells.mjs";

/** Return a plan as a checklist that an issue tracker renders with boxes to tick. */
export function planMarkdown(found, { stages, version }) {
  const price = amount(span({ low: found.daysLow, high: found.daysHigh }), "person-day");
  const lines = [`# Plan for ${found.issues.join(", ")}`, "", `Set-up of all steps: ${price}.`];
  found.steps.forEach((step, at) => {
    if (step.stage !== found.steps[at - 1]?.stage) lines.push("", `## ${stages.get(step.stage)}`, "");
    lines.push(...stepLines(step, at + 1));
  });
  const gaps = found.uncovered.map(({ title, what, reason, names }) =>
    `- ${title} (${what}): ${[reason, names.join(", ")].filter(Boolean).join(": ")}`);
  if (gaps.length) lines.push("", "## Not covered", "", ...gaps);
  const left = found.leftOut.map(({ title, reason }) => `- ${title}: ${reason}`);
  if (left.length) lines.push("", "## Left out", "", ...left);
  lines.push("", `Catalog version ${version}.`, "");
  return lines.join("\n");
}

function stepLines({ id, title, minutes, effort, reached, neededBy, actions, proof, worsens }, number) {
  const price = effort ? amount(span(effort), "day") : `${minutes} min`;
  const lines = [`- [ ] ${number}. **${title}** (\`${id}\`, ${price})`];
  lines.push(...reached.map((one) => `    - ${one.verb} ${one.title}: ${one.why}`));
  if (neededBy.length) lines.push(`    - needed by ${neededBy.join(", ")}`);
  lines.push(...actions.map((action) => `    - [ ] ${action}`));
  if (proof?.expected) lines.push(`    - done when: ${proof.expected}`);
  if (proof?.expected && proof.failure) lines.push(`    - it did not work when: ${proof.failure}`);
  if (worsens.length) lines.push(`    - may worsen ${worsens.join(", ")}`);
  return lines;
}

/** Return a plan as comma-separated values; no cell can be taken for a formula. */
export function planCsv(found, { columns }) {
  return csvText([columns, ...found.steps.map(cells)]);
}

function cells({ stage, id, title, reached, effort, minutes, proof, worsens }, at) {
  const aims = reached.map((one) => one.id).join("; ");
  const price = effort ? [decimal(effort.low), decimal(effort.high), ""] : ["", "", minutes || ""];
  return [at + 1, stage, id, title, aims, ...price, proof?.expected ?? "", proof?.failure ?? "", worsens.join("; ")];
}

/** Return a number of days as Python writes it, so that both files are the same. */
function decimal(number) {
  return Number.isInteger(number) ? number.toFixed(1) : String(number);
}
