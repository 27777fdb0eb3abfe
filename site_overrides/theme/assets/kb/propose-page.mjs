// The page for a new entry: what is typed becomes a YAML file to copy, to save, or to open on the forge.

import { copier } from "./copying.mjs";
import { complaints } from "./draft-checks.mjs";
import { cleaned, draftOf, draftText, filledIn, forgeLink, itemsOf } from "./draft.mjs";
import { element, refill } from "./elements.mjs";
import { entriesLike } from "./entries-like.mjs";
import { fieldParts, idOf } from "./propose-fields.mjs";
import { closeParts, showComplaints, stateParts } from "./propose-parts.mjs";
import { loadTables } from "./search.mjs";
import { load } from "./tables.mjs";
import { turnedDown } from "./turned-down.mjs";

const PAUSE = 200;
const CLOSE = 4;
const KEPT = "kb-propose";
const FAILED = "The tables could not be loaded; check the connection and load the page again.";

const page = document.getElementById("kb-propose");
const part = (name) => document.getElementById(`kb-propose-${name}`);
const close = part("close");
const copied = copier(part);
const visited = new Set();

let table;
let index;
let known;
let state = stored();
let draft;
let wrong;
let timer;

// The state

function stored() {
  try {
    const { kind, values } = JSON.parse(sessionStorage.getItem(KEPT));
    return { kind: String(kind), values: Object(values) };
  } catch {
    return { kind: "issue", values: {} };
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(state));
  } catch {
    // Without a store the draft lasts as long as the page.
  }
}

/** Take over what a link says, and drop it from the address, so that a reload does not say it again. */
function takeLink() {
  const told = new URLSearchParams(location.hash.slice(1));
  const kind = told.get("kind");
  if (table.kinds.some((one) => one.kind === kind)) state.kind = kind;
  if (told.get("title")) state.values.title = told.get("title");
  if (told.size) history.replaceState(null, "", location.pathname + location.search);
}

const kindNow = () => table.kinds.find(({ kind }) => kind === state.kind) ?? table.kinds[0];

/** Set a value by its path such as `root_causes.0.why`. */
function put(path, value) {
  const steps = path.split(".");
  const last = steps.pop();
  let place = state.values;
  for (const step of steps) {
    if (typeof place[step] !== "object" || !place[step]) place[step] = {};
    place = place[step];
  }
  place[last] = value;
}

// What is shown

function showForm() {
  const kind = kindNow();
  part("kind").value = kind.kind;
  part("kind-about").textContent = kind.about;
  part("fields").replaceChildren(...fieldParts(kind, state.values));
  part("summary").closest(".kb-field").after(close);
  update();
}

function update() {
  const kind = kindNow();
  const values = filledIn(kind, state.values, new Date().toISOString().slice(0, 10));
  draft = draftOf(kind, values);
  wrong = complaints(kind, values, { ...table, known });
  if (!values.id && wrong.has("title")) wrong.delete("id"); // which follows from the title
  const text = draftText(kind, draft, table.modeline);
  part("text").textContent = text;
  part("path").textContent = `catalog/${kind.folder}/${draft.id ?? "…"}.yaml`;
  part("id").placeholder = draft.id ?? "";
  refill(part("state"), stateParts(wrong));
  showComplaints(part("form"), wrong, (path) => visited.has(path));
  showNotes(kind);
  showForge(kind, text);
  keep();
}

/** Say what an id or a chosen word stands for. */
function showNotes(kind) {
  const meanings = new Map(allFields(kind.fields).flatMap(({ choices }) => choices ?? []));
  for (const field of part("fields").querySelectorAll("select, input[list]")) {
    const told = field.list ? known.get(field.value.trim())?.title : meanings.get(field.value);
    part(`${field.dataset.path}-note`).textContent = told ?? "";
  }
}

const allFields = (fields) => fields.flatMap((field) => [field, ...allFields(field.fields ?? [])]);

function showForge(kind, text) {
  const link = part("open");
  link.hidden = !table.forge || wrong.size > 0;
  part("too-long").hidden = true;
  if (link.hidden) return;
  const { href, complete } = forgeLink(table.forge, kind, draft.id, text);
  link.href = href;
  part("too-long").hidden = complete;
}

function showClose() {
  const { kind } = kindNow();
  const [title, summary] = [cleaned(state.values.title), cleaned(state.values.summary)];
  const texts = [title, `${title} ${summary}`].filter((text) => text.trim());
  const all = [...known.values()].filter((entry) => entry.kind === kind);
  const near = entriesLike(index, kind, all, texts.at(-1) ?? "", CLOSE);
  const refused = turnedDown(index, table, kind, texts);
  refill(close, closeParts(near, refused, known));
  const told = refused.length ? "Something like this was turned down before; the reason stands below the summary. " : "";
  part("status").textContent = near.length ? `${told}Closest: ${near.map((entry) => entry.title).join(", ")}.` : told;
}

// What visitors do

function onInput({ target }) {
  const { path } = target.dataset;
  if (!path) return;
  if (target.type === "checkbox") {
    const boxes = [...page.querySelectorAll("input[type=checkbox]:checked")];
    put(path, boxes.filter((box) => box.dataset.path === path).map((box) => box.value));
  } else put(path, target.value);
  part("copied").textContent = "";
  update();
  if (!["title", "summary"].includes(path)) return;
  clearTimeout(timer);
  timer = setTimeout(showClose, PAUSE);
}

function onChange({ target }) {
  if (target === part("kind")) {
    state.kind = target.value;
    visited.clear();
    showForm();
    showClose();
  } else if (target.dataset.path) {
    visited.add(target.dataset.path);
    showComplaints(part("form"), wrong, (path) => visited.has(path));
  }
}

/** Do something with the draft if it is ready; otherwise lead to the first field that is not. */
function ifReady(act) {
  if (!wrong.size) return act();
  for (const path of wrong.keys()) visited.add(path);
  update();
  const first = wrong.keys().next().value;
  part(first).focus();
  part("copied").textContent = "Not yet: see what is told at the fields.";
  return undefined;
}

const ACTS = {
  add({ list }) {
    const items = itemsOf(state.values[list]);
    state.values[list] = [...items, {}];
    showForm();
    part("fields").querySelector(`[data-path^="${list}.${items.length}."]`).focus();
  },
  remove({ list, place }) {
    state.values[list] = itemsOf(state.values[list]).filter((_, at) => at !== Number(place));
    for (const path of visited) if (path.startsWith(`${list}.`)) visited.delete(path);
    showForm();
    document.getElementById(idOf(`${list}-add`)).focus();
  },
  go: ({ path }) => part(path).focus(),
  copy: () => ifReady(() => copied(part("text").textContent, "Copied.")),
  save: () => ifReady(() => {
    const file = new Blob([part("text").textContent], { type: "application/yaml;charset=utf-8" });
    const link = element("a", { href: URL.createObjectURL(file), download: `${draft.id}.yaml` });
    link.click();
    URL.revokeObjectURL(link.href);
  }),
  reset() {
    state = { kind: state.kind, values: {} };
    visited.clear();
    showForm();
    showClose();
    part("title").focus();
  },
};

function onClick(event) {
  const pressed = event.target.closest("[data-act]");
  if (pressed) ACTS[pressed.dataset.act](pressed.dataset);
}

// The start

/** Put the ids of all entries that a field may name where its list finds them. */
function offerEntries() {
  const named = new Set(table.kinds.flatMap(({ fields }) => allFields(fields)).map(({ kind }) => kind));
  named.delete(undefined);
  const lists = [...named].map((kind) => {
    const options = [...known.values()].filter((entry) => entry.kind === kind)
      .map(({ id, title }) => element("option", { value: id }, title));
    return element("datalist", { id: idOf(`list-${kind}`) }, options);
  });
  page.append(...lists);
  part("kind").append(...table.kinds.map(({ kind, label }) => element("option", { value: kind }, label)));
}

async function start() {
  page.hidden = false;
  let entries;
  try {
    [table, { index, entries }] = await Promise.all([load("propose.json"), loadTables()]);
  } catch {
    part("fields").textContent = FAILED;
    part("status").textContent = FAILED;
    return;
  }
  const rows = [...index.kinds].flatMap(([kind, { folder }]) =>
    (entries[kind] ?? []).map(([id, title, summary]) => [id, { id, kind, folder, title, summary }]));
  known = new Map(rows);
  takeLink();
  offerEntries();
  showForm();
  showClose();
  page.addEventListener("input", onInput);
  page.addEventListener("change", onChange);
  page.addEventListener("click", onClick);
  page.addEventListener("submit", (event) => event.preventDefault());
}

start();
