// What stands beside the form: entries and rejected proposals that are close, and the state of the draft.

import { button } from "./diagnose-parts.mjs";
import { element } from "./elements.mjs";
import { addressOf } from "./entries.mjs";
import { idOf, words } from "./propose-fields.mjs";
import { resultRow } from "./results.mjs";

/** Return what is close to a draft; nothing while there is nothing. */
export function closeParts(entries, rejected, known) {
  return [
    rejected.length ? [element("h3", {}, "Turned down before"), rejected.map((one) => refused(one, known))] : [],
    entries.length
      ? [
          element("h3", {}, "Closest in the catalog"),
          element("p", { class: "kb-hint" }, "If one of these is yours, add a phrase or a source to it instead of a new entry."),
          element("div", { class: "kb-results" }, entries.map((entry) => resultRow(entry))),
        ]
      : [],
  ];
}

function refused({ title, reason, instead }, known) {
  const links = instead.filter((id) => known.has(id)).flatMap((id, place) => {
    const link = element("a", { href: addressOf(known.get(id)), class: "kb-entry" }, known.get(id).title);
    return place ? [", ", link] : [link];
  });
  return element("div", { class: "kb-refused" },
    element("p", {}, element("strong", {}, title)),
    element("p", {}, reason),
    links.length ? element("p", {}, "Instead: ", links, ".") : []);
}

/** Return whether the draft is ready, and if not, the way to each field that is not. */
export function stateParts(wrong) {
  if (!wrong.size) return [element("p", { class: "kb-ready" }, "Ready: it has the form of a stub.")];
  const items = [...wrong].map(([path, told]) =>
    element("li", {}, button("go", { path }, named(path)), ` ${told}`));
  return [element("p", {}, "Not ready yet:"), element("ul", { class: "kb-wrong" }, items)];
}

/** Return the name of a field with the place of its item: "root causes 1: why". */
function named(path) {
  return path.split(".").map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : words(part)))
    .join(" ").replace(/ (\d+) /, " $1: ");
}

/** Show each complaint at its field, if somebody was there already. */
export function showComplaints(form, wrong, visited) {
  for (const field of form.querySelectorAll("[data-path]:not([type=checkbox])")) {
    const { path } = field.dataset;
    const told = visited(path) ? wrong.get(path) : undefined;
    const place = document.getElementById(`${idOf(path)}-error`);
    place.textContent = told ?? "";
    place.hidden = !told;
    if (told) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}
