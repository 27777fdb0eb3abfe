// The fields of the form, made from what the models say about them.

import { button, capital } from "./diagnose-parts.mjs";
import { itemsOf } from "./draft.mjs";
import { element, prose } from "./elements.mjs";

const LONG = 300; // from so many allowed characters on, a text gets room for several rows

export const idOf = (path) => `kb-propose-${path}`;
export const words = (name) => name.replace(/[_-]/g, " ");

/** Return the fields of a kind with what was told before; the title comes first, for the id follows from it. */
export function fieldParts({ fields }, values) {
  const asked = fields.filter(({ name }) => !["status", "added"].includes(name));
  const first = asked.filter(({ name }) => name === "title");
  const rest = asked.filter(({ name }) => name !== "title");
  return [...first, ...rest].map((field) => part(field, values[field.name], field.name));
}

function part(field, given, path) {
  if (field.form === "record") {
    const fields = field.fields.map((one) => ({ ...one, optional: !field.required }));
    return group(field, path, inner({ fields }, given, path));
  }
  if (field.form === "records") return records(field, itemsOf(given), path);
  if (field.form === "choices") return choices(field, itemsOf(given), path);
  const id = idOf(path);
  return element("div", { class: "kb-field" },
    element("label", { for: id }, label(field)),
    about(field, id),
    control(field, given, { id, "data-path": path, "aria-describedby": `${id}-about ${id}-note ${id}-error` }),
    element("p", { id: `${id}-note`, class: "kb-note" }),
    element("p", { id: `${id}-error`, class: "kb-error", hidden: true }));
}

/** Return what is typed into or chosen from. */
function control(field, given, attributes) {
  const text = typeof given === "string" ? given : "";
  if (field.form === "choice") {
    const options = field.choices.map(([id]) => element("option", { value: id, selected: id === text }, words(id)));
    return element("select", attributes, element("option", { value: "" }, "not said"), options);
  }
  const hint = { ...attributes, placeholder: field.example, autocomplete: "off" };
  const rows = { text: 4, lines: 3, line: field.most > LONG && field.required ? 2 : 0 }[field.form];
  if (rows) {
    const made = element("textarea", { ...hint, rows });
    made.value = text;
    return made;
  }
  const list = field.form === "entry" && idOf(`list-${field.kind}`);
  const made = element("input", { ...hint, type: "text", inputmode: field.form === "whole" && "numeric", list });
  made.value = text;
  return made;
}

function records(field, items, path) {
  const made = items.map((item, place) => {
    const at = `${path}.${place}`;
    const remove = button("remove", { list: path, place }, `Remove ${single(field.name)} ${place + 1}`);
    const legend = `${capital(single(field.name))} ${place + 1}`;
    return element("fieldset", { class: "kb-item" },
      element("legend", {}, legend), inner(field, item, at), remove);
  });
  const add = button("add", { list: path }, `Add ${items.length ? "another " : ""}${single(field.name)}`);
  add.id = idOf(`${path}-add`);
  return group(field, path, [made, add]);
}

function choices(field, chosen, path) {
  const boxes = field.choices.map(([id, meaning]) =>
    element("label", { class: "kb-box", title: meaning },
      element("input", { type: "checkbox", value: id, "data-path": path, id: idOf(`${path}-${id}`), checked: chosen.includes(id) }),
      ` ${words(id)}`));
  return group(field, path, element("div", { class: "kb-boxes" }, boxes));
}

function inner(field, given, path) {
  return field.fields.map((one) => part(one, given?.[one.name], `${path}.${one.name}`));
}

function group(field, path, ...children) {
  const id = idOf(path);
  return element("fieldset", { class: "kb-field", "aria-describedby": `${id}-about` },
    element("legend", {}, label(field)), about(field, id), children);
}

function about(field, id) {
  const more = isOwnId(field) ? " Left empty, it follows from the title." : "";
  const form = field.form === "lines" ? " One per line." : "";
  return element("p", { id: `${id}-about`, class: "kb-hint" }, prose(`${field.about}${form}${more}`));
}

function label(field) {
  const needed = field.required && !field.optional && !isOwnId(field);
  return [capital(words(field.name)), needed && element("span", { class: "kb-needed" }, " (needed)")];
}

const isOwnId = ({ name, form }) => name === "id" && form === "line";
const single = (name) => words(name).replace(/s$/, "");
