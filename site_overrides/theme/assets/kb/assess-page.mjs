// The page of the self-assessment: its answers are in the address, so that they can be kept and shared.

import { amount } from "./amounts.mjs";
import { STATES, assess, profileText } from "./assess.mjs";
import { copier } from "./copying.mjs";
import { element, refill } from "./elements.mjs";
import { load } from "./tables.mjs";
import { urlState } from "./url-state.mjs";

const FAILED = "The tables could not be loaded; check the connection and load the page again.";
const HEADINGS = { open: "Open: probably there", watch: "Watch: not sure", fine: "Fine" };

const part = (name) => document.getElementById(`kb-assess-${name}`);
const form = part("form");
const address = urlState({ answers: [] });
const copied = copier(part);

let table;
let given = new Map();

/** Take over answers: show what they say, and keep them in the address. */
function take(next, { step = true } = {}) {
  given = new Map(next.filter(([id, answer]) => radio(id, answer)));
  address.write({ answers: [...given].map((pair) => pair.join(":")) }, { step });
  for (const input of form.elements) input.checked = given.get(input.name) === input.value;
  show();
}

function radio(id, answer) {
  return form.querySelector(`input[name="${CSS.escape(id)}"][value="${CSS.escape(answer)}"]`);
}

function show() {
  part("result").hidden = part("bar").hidden = !given.size;
  const issues = assess(table, given);
  const counts = STATES.map((state) => `${issues.filter((one) => one.state === state).length} ${state}`);
  const told = `${amount(given.size, "answer")}, ${amount(issues.length, "issue")}`;
  part("status").textContent = `${told}: ${counts.join(", ")}`;
  part("copied").textContent = "";
  refill(part("issues"), STATES.map((state) => group(state, issues.filter((one) => one.state === state))));
}

function group(state, issues) {
  if (!issues.length) return undefined;
  const items = issues.map((issue) => element("li", {}, ...about(issue)));
  return [element("h3", {}, HEADINGS[state]), element("ul", { class: "kb-links" }, items)];
}

function about({ id, state, severity, because, checks, remedies }) {
  const head = [link("issues", id), " ", element("span", { class: "kb-note" }, severity)];
  if (state === "fine") return head;
  return [
    ...head,
    element("p", { class: "kb-why" }, `Because of: ${because.map((one) => table.questions[one][0]).join(" ")}`),
    checks.length && row("Check: ", "checks", checks),
    remedies.length && row("Remedy: ", "mitigations", remedies),
  ].filter(Boolean);
}

function row(label, folder, ids) {
  return element("p", { class: "kb-why" }, label, ids.map((id, at) => [at ? ", " : "", link(folder, id)]));
}

function link(folder, id) {
  return element("a", { href: `../${folder}/${id}/` }, table.titles[id]);
}

/** The day as the calendar on the reader's wall has it. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const file = () => profileText(table, given, today());

const ACTS = {
  see: () => part("result").scrollIntoView(),
  save() {
    const kept = new Blob([file()], { type: "text/yaml;charset=utf-8" });
    const made = element("a", { href: URL.createObjectURL(kept), download: "mlq.yaml" });
    made.click();
    URL.revokeObjectURL(made.href);
  },
  copy: () => copied(file(), "mlq.yaml copied."),
  link: () => copied(location.href, "Link copied."),
  reset: () => take([]),
};

function pairs({ answers }) {
  return answers.map((text) => text.split(":"));
}

async function start() {
  try {
    table = await load("assessment.json");
  } catch {
    part("bar").hidden = false;
    part("status").textContent = FAILED;
    return;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => take([...given, [target.name, target.value]]));
  document.getElementById("kb-assess").addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-act]");
    if (pressed) ACTS[pressed.dataset.act]();
  });
  address.onReturn((values) => take(pairs(values), { step: false }));
  take(pairs(address.read()), { step: false });
}

start();
