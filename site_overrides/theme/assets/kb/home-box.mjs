// The box of the home page: what is described brings suspects, symptoms and entries as it is typed.

import { suspectsFor } from "./diagnosis.mjs";
import { element, refill } from "./elements.mjs";
import { loadKnowledge } from "./knowledge.mjs";
import { marker, resultRow } from "./results.mjs";
import { loadTables, search } from "./search.mjs";

const PAUSE = 80; // milliseconds without a keystroke before an answer is worked out
const [SUSPECTS, SYMPTOMS, ENTRIES] = [4, 3, 5];

const form = document.querySelector("[data-kb-ask]");
const box = form.querySelector("textarea");
const place = form.querySelector("[data-kb-results]");

const wizard = (text) => `diagnose/#${new URLSearchParams({ q: text })}`;

function part(title, rows, note) {
  if (!rows.length) return [];
  return element("section", {}, element("h3", {}, title), note && element("p", { class: "kb-note" }, note), rows);
}

function suspectRows({ suspects, noneOfThese }) {
  return suspects
    .slice(0, SUSPECTS)
    .filter(({ score }) => score >= noneOfThese)
    .map((suspect) => resultRow({ ...suspect, kind: "issue", folder: "issues" }, {
      tag: element("span", { class: `kb-level kb-level-${suspect.level}` }, suspect.level),
    }));
}

function nothing({ topic }) {
  const told = topic
    ? `This reads like a question about another topic: ${topic}. If a model is involved, say what it does wrong, for whom and since when.`
    : "Nothing stands out yet. Add what you see, where you see it and since when.";
  return element("p", { class: "kb-result-none" }, told);
}

async function answer() {
  const text = box.value;
  if (!text.trim()) {
    refill(place);
    return;
  }
  let tables, told;
  try {
    [tables, told] = await Promise.all([loadTables(), suspectsFor(text)]);
  } catch {
    refill(place, element("p", { class: "kb-result-none" },
      "The search tables could not be loaded; check the connection and try again."));
    return;
  }
  if (box.value !== text) return; // a later keystroke answers
  const mark = marker(text, tables.index.rules);
  const suspects = told.abstained ? [] : suspectRows(told);
  const named = new Set(told.abstained ? [] : told.suspects.slice(0, SUSPECTS).map(({ id }) => id));
  const symptoms = told.matchedSymptoms.slice(0, SYMPTOMS);
  const seen = new Set(symptoms.map(({ id }) => id));
  const knowledge = await loadKnowledge();
  const hits = search(tables, text, ENTRIES + named.size + seen.size, true)
    .filter(({ id }) => !named.has(id) && !seen.has(id)).slice(0, ENTRIES);
  refill(place,
    told.abstained && nothing(told),
    part("Probably", suspects),
    part("Is this what you see?", symptoms.map(({ id }) =>
      resultRow({ ...knowledge.symptoms.byId.get(id), kind: "symptom", folder: "symptoms" }))),
    part("Entries with these words", hits.map((hit) => resultRow(hit, {
      mark, tag: element("span", { class: `kb-kind kb-kind-${hit.kind}` }, hit.kind.replace("-", " ")),
    }))),
    element("p", {}, element("a", { class: "kb-button", href: wizard(text) }, "Work it out step by step")));
}

let waiting;
box.addEventListener("focus", () => loadKnowledge().catch(() => {}), { once: true });
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(answer, PAUSE);
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !box.value.trim()) return;
  event.preventDefault();
  location.assign(wizard(box.value));
});
if (box.value.trim()) answer();
