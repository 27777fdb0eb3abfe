// A field that proposes entries while somebody types: down leads to them, Escape clears them.

import { button } from "./diagnose-parts.mjs";
import { element, refill } from "./elements.mjs";

/**
 * Let a field propose what fits its words; return a function that clears it.
 * `propose` returns entries for a text, or nothing when it cannot; `what` is one of them in a word.
 */
export function finder({ field, list, propose, what, say }) {
  async function onInput() {
    const text = field.value;
    const fitting = text.trim() ? await propose(text) : [];
    if (!fitting || text !== field.value) return;
    refill(list, rows(fitting));
    if (fitting.length) say(`${fitting.length} ${what}s; go down to choose one.`);
    else if (text.trim()) say(`No ${what} has these words.`);
  }

  function move(step) {
    const stops = [field, ...list.querySelectorAll("button")];
    stops[Math.max(0, Math.min(stops.indexOf(document.activeElement) + step, stops.length - 1))].focus();
  }

  function onKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      list.querySelector("button")?.click();
    }
  }

  function close() {
    field.value = "";
    list.replaceChildren();
    field.focus();
  }

  field.addEventListener("input", onInput);
  for (const part of [field, list]) part.addEventListener("keydown", onKey);
  return close;
}

function rows(entries) {
  return entries.map(({ id, title, summary }) =>
    element("li", {}, button("add", { id }, element("strong", {}, title), element("span", {}, summary))));
}
