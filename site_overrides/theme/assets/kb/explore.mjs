// The explorer without its page: choosing, counting, sorting, the address and the CSV. No DOM here.

import { csvText } from "./csv-cells.mjs";
import { compare } from "./tables.mjs";

export const FIRST_ORDER = "kind";

/** Join titles and facets to rows; `values` are numbers of terms by facet. */
export function unpack({ facets, folders, values }, entries) {
  const rows = Object.entries(entries).flatMap(([kind, known]) =>
    known.map(([id, title, summary]) => {
      const text = `${title} ${id} ${summary}`.toLowerCase();
      return { id, kind, folder: folders[kind], title, summary, values: values[id], text };
    }));
  const any = new Map(facets.map(({ id, terms }) => [id, terms.findIndex(([term]) => term === "any")]));
  return { facets, rows, any };
}

/** The names in the address, such as #find=drift&phase=deployment&sort=-severity, with their empty values. */
export function shapeOf(facets) {
  return { find: "", sort: "", ...Object.fromEntries(facets.map(({ id }) => [id, []])) };
}

/** Turn what stands in the address into a state: the numbers of the chosen terms by facet. */
export function fromValues(facets, values) {
  const chosen = new Map();
  for (const { id, terms } of facets) {
    const numbers = terms.flatMap(([term], at) => (values[id].includes(term) ? [at] : []));
    if (numbers.length) chosen.set(id, new Set(numbers));
  }
  return { text: values.find, chosen, sort: values.sort || FIRST_ORDER };
}

export function toValues(facets, { text, chosen, sort }) {
  const terms = facets.map(({ id, terms }) => {
    const numbers = [...(chosen.get(id) ?? [])].sort((a, b) => a - b);
    return [id, numbers.map((at) => terms[at][0])];
  });
  return { find: text.trim(), sort: sort === FIRST_ORDER ? "" : sort, ...Object.fromEntries(terms) };
}

/**
 * Rows that fit, sorted, and for every facet how many rows each of its terms would show.
 * Terms of one facet are alternatives; a facet's own choice does not lower its own counts.
 */
export function explore(table, state) {
  const asked = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = new Map(table.facets.map(({ id, terms }) => [id, terms.map(() => 0)]));
  const chosen = [...state.chosen];
  const rows = [];
  for (const row of table.rows) {
    if (!asked.every((word) => row.text.includes(word))) continue;
    const missed = chosen.filter(([id, terms]) => !fits(row, id, terms, table.any));
    if (missed.length === 0) rows.push(row);
    if (missed.length > 1) continue;
    const counted = missed.length ? [missed[0][0]] : counts.keys();
    for (const id of counted) count(row.values[id] ?? [], counts.get(id), table.any.get(id));
  }
  return { rows: rows.sort(order(state.sort)), counts };
}

/** Whether a row has one of the terms; what holds for any data fits every kind of it. */
function fits(row, id, terms, any) {
  return row.values[id]?.some((at) => terms.has(at) || at === any.get(id));
}

function count(values, counts, any) {
  if (values.includes(any)) counts.forEach((_, at) => (counts[at] += 1));
  else for (const at of values) counts[at] += 1;
}

function order(sort) {
  const down = sort.startsWith("-");
  const key = down ? sort.slice(1) : sort;
  const byTitle = (a, b) => compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.id, b.id);
  if (key === "title") return down ? (a, b) => byTitle(b, a) : byTitle;
  return (a, b) => {
    const [x, y] = [a.values[key]?.[0], b.values[key]?.[0]];
    if (x === undefined || y === undefined) return (x === undefined) - (y === undefined) || byTitle(a, b);
    return (down ? y - x : x - y) || byTitle(a, b);
  };
}

/** A table for a spreadsheet: everything quoted, and nothing that it would take for a formula. */
export function csv(table, rows) {
  const head = ["id", "title", "summary", ...table.facets.map(({ id }) => id)];
  const lines = rows.map((row) => [
    row.id,
    row.title,
    row.summary,
    ...table.facets.map(({ id, terms }) => (row.values[id] ?? []).map((at) => terms[at][0]).join(" ")),
  ]);
  return csvText([head, ...lines]);
}
