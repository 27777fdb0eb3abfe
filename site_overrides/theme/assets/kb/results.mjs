// Results as rows: grouped by kind, the words that were looked for marked. Nothing is read as HTML.

import { element } from "./elements.mjs";
import { addressOf } from "./entries.mjs";
import { foldText, stems } from "./text.mjs";

/** Return hits by kind, the kind with the best hit first. */
export function byKind(hits) {
  const kinds = new Map();
  for (const hit of hits) kinds.set(hit.kind, [...(kinds.get(hit.kind) ?? []), hit]);
  return [...kinds];
}

/** Return a function that marks the words of a question in any text. */
export function marker(question, rules) {
  const wanted = new Set(stems(question, rules));
  const last = foldText(question).match(/[a-z0-9]+$/)?.[0] ?? "";
  const isWanted = (word) =>
    stems(word, rules).some((stem) => wanted.has(stem)) || (last.length > 1 && foldText(word).startsWith(last));
  return (text) =>
    text.split(/([\p{L}\p{N}]+)/u).map((part, at) =>
      at % 2 && isWanted(part) ? element("span", { class: "kb-mark" }, part) : part);
}

/** Return an entry as a link with its title and a line about it. */
export function resultRow(entry, { id, mark = (text) => [text], about = entry.summary, tag } = {}) {
  return element("a", { class: "kb-result", href: addressOf(entry), id },
    element("span", { class: "kb-result-title" }, mark(entry.title), tag && " ", tag),
    element("span", { class: "kb-result-summary" }, mark(about)));
}

/** Return the heading of a group of results. */
export function groupHead(kind) {
  return element("span", { class: `kb-result-kind kb-kind-${kind}` }, plural(kind));
}

const plural = (kind) => `${kind.replace("-", " ")}s`.replace("studys", "studies");
