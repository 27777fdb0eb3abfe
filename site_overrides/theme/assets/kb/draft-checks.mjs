// What keeps a draft from being an entry, told at the field that it is about.

import { cleaned, itemsOf, linesOf } from "./draft.mjs";
import { mixedWord } from "./mixed-scripts.mjs";

const REFERENCE = /\[\[([^[\]]{1,80})\]\]/g;

/**
 * Return what is wrong by the path of the field, such as `root_causes.0.why`.
 * `known` has every entry by id, `names` their other names, `forbidden` categories of characters,
 * `clear` the letters that are never taken for others.
 */
export function complaints({ fields }, values, { known, names, forbidden, clear }) {
  const classes = forbidden.map((name) => `\\p{${name}}`).join("");
  const hidden = new RegExp(`(?![\\n\\t])[${classes}\\p{Noncharacter_Code_Point}]`, "u");
  const found = new Map();

  function record(parts, given, path) {
    for (const field of parts) look(field, given?.[field.name], [...path, field.name]);
  }

  function look(field, given, path) {
    if (field.form === "record") {
      if (field.required || told(field, given)) record(field.fields, given, path);
    } else if (field.form === "records") {
      itemsOf(given).forEach((item, place) => {
        if (told({ form: "record", fields: field.fields }, item)) record(field.fields, item, [...path, place]);
      });
      repeated(field, itemsOf(given), path);
    } else if (field.form !== "choices") {
      const wrong = field.form === "lines"
        ? linesOf(given).map((line) => flaw(field, line)).find(Boolean)
        : flaw(field, cleaned(given, field.form));
      if (wrong) found.set(path.join("."), wrong);
    }
  }

  function repeated({ fields: [first] }, items, path) {
    if (!["id", "key"].includes(first.name)) return;
    const ids = items.map((item) => cleaned(item?.[first.name]));
    ids.forEach((id, place) => {
      if (id && ids.indexOf(id) < place) found.set(`${path.join(".")}.${place}.${first.name}`, "Named twice; take one away.");
    });
  }

  function flaw(field, text) {
    if (!text) return field.required ? "Needed here." : undefined;
    const bad = text.match(hidden)?.[0];
    if (bad) return `Delete the invisible or control character U+${code(bad)}.`;
    return limits(field, text) ?? form(field, text) ?? reference(text);
  }

  function form(field, text) {
    if (field.pattern && !new RegExp(field.pattern, "u").test(text)) return sentence(field.advice ?? "Write it in another form");
    if (field.never && new RegExp(field.never, "u").test(text)) return "This name is reserved; choose another.";
    if (field.choices && !field.choices.some(([id]) => id === text)) return "Choose from the list.";
    if (field.form === "entry" && known.get(text)?.kind !== field.kind) {
      return `No ${field.kind.replace("-", " ")} has this id; choose one from the list.`;
    }
    const mixed = field.name === "title" && mixedWord(text, clear);
    if (mixed) return `\u201c${mixed}\u201d mixes letters of several scripts; type it anew, with one keyboard.`;
    if (field.name === "id" && field.form === "line") {
      const owner = known.has(text) ? text : Object.hasOwn(names, text) && names[text];
      if (owner) return `This already names \u201c${known.get(owner)?.title ?? owner}\u201d; choose another.`;
    }
    return undefined;
  }

  function reference(text) {
    const lost = [...text.matchAll(REFERENCE)].find(([, id]) => !known.has(id));
    return lost && `${lost[0]} leads to no entry.`;
  }

  record(fields, values, []);
  return found;
}

/** Whether anything was told in a field, or in the parts of a record. */
function told({ form, fields }, given) {
  if (form === "record") return fields.some((part) => told(part, given?.[part.name]));
  return form === "records" ? itemsOf(given).some((item) => told({ form: "record", fields }, item)) : Boolean(cleaned(given));
}

function limits({ form, least, most, from, to }, text) {
  if (form === "whole") {
    const fits = /^(0|[1-9]\d*)$/.test(text) && from <= Number(text) && Number(text) <= to;
    return fits ? undefined : `Write a whole number from ${from} to ${to}.`;
  }
  const length = [...text].length;
  if (length > most) return `Shorten it: ${length} characters, at most ${most}.`;
  return length < least ? `Write at least ${least} characters.` : undefined;
}

const code = (character) => character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;
