// The planner's page: what is wrong, what limits, what to do in which order; all of it in the address.

import { amount } from "./amounts.mjs";
import { copier } from "./copying.mjs";
import { button } from "./diagnose-parts.mjs";
import { element, refill } from "./elements.mjs";
import { entriesLike } from "./entries-like.mjs";
import { finder } from "./finder.mjs";
import { EMPTY, cleaned, limitsOf } from "./plan-case.mjs";
import { planCsv, planMarkdown } from "./plan-checklist.mjs";
import { chips, meaning, planParts, protection, quality, total } from "./plan-parts.mjs";
import { commandFor, plan } from "./plan.mjs";
import { loadPlanner } from "./planner.mjs";
import { loadIndex } from "./text-index.mjs";
import { urlState } from "./url-state.mjs";

const PAUSE = 250;
const PROPOSED = 8;
const EXAMPLES = [["training-serving-skew"], ["class-imbalance", "label-noise"], ["concept-drift"]];
const FAILED = "The tables could not be loaded; check the connection and load the page again.";

const page = document.getElementById("kb-plan");
const part = (name) => document.getElementById(`kb-plan-${name}`);
const address = urlState(EMPTY);
const copied = copier(part);
const closeProposals = finder({
  field: part("find"),
  list: part("proposals"),
  propose: fitting,
  what: "issue",
  say,
});

let state = address.read();
let planner;
let found;
let timer;

/** Take over a state: plan for it, show it, and keep it in the address. */
function take(next, { step = true } = {}) {
  timer = clearTimeout(timer);
  const unknown = next.issues.filter((id) => !planner.issues.has(id));
  state = cleaned(next, planner);
  found = state.issues.length ? plan(planner, state.issues, limitsOf(state)) : undefined;
  address.write(state, { step });
  fillForm();
  show();
  part("unknown").hidden = !unknown.length;
  part("unknown").textContent = `Not in this catalog, so left aside: ${unknown.join(", ")}.`;
  say(spoken());
}

function show() {
  part("start").hidden = Boolean(found);
  part("answer").hidden = !found;
  if (!found) return;
  part("title").textContent = `Plan for ${state.issues.map((id) => planner.issues.get(id).title).join(", ")}`;
  part("total").textContent = total(found);
  part("quality").textContent = quality(found);
  part("command").textContent = commandFor(state.issues, limitsOf(state));
  part("copied").textContent = "";
  refill(part("steps"), planParts(found, planner));
}

/** Return the answer in a sentence, for those who listen. */
function spoken() {
  if (!found) return "No issue chosen.";
  const gaps = found.uncovered.length;
  return `${total(found)}${gaps ? ` ${amount(gaps, "thing stays", "things stay")} uncovered.` : ""}`;
}

function say(message) {
  part("status").textContent = message;
}

// The form

function fillForm() {
  refill(part("chosen"), chips(state.issues.map((id) => planner.issues.get(id))));
  for (const name of ["context", "effort"]) {
    const value = state[name === "effort" ? "max_effort" : name];
    if (part(name).value !== value) part(name).value = value;
  }
  refill(part("meaning"), meaning(planner, planner.contexts.get(state.context)));
  for (const box of part("protect").querySelectorAll("input")) box.checked = state.protect.includes(box.value);
  const count = state.protect.length;
  part("protection").querySelector("summary").textContent = `What no step may worsen${count ? ` (${count})` : ""}`;
}

function offerChoices() {
  for (const { id, title } of planner.contexts.values()) part("context").append(element("option", { value: id }, title));
  part("protect").append(...protection(planner.attributes, state.protect));
  part("protection").open = state.protect.length > 0;
  const known = EXAMPLES.filter((ids) => ids.every((id) => planner.issues.has(id)));
  const examples = known.map((ids) => {
    const titles = ids.map((id) => planner.issues.get(id).title).join(" and ");
    return element("li", {}, button("example", { id: ids.join(",") }, titles));
  });
  part("examples").append(...examples);
}

async function fitting(text) {
  try {
    const index = await loadIndex();
    const close = entriesLike(index, "issue", [...planner.issues.values()], text, PROPOSED + state.issues.length);
    return close.filter(({ id, retired }) => !retired && !state.issues.includes(id)).slice(0, PROPOSED);
  } catch {
    say(FAILED);
    return undefined;
  }
}

function onEffort() {
  clearTimeout(timer);
  const typed = part("effort").value;
  timer = setTimeout(() => take({ ...state, max_effort: typed }, { step: false }), PAUSE);
}

function onChange({ target }) {
  if (target === part("context")) take({ ...state, context: target.value });
  else if (part("protect").contains(target)) {
    const others = state.protect.filter((id) => id !== target.value);
    take({ ...state, protect: target.checked ? [...others, target.value] : others });
  }
}

// What buttons do

const ACTS = {
  add({ id }) {
    take({ ...state, issues: [...state.issues, id] });
    closeProposals();
  },
  remove({ id }) {
    take({ ...state, issues: state.issues.filter((other) => other !== id) });
    part("find").focus();
  },
  example({ id }) {
    take({ ...state, issues: id.split(",") });
    part("find").focus();
  },
  reset() {
    take({ ...EMPTY });
    part("find").focus();
  },
  copy: () => copied(planMarkdown(found, planner), "Copied as a Markdown checklist."),
  command: () => copied(part("command").textContent, "Command copied."),
  link: () => copied(location.href, "Link copied."),
  csv() {
    const file = new Blob([planCsv(found, planner)], { type: "text/csv;charset=utf-8" });
    const link = element("a", { href: URL.createObjectURL(file), download: "plan.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  },
  print: () => window.print(),
};

function onClick(event) {
  const pressed = event.target.closest("[data-act]");
  if (pressed) ACTS[pressed.dataset.act](pressed.dataset);
}

async function start() {
  page.hidden = false;
  try {
    planner = await loadPlanner();
  } catch {
    part("start").querySelector("p").textContent = FAILED;
    say(FAILED);
    return;
  }
  offerChoices();
  page.addEventListener("click", onClick);
  page.addEventListener("change", onChange);
  page.addEventListener("submit", (event) => event.preventDefault());
  part("effort").addEventListener("input", onEffort);
  address.onReturn((told) => take(told, { step: false }));
  take(state, { step: false });
}

start();
