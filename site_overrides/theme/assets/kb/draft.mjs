// The draft of an entry: what was typed into the form, as the data and the text of its file.

import { yamlLines } from "./draft-yaml.mjs";

const LONGEST_LINK = 7000; // forges refuse addresses of more than about 8000 characters

/** Return the id that a title suggests, as `kb new` does: its words joined by hyphens. */
export function idFor(title, longest) {
  const plain = title.replace(/['\u2019]/g, "").replace(/[^\p{L}\p{N}_\s]/gu, " ");
  const folded = plain.normalize("NFKD").replace(/[^\0-\x7f]/g, "").toLowerCase();
  const id = (folded.match(/[a-z0-9]+/g) ?? []).join("-");
  return id.length <= longest ? id : id.slice(0, Math.max(0, id.slice(0, longest + 1).lastIndexOf("-")));
}

/** Return a text as it is kept: composed, with plain line ends, nothing around it. */
export function cleaned(text, form) {
  const plain = (typeof text === "string" ? text : "").normalize("NFC").replace(/\r\n?/g, "\n").trim();
  return form === "text" ? plain : plain.replace(/\s*[\n\t]\s*/g, " ");
}

/** Return the lines of a field for several texts, without the empty ones. */
export function linesOf(text) {
  const all = typeof text === "string" ? text.split(/\r\n?|\n/) : [];
  return all.map((line) => cleaned(line, "line")).filter(Boolean);
}

/** Return the items of a list; whatever else a stored draft may hold is none. */
export const itemsOf = (given) => (Array.isArray(given) ? given : []);

/** Return the data of an entry in the order of its file; `values` holds what the form was told. */
export function draftOf({ fields }, values) {
  return record(fields, values) ?? {};
}

/** Return the text of the file. */
export function draftText({ kind }, draft, modeline) {
  return `${[`${modeline}../../kb/schema/${kind}.schema.json`, ...yamlLines(draft)].join("\n")}\n`;
}

/** Return what a form was told together with what it need not be told. */
export function filledIn({ fields }, values, day) {
  const longest = fields.find(({ name }) => name === "id").most;
  const id = cleaned(values.id) || idFor(cleaned(values.title), longest);
  return { ...values, id, status: "stub", added: day };
}

/** Return the address at which a forge opens a new file; without the text where it would be too long. */
export function forgeLink(forge, { folder }, id, text) {
  const page = `${forge}${folder}?${new URLSearchParams({ filename: `${id}.yaml` })}`;
  const whole = `${page}&value=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST_LINK ? { href: whole, complete: true } : { href: page, complete: false };
}

function record(fields, given) {
  const told = fields.map((field) => [field.name, value(field, given?.[field.name])]);
  const filled = told.filter(([, part]) => part !== undefined);
  return filled.length ? Object.fromEntries(filled) : undefined;
}

function value({ form, fields, choices }, given) {
  if (form === "record") return record(fields, given);
  if (form === "records") return some(itemsOf(given).map((item) => record(fields, item)).filter(Boolean));
  if (form === "lines") return some(linesOf(given));
  if (form === "choices") return some(choices.map(([id]) => id).filter((id) => itemsOf(given).includes(id)));
  const text = cleaned(given, form);
  if (!text) return undefined;
  if (form === "whole" && /^\d{1,15}$/.test(text)) return Number(text);
  return form === "text" ? `${text}\n` : text;
}

const some = (list) => (list.length ? list : undefined);
