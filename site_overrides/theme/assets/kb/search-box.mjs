// The search boxes: results while typing, keyboard, nothing loaded before it is needed.

import { addressOf } from "./entries.mjs";
import { loadTables, search } from "./search.mjs";

const LIMIT = 8;

function row(hit, index, box) {
  const link = document.createElement("a");
  link.href = addressOf(hit);
  link.className = "kb-result";
  link.id = `${box}-${index}`;
  const head = document.createElement("span");
  head.className = "kb-result-title";
  head.textContent = hit.title;
  const kind = document.createElement("span");
  kind.className = `kb-kind kb-kind-${hit.kind}`;
  kind.textContent = hit.kind.replace("-", " ");
  const summary = document.createElement("span");
  summary.className = "kb-result-summary";
  summary.textContent = hit.summary;
  head.append(" ", kind);
  link.append(head, summary);
  return link;
}

function say(list, message) {
  const line = document.createElement("p");
  line.className = "kb-result-none";
  line.textContent = message;
  list.replaceChildren(line);
}

async function show(input, list) {
  const text = input.value;
  if (!text.trim()) {
    list.replaceChildren();
    return;
  }
  let tables;
  try {
    tables = await loadTables();
  } catch {
    say(list, "The search tables could not be loaded; check the connection and try again.");
    return;
  }
  if (input.value !== text) return; // a later keystroke answers
  const hits = search(tables, text, LIMIT, true);
  if (hits.length === 0) say(list, "Nothing found. Try other words, or browse the lists.");
  else list.replaceChildren(...hits.map((hit, index) => row(hit, index, input.id)));
}

function move(input, list, step) {
  const links = [...list.querySelectorAll("a")];
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  const next = at + step;
  if (next < 0) input.focus();
  else links[Math.min(next, links.length - 1)].focus();
}

function connect(form) {
  const input = form.querySelector("input");
  const list = form.querySelector("[data-kb-results]");
  list.setAttribute("aria-live", "polite");
  input.addEventListener("focus", () => loadTables().catch(() => {}), { once: true });
  input.addEventListener("input", () => show(input, list));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.click();
    else show(input, list);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(input, list, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      list.replaceChildren();
      input.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) list.replaceChildren();
  });
  return input;
}

const inputs = [...document.querySelectorAll("[data-kb-search]")].map(connect);

document.addEventListener("keydown", (event) => {
  // The switch of colours is a radio button and keeps the focus after a click.
  const field = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
  const typing = event.target.closest?.(field);
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  (inputs.at(-1) ?? inputs[0])?.focus();
});

const asked = new URLSearchParams(location.search).get("q");
if (asked && inputs.length) {
  inputs.at(-1).value = asked;
  inputs.at(-1).dispatchEvent(new Event("input"));
}
