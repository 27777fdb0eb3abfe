// The self-assessment without its page, as in kb/study: from answers to likely issues, and to their file.

import { compare } from "./tables.mjs";

export const STATES = ["open", "watch", "fine"];

// As in kb/study/profiles.py.
const HEAD = "# A self-assessment by `kb guide --self-assess`; CI may ask `kb guide --policy high` of it.";

/** Answers that the catalog knows, in the order of the guide; `given` holds them by question. */
export function answered(table, given) {
  return Object.keys(table.questions).flatMap((id) => (given.has(id) ? [[id, given.get(id)]] : []));
}

/** Issues by state, then by severity, then by id; each is as bad as the worst answer about it. */
export function assess(table, given) {
  const states = new Map();
  for (const [question, answer] of answered(table, given)) {
    const [, good, issues] = table.questions[question];
    for (const id of issues) {
      if (!states.has(id)) states.set(id, []);
      states.get(id).push([question, stateOf(answer, good)]);
    }
  }
  const found = [...states].map(([id, told]) => {
    const state = STATES.find((one) => told.some(([, each]) => each === one));
    const [severity, checks, remedies] = table.issues[id];
    const because = told.filter(([, each]) => each === state).map(([question]) => question);
    const fine = state === "fine";
    return { id, state, severity, because, checks: fine ? [] : checks, remedies: fine ? [] : remedies };
  });
  const rank = ({ state, severity }) => STATES.indexOf(state) * 10 - table.severities.indexOf(severity);
  return found.sort((a, b) => rank(a) - rank(b) || compare(a.id, b.id));
}

function stateOf(answer, good) {
  if (answer === "partly" || answer === "unknown") return "watch";
  return answer === good ? "fine" : "open";
}

/** The text of mlq.yaml, the same as Python writes. */
export function profileText(table, given, day) {
  const answers = answered(table, given);
  const issues = assess(table, given);
  return [
    HEAD,
    "format: 1",
    `catalog: ${scalar(table.version)}`,
    `day: ${day}`,
    ...list("answers", answers, ([question, answer]) => [`question: ${question}`, `answer: ${answer}`]),
    ...list("issues", issues, issueLines),
    "",
  ].join("\n");
}

function issueLines({ id, state, severity, because, checks, remedies }) {
  const lists = Object.entries({ because, checks, remedies }).filter(([, ids]) => ids.length);
  const told = lists.flatMap(([name, ids]) => [`${name}:`, ...ids.map((one) => `  - ${one}`)]);
  return [`id: ${id}`, `state: ${state}`, `severity: ${severity}`, ...told];
}

function list(name, items, linesOf) {
  if (!items.length) return [`${name}: []`];
  return [`${name}:`, ...items.flatMap((item) => linesOf(item).map((line, at) => `  ${at ? " " : "-"} ${line}`))];
}

// A version is of hexadecimal digits; what could be a number is quoted, as Python does.
const scalar = (text) => (/^[0-9]+(e[0-9]+)?$/.test(text) ? `"${text}"` : text);
