// The parts of the diagnosis page that show what has been told: symptoms and checks.

import { button, linkTo } from "./diagnose-parts.mjs";
import { element } from "./elements.mjs";

const ANSWERS = [
  ["yes", "Yes"],
  ["no", "No"],
  ["skip", "Don\u2019t know"],
];

/** Return what was told: symptoms with their answers, and checks with their outcomes. */
export function toldList(state, knowledge) {
  const told = [...state.yes, ...state.no, ...state.skip.filter((id) => knowledge.symptoms.byId.has(id))];
  const rows = [
    ...told.map((id) => symptomRow(id, state, knowledge)),
    ...state.done.map((pair) => checkRow(...pair.split(":"), knowledge)),
  ];
  return rows.length ? [element("h3", {}, "You said"), rows] : [];
}

export function symptomRow(id, state, { symptoms }) {
  const symptom = symptoms.byId.get(id);
  const chosen = ANSWERS.map(([list]) => list).find((list) => state[list].includes(id));
  const choices = ANSWERS.map(([list, label]) => {
    const name = `is-${id}`;
    const attributes = { type: "radio", name, id: `${list}-${id}`, value: list, "data-symptom": id };
    const radio = element("input", { ...attributes, checked: chosen === list });
    return [radio, element("label", { for: `${list}-${id}` }, label)];
  });
  return element(
    "fieldset",
    { class: "kb-told" },
    element("legend", {}, linkTo("symptoms", symptom)),
    element("div", { class: "kb-choice" }, choices, chosen ? forget(symptom) : ""),
  );
}

function checkRow(id, outcome, { checks }) {
  const check = checks.byId.get(id);
  const told = element("span", {}, outcome.replaceAll("-", " "));
  return element(
    "div",
    { class: "kb-told" },
    linkTo("checks", check),
    element("div", { class: "kb-choice" }, told, forget(check)),
  );
}

function forget({ id, title }) {
  const made = button("forget", { id }, "Remove");
  made.setAttribute("aria-label", `Remove: ${title}`);
  return made;
}
