// The explorer's page: facets on the left, rows on the right, the state in the address.

import { amount } from "./amounts.mjs";
import { addressOf, loadEntries } from "./entries.mjs";
import { csv, explore, FIRST_ORDER, fromValues, shapeOf, toValues, unpack } from "./explore.mjs";
import { load } from "./tables.mjs";
import { urlState } from "./url-state.mjs";

const STEP = 60;
const FIRST_TERMS = 8;
const COLUMNS = ["title", "kind", "phase", "severity", "grade"];
const OPEN_FIRST = new Set(["kind", "phase", "severity", "artifact"]);

const place = document.querySelector("[data-kb-explore]");
const find = place.querySelector("input[type=search]");
const status = place.querySelector("[role=status]");
const filters = place.querySelector("[data-kb-filters]");
const chips = place.querySelector("[data-kb-chosen]");
const heads = place.querySelector("thead tr");
const body = place.querySelector("tbody");
const more = place.querySelector("[data-kb-more]");
const whole = new Map(); // facets whose long list is open

let table;
let address;
let state;
let found;
let shown = STEP;

function make(tag, settings = {}, ...children) {
  const element = Object.assign(document.createElement(tag), settings);
  element.append(...children);
  return element;
}

const facetOf = (id) => table.facets.find((facet) => facet.id === id);
const termsOf = (row, id) => (row.values[id] ?? []).map((at) => facetOf(id).terms[at]);

function line(row) {
  const link = make("a", { href: addressOf(row), textContent: row.title });
  const first = make("td", {}, link, make("p", { className: "kb-why", textContent: row.summary }));
  const kind = make("span", { className: `kb-kind kb-kind-${row.kind}`, textContent: row.kind.replace("-", " ") });
  const phases = termsOf(row, "phase").map(([, title]) => title).join(", ");
  const severity = termsOf(row, "severity").map(([id]) =>
    make("span", { className: `kb-severity-${id}`, textContent: id }));
  const grade = termsOf(row, "grade").map(([id, title]) =>
    make("span", { className: `kb-grade kb-grade-${id}`, textContent: id, title }));
  return make("tr", {}, first, make("td", {}, kind), make("td", { textContent: phases }),
    make("td", {}, ...severity), make("td", {}, ...grade));
}

function drawRows() {
  body.replaceChildren(...found.rows.slice(0, shown).map(line));
  const left = found.rows.length - shown;
  more.hidden = left <= 0;
  more.textContent = `Show ${Math.min(STEP, left)} more of ${left}`;
  const entries = amount(found.rows.length, "entry", "entries");
  status.textContent = found.rows.length ? entries : "Nothing fits all of this. Take a filter away.";
}

function drawHeads() {
  const down = state.sort.startsWith("-");
  const key = state.sort.replace("-", "");
  heads.replaceChildren(...COLUMNS.map((column) => {
    const button = make("button", { type: "button", textContent: column === "grade" ? "evidence" : column });
    button.addEventListener("click", () => change({ sort: key === column && !down ? `-${column}` : column }));
    const head = make("th", { scope: "col" }, button);
    if (key === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    return head;
  }));
}

function drawChosen() {
  const chosen = [...state.chosen].flatMap(([facet, numbers]) =>
    [...numbers].map((at) => [facet, at, facetOf(facet).terms[at][1]]));
  chips.replaceChildren(...chosen.map(([facet, at, title]) => {
    const button = make("button", { type: "button", className: "kb-chip", textContent: `${title} ×` });
    button.setAttribute("aria-label", `Take away the filter ${title}`);
    button.addEventListener("click", () => toggle(facet, at));
    return button;
  }));
}

function drawFacet(box, facet) {
  const counts = found.counts.get(facet.id);
  const mine = state.chosen.get(facet.id) ?? new Set();
  const usable = facet.terms.map((term, at) => at).filter((at) => counts[at] || mine.has(at));
  const long = usable.length > FIRST_TERMS + 2;
  const listed = long && !whole.get(facet.id)
    ? new Set([...usable].sort((a, b) => mine.has(b) - mine.has(a) || counts[b] - counts[a]).slice(0, FIRST_TERMS))
    : new Set(usable);
  const lines = usable.filter((at) => listed.has(at)).map((at) => {
    const box = make("input", { type: "checkbox", checked: mine.has(at), id: `kb-${facet.id}-${at}` });
    box.addEventListener("change", () => toggle(facet.id, at));
    return make("li", {}, make("label", {}, box, ` ${facet.terms[at][1]} `,
      make("span", { className: "kb-count", textContent: counts[at] })));
  });
  const list = make("ul", {}, ...lines);
  if (long) {
    const text = whole.get(facet.id) ? "fewer" : `all ${usable.length}`;
    const button = make("button", { type: "button", textContent: text, className: "kb-link" });
    button.addEventListener("click", () => {
      whole.set(facet.id, !whole.get(facet.id));
      drawFacet(box, facet);
      box.querySelector(".kb-link").focus();
    });
    list.append(make("li", {}, button));
  }
  box.hidden = usable.length === 0;
  box.querySelector("ul")?.remove();
  box.append(list);
}

function drawFacets() {
  const held = document.activeElement?.id;
  if (!filters.children.length) {
    filters.append(...table.facets.map((facet) =>
      make("details", { open: OPEN_FIRST.has(facet.id) || state.chosen.has(facet.id) },
        make("summary", { textContent: facet.title }))));
  }
  table.facets.forEach((facet, at) => drawFacet(filters.children[at], facet));
  const again = held ? document.getElementById(held) : null;
  if (filters.contains(again)) again.focus();
}

function draw() {
  found = explore(table, state);
  shown = STEP;
  drawRows();
  drawHeads();
  drawChosen();
  drawFacets();
}

function change(changes, { step = true } = {}) {
  state = { ...state, ...changes };
  address.write(toValues(table.facets, state), { step });
  draw();
}

function toggle(facet, at) {
  const chosen = new Map([...state.chosen].map(([id, numbers]) => [id, new Set(numbers)]));
  const numbers = chosen.get(facet) ?? new Set();
  if (!numbers.delete(at)) numbers.add(at);
  if (numbers.size) chosen.set(facet, numbers);
  else chosen.delete(facet);
  change({ chosen });
}

function read(values) {
  state = fromValues(table.facets, values);
  find.value = state.text;
  draw();
}

function download() {
  const file = new Blob([csv(table, found.rows)], { type: "text/csv;charset=utf-8" });
  const link = make("a", { href: URL.createObjectURL(file), download: "entries.csv" });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function start() {
  try {
    table = unpack(...(await Promise.all([load("explore.json"), loadEntries()])));
  } catch {
    status.textContent = "The table could not be loaded; check the connection and load the page again.";
    return;
  }
  find.addEventListener("input", () => change({ text: find.value }, { step: false }));
  more.addEventListener("click", () => {
    const at = shown;
    shown += STEP;
    drawRows();
    body.children[at]?.querySelector("a").focus();
  });
  place.querySelector("[data-kb-csv]").addEventListener("click", download);
  place.querySelector("[data-kb-reset]").addEventListener("click", () =>
    change({ text: (find.value = ""), chosen: new Map(), sort: FIRST_ORDER }));
  if (matchMedia("(max-width: 60em)").matches) place.querySelector("[data-kb-panel]").open = false;
  place.classList.add("kb-ready");
  address = urlState(shapeOf(table.facets));
  address.onReturn(read);
  read(address.read());
}

start();
