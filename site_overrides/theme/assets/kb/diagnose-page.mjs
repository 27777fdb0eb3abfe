// The diagnosis page: what is told, what follows from it, and the address that holds it all.

import { adviceFor, leading, loadAdvice, outcomesOf } from "./advice.mjs";
import { EMPTY, answered, checked, cleaned, findingsOf, isBlank } from "./case.mjs";
import { copier } from "./copying.mjs";
import { asMarkdown } from "./diagnose-markdown.mjs";
import { abstention, nextSteps, questionCard, suspectList } from "./diagnose-parts.mjs";
import { symptomRow, toldList } from "./diagnose-told.mjs";
import { diagnose } from "./diagnosis.mjs";
import { element, refill } from "./elements.mjs";
import { entriesLike } from "./entries-like.mjs";
import { finder } from "./finder.mjs";
import { loadKnowledge } from "./knowledge.mjs";
import { search } from "./search.mjs";
import { urlState } from "./url-state.mjs";

const PAUSE = 120;
const SILENCE = 800;
const PROPOSED = 6;
const SEARCHED = 50;
const HITS = 5;
const TELLING = ["issue", "symptom", "root-cause"];
const WIDE = "(min-width: 45em)";
const FAILED = "The tables could not be loaded; check the connection and try again.";

const page = document.getElementById("kb-diagnose");
const part = (name) => document.getElementById(`kb-diagnose-${name}`);
const address = urlState(EMPTY);
const copied = copier(part);
const closeProposals = finder({
  field: part("find"),
  list: part("proposals"),
  propose: fitting,
  what: "symptom",
  say,
});

let state = address.read();
let knowledge;
let advice;
let found;
let timer;
let speaking;
let typing = false;

async function loaded() {
  if (knowledge) return true;
  try {
    [knowledge, advice] = await Promise.all([loadKnowledge(), loadAdvice()]);
  } catch {
    say(FAILED);
    return false;
  }
  fillContext();
  setTimeout(() => knowledge.index.warm());
  return true;
}

/** Take over a state: diagnose it, show it, and keep it in the address. */
async function take(next, { step = true, silent = false } = {}) {
  if (timer && next !== state) address.write(state, { step: !typing }); // words not yet taken over
  timer = clearTimeout(timer);
  typing = silent;
  state = next;
  if (!(await loaded()) || state !== next) return; // what came while the tables loaded has its own turn
  state = cleaned(state, knowledge);
  const before = found && new Map(found.suspects.map(({ id, score }) => [id, score]));
  found = isBlank(state) ? undefined : diagnose(knowledge, findingsOf(state));
  address.write(state, { step });
  show(silent ? undefined : before);
  clearTimeout(speaking);
  speaking = setTimeout(() => say(spoken()), silent ? SILENCE : 0);
}

function show(before) {
  fillForm();
  refill(part("told"), toldList(state, knowledge));
  showRead();
  part("start").hidden = Boolean(found);
  part("answer").hidden = !found;
  if (!found) return;
  const { abstained, askNext, suspects } = found;
  part("verdict").textContent = abstained ? "No suspect" : "Suspects";
  refill(part("suspects"), abstained ? refusal() : suspectList(found, state, before));
  const outcomes = askNext?.kind === "check" && outcomesOf(advice, knowledge, askNext.id);
  part("next").hidden = !askNext || Boolean(found.topic);
  if (askNext) {
    part("next").querySelector("h2").textContent = questionHeading();
    refill(part("question"), questionCard(askNext, knowledge, outcomes));
  }
  part("do").hidden = abstained;
  part("bits").hidden = abstained;
  if (abstained) return;
  part("do").querySelector("h2").textContent = `What to do if it is \u201c${suspects[0].title}\u201d`;
  refill(part("steps"), nextSteps(adviceFor(advice, knowledge, found), leading(found, knowledge)));
}

/** Show the symptoms that the words read like and nothing is told about. */
function showRead() {
  const read = (found?.readFromText ?? []).filter(({ id }) => !state.skip.includes(id));
  refill(part("proposed"), read.map(({ id }) => symptomRow(id, state, knowledge)));
  part("read").hidden = !read.length;
  const many = read.length > 1 ? `these ${read.length} symptoms` : "this symptom";
  part("read").querySelector("summary").textContent = `Your words read like ${many}. Right?`;
}

function refusal() {
  const hits = search({ index: knowledge.index, entries: knowledge.entries }, state.q, SEARCHED);
  const close = hits.filter(({ kind }) => TELLING.includes(kind)).slice(0, HITS);
  return abstention(found, close);
}

function questionHeading() {
  const [first, second] = found.suspects;
  const lead = first.score - (second?.score ?? 0);
  const { stands_out, most_questions } = knowledge.constants;
  const answers = state.yes.length + state.no.length + state.skip.length + state.done.length;
  if (!found.abstained && lead >= stands_out) return "One stands out. To be surer still";
  return answers >= most_questions ? "Enough asked. One more, if you like" : "Next question";
}

/** Return the answer in one sentence, for those who listen. */
function spoken() {
  if (!found) return "Nothing told yet.";
  if (found.abstained) return "Nothing in the catalog stands out for this description.";
  const [first, ...others] = found.suspects;
  const more = others.length ? ` Then ${others.map(({ title }) => title).join(", ")}.` : "";
  return `First: ${first.title}, ${first.level}.${more}`;
}

function say(message) {
  part("status").textContent = message;
}

// The form

function fillContext() {
  for (const [facet, terms] of knowledge.facets) {
    const options = terms.map(([id, title]) => element("option", { value: id }, title));
    part(facet).append(...options);
  }
}

function fillForm() {
  if (part("text").value !== state.q) part("text").value = state.q;
  for (const facet of knowledge.facets.keys()) {
    if (part(facet).value === state[facet]) continue;
    part(facet).value = state[facet];
    part("context").open = true; // the link knew more than the form shows
  }
}

function onText() {
  state = { ...state, q: part("text").value };
  clearTimeout(timer);
  timer = setTimeout(() => take(state, { step: !typing, silent: true }), PAUSE);
}

async function fitting(text) {
  return (await loaded()) && entriesLike(knowledge.index, "symptom", knowledge.symptoms.list, text, PROPOSED);
}

// What buttons do

const ACTS = {
  async answer({ id, answer }) {
    await take(answered(state, id, answer));
    document.getElementById("kb-question")?.focus();
  },
  async outcome({ id, answer }) {
    await take(checked(state, id, answer));
    document.getElementById("kb-question")?.focus();
  },
  async forget({ id }) {
    await take(answered(state, id, ""));
    part("find").focus();
  },
  async add({ id }) {
    await take(answered(state, id, "yes"));
    closeProposals();
  },
  async example(_, { textContent }) {
    await take({ ...EMPTY, q: textContent });
    part("text").focus();
  },
  async reset() {
    await take({ ...EMPTY });
    part("text").focus();
  },
  copy() {
    const told = { state, found, knowledge, advice: adviceFor(advice, knowledge, found) };
    return copied(asMarkdown({ ...told, address: location.href }), "Copied as Markdown.");
  },
  link: () => copied(location.href, "Link copied."),
};

function onClick(event) {
  const pressed = event.target.closest("[data-act]");
  if (pressed) ACTS[pressed.dataset.act](pressed.dataset, pressed);
}

function onChange({ target }) {
  if (target.dataset.symptom) take(answered(state, target.dataset.symptom, target.value));
  else if (target.dataset.facet) take({ ...state, [target.dataset.facet]: target.value });
}

page.hidden = false;
part("read").open = matchMedia(WIDE).matches;
page.addEventListener("click", onClick);
page.addEventListener("change", onChange);
page.addEventListener("submit", (event) => event.preventDefault());
part("text").addEventListener("input", onText);
address.onReturn((told) => take(told, { step: false }));
take(state, { step: false });
