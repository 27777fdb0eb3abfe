// The search in the header: results while typing, grouped by kind; nothing is loaded before it is needed.

import { element } from "./elements.mjs";
import { byKind, groupHead, marker, resultRow } from "./results.mjs";
import { loadTables, search } from "./search.mjs";

const LIMIT = 10;

function say(list, message) {
  list.replaceChildren(element("p", { class: "kb-result-none" }, message));
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
  if (hits.length === 0) {
    say(list, "Nothing found. Try other words, or browse the lists.");
    return;
  }
  const mark = marker(text, tables.index.rules);
  let at = 0;
  list.replaceChildren(...byKind(hits).flatMap(([kind, found]) => [
    groupHead(kind),
    ...found.map((hit) => resultRow(hit, { id: `${input.id}-${at++}`, mark })),
  ]));
}

function move(input, list, step) {
  const links = [...list.querySelectorAll("a")];
  if (links.length === 0) return;
  const next = links.indexOf(document.activeElement) + step;
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
}

document.querySelectorAll("[data-kb-search]").forEach(connect);

// A page with a box of its own, such as the home page, takes the key and the question for itself.
const main = document.querySelector("[data-kb-main-box]") ?? document.getElementById("kb-q");

document.addEventListener("keydown", (event) => {
  // The switch of colours is a radio button and keeps the focus after a click.
  const field = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
  const typing = event.target.closest?.(field);
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  main?.focus();
});

const asked = new URLSearchParams(location.search).get("q");
if (asked && main) {
  main.value = asked;
  main.dispatchEvent(new Event("input"));
}
